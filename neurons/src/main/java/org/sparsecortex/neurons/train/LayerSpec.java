package org.sparsecortex.neurons.train;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** A layer as scenarios name it. */
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
}
