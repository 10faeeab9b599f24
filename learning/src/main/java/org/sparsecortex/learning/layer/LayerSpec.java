package org.sparsecortex.learning.layer;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A layer as scenarios name it.
 *
 * <pre>
 *   dense  y = W x + b            relu   y = max(0, x)           kwta   the k largest x          conv, depthwise  y = d * x + b
 *   pool   mean over a square     delta  y = q round(max(0, x) / q)       gate   the most important x       gru  {@link GruLayer}
 * </pre>
 *
 * Source: {@link DeltaLayer} after Yousefzadeh and Sifalakis 2021 (arXiv 2107.07305); gate: Chen et al. 2025 (arXiv 2505.19427);
 * depthwise: Howard et al. 2017 (arXiv 1704.04861); gru: Cho et al. 2014 (arXiv 1406.1078); the others are the usual ones.
 */
public sealed interface LayerSpec {
    /**
     * Makes the layer.
     *
     * @param input shape of its input
     * @param seed seed of its initial weights
     * @throws IllegalArgumentException if the shape does not fit
     */
    Layer build(Volume input, long seed);

    /** Whether the layer multiplies its input by weights. */
    default boolean isWeighted() {
        return false;
    }

    /** Fully connected. */
    @TypeName(value = "dense", doc = "fully connected layer")
    record Dense(
            @Param(doc = "outputs", min = 1, max = 1 << 20) int units,

            @Param(
                    doc = "standard deviation of the initial weights times the root of the number of inputs",
                    def = "1.41421356",
                    min = 0,
                    max = 100)
            double gain)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new DenseLayer(input.size(), units, seed, gain);
        }

        @Override
        public boolean isWeighted() {
            return true;
        }
    }

    /** Rectifier. */
    @TypeName(value = "relu", doc = "rectifier, with a loss on activity if the stage sets one")
    record Relu() implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new ReluLayer(input);
        }
    }

    /** k winners. */
    @TypeName(value = "kwta", doc = "keeps the k largest values and sets the rest to 0")
    record Kwta(
            @Param(doc = "fraction of the values kept", def = "0.1", min = 1e-6, max = 1)
            double keep) implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new KwtaLayer(input, Math.max(1, (int) Math.round(keep * input.size())));
        }
    }

    /** Convolution. */
    @TypeName(
            value = "conv",
            doc = "convolution with a square filter and zeros around the image; filterSize 1 is pointwise")
    record Conv(
            @Param(doc = "filters", min = 1, max = 1 << 16) int filters,

            @Param(doc = "side of the filter, odd", def = "3", min = 1, max = 63)
            int filterSize,

            @Param(doc = "distance of output places in input places", def = "1", min = 1, max = 16)
            int stride,

            @Param(
                    doc = "standard deviation of the initial weights times the root of the patch size",
                    def = "1.41421356",
                    min = 0,
                    max = 100)
            double gain)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new ConvLayer(input, filters, filterSize, stride, seed, gain);
        }

        @Override
        public boolean isWeighted() {
            return true;
        }
    }

    /** Depthwise convolution. */
    @TypeName(value = "depthwise", doc = "convolution of each channel with a filter of its own")
    record Depthwise(
            @Param(doc = "side of the filter, odd", def = "3", min = 1, max = 63)
            int filterSize,

            @Param(doc = "distance of output places in input places", def = "1", min = 1, max = 16)
            int stride,

            @Param(
                    doc = "standard deviation of the initial weights times the side of the filter",
                    def = "1.41421356",
                    min = 0,
                    max = 100)
            double gain)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new DepthwiseLayer(input, filterSize, stride, seed, gain);
        }

        @Override
        public boolean isWeighted() {
            return true;
        }
    }

    /** Mean over places. */
    @TypeName(value = "pool", doc = "mean over squares, or over the whole image")
    record Pool(
            @Param(doc = "side of a square; 0 takes the whole image", def = "0", min = 0, max = 4096)
            int size) implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new PoolLayer(input, size);
        }
    }

    /** Delta activation. */
    @TypeName(value = "delta", doc = "rectifier with learned quantisation, and the loss on changes between frames")
    record Delta(
            @Param(doc = "initial quantisation step", symbol = "q", def = "0.1", min = 0.0001, max = 1000)
            double step,

            @Param(doc = "how many steps are learned", def = "\"channel\"")
            DeltaLayer.Granularity granularity,

            @Param(doc = "gradient of the output with respect to the step", def = "\"dal\"")
            DeltaLayer.StepGradient stepGradient,

            @Param(doc = "whether negative values become 0", def = "true")
            boolean rectify,

            @Param(doc = "largest level", def = "63", min = 1, max = 4095)
            int maxLevel,

            @Param(
                    doc = "distance from its level up to which a value keeps the level of the frame before; 0.5 rounds",
                    symbol = "h",
                    unit = "steps",
                    def = "0.5",
                    min = 0.5,
                    max = 100)
            double hysteresis)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new DeltaLayer(input, step, granularity, stepGradient, rectify, maxLevel, hysteresis);
        }
    }

    /** Gate. */
    @TypeName(
            value = "gate",
            doc = "lets the most important values through, by magnitude with or without the weights ahead")
    record Gate(
            @Param(doc = "fraction of the values let through", def = "0.5", min = 1e-6, max = 1)
            double keep,

            @Param(doc = "whether magnitudes are multiplied by the norms of the next layer's weights", def = "true")
            boolean weightInformed)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new GateLayer(input, Math.max(1, (int) Math.round(keep * input.size())), weightInformed);
        }
    }

    /** Gated recurrent units. */
    @TypeName(value = "gru", doc = "gated recurrent units over the frames of a sample")
    record Gru(
            @Param(doc = "units", min = 1, max = 1 << 16) int units,

            @Param(
                    doc = "step in which the state is sent to itself",
                    symbol = "q",
                    def = "0.03125",
                    min = 0.0001,
                    max = 1)
            double step)
            implements LayerSpec {
        @Override
        public Layer build(Volume input, long seed) {
            return new GruLayer(input.size(), units, step, seed);
        }

        @Override
        public boolean isWeighted() {
            return true;
        }
    }
}
