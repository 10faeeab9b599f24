package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.neurons.train.ConvLayer;
import org.sparsecortex.neurons.train.DeltaLayer;
import org.sparsecortex.neurons.train.DenseLayer;
import org.sparsecortex.neurons.train.DepthwiseLayer;
import org.sparsecortex.neurons.train.FrameStream;
import org.sparsecortex.neurons.train.Layer;
import org.sparsecortex.neurons.train.LayerStack;
import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.neurons.train.Weights;
import org.sparsecortex.sdr.param.Checks;

/**
 * A trained network in event-driven form: a frame costs in proportion to what changed since the last one.
 *
 * <pre>  levels k -&gt; events k - k' -&gt; sums += weights * event -&gt; levels of the next layer -&gt; ...  </pre>
 *
 * The layers must alternate: a delta layer, then one that is linear in its levels (dense, convolution, depthwise, pool) or a GRU,
 * and so on; the last one's sums are the output. Weights times steps are rounded to a grid of powers of two on which all float sums
 * are exact, so that after any number of frames the output has the same bits as {@link #reset} and the last frame alone. (For a GRU:
 * as the same frames with sums recomputed.) Not safe for several threads.
 */
public final class DeltaNetwork implements FrameStream {
    /** Units of a frame coded at once: the arrays of a block fit into the first-level cache. */
    private static final int BLOCK = 1024;

    private final List<EventCoder> coders = new ArrayList<>();
    private final List<EventLayer> layers = new ArrayList<>();
    private final float[] outputBias;
    private final float[] output;
    private final float[] block;
    private final long[] events;
    private final long[] dense;
    private long frames;

    /**
     * The event-driven form of a network; it keeps no tie to the trained one.
     *
     * @throws IllegalArgumentException if the layers do not alternate as described
     */
    public DeltaNetwork(LayerStack trained) {
        List<Layer> source = trained.layers();
        Checks.that(source.size() % 2 == 0, "layers", source.size(), "must be pairs of a delta layer and a linear one");
        Volume shape = blocks(source.get(0).output());
        block = new float[shape.channels()];
        float scale = 1f;
        float[] bias = new float[trained.inputs()];
        dense = new long[source.size() / 2];
        for (int l = 0; l < source.size(); l += 2) {
            if (!(source.get(l) instanceof DeltaLayer delta)) {
                throw new IllegalArgumentException("layers[" + l + "]: must be a delta layer");
            }
            coders.add(coder(delta, shape, scale, bias));
            Layer linear = source.get(l + 1);
            EventLayer made = new EventLayers(delta).of(linear);
            layers.add(made);
            shape = made.shape();
            scale = made.scale();
            bias = bias(linear, shape.size());
            dense[l / 2] = EventLayers.denseMacs(linear, delta.output().size());
        }
        outputBias = bias;
        output = new float[trained.outputs()];
        events = new long[layers.size()];
    }

    /** Bias of each output of a linear layer; it repeats over the places of an image. */
    private static float[] bias(Layer linear, int outputs) {
        float[] bias = new float[outputs];
        boolean has = linear instanceof DenseLayer || linear instanceof ConvLayer || linear instanceof DepthwiseLayer;
        if (has) {
            Weights given = linear.weights().get(1);
            for (int i = 0; i < outputs; i++) {
                bias[i] = given.values()[0][i % given.values()[0].length];
            }
        }
        return bias;
    }

    /** A frame as blocks of whole rows, which are coded at once. */
    private static Volume blocks(Volume frame) {
        int row = frame.width() * frame.channels();
        int rows = Math.min(frame.height(), Math.max(1, BLOCK / row));
        while (frame.height() % rows != 0) {
            rows--;
        }
        return new Volume(frame.height() / rows, 1, rows * row);
    }

    /** A coder of sums that lie in that shape; places share their gains and offsets unless the steps differ. */
    private static EventCoder coder(DeltaLayer delta, Volume shape, float scale, float[] bias) {
        int channels = shape.channels();
        float[][] gain = new float[shape.size() / channels][];
        float[][] offset = new float[gain.length][];
        for (int place = 0; place < gain.length; place++) {
            if (place > 0 && !delta.stepsPerUnit()) {
                gain[place] = gain[0];
                offset[place] = offset[0];
                continue;
            }
            gain[place] = new float[channels];
            offset[place] = new float[channels];
            for (int c = 0; c < channels; c++) {
                float step = delta.stepOf(place * channels + c);
                gain[place][c] = scale / step;
                offset[place][c] = bias[place * channels + c] / step;
            }
        }
        return new EventCoder(
                gain, offset, delta.output().channels(), delta.rectifies(), delta.maxLevel(), delta.hysteresis());
    }

    @Override
    public float[] step(float[] frame) {
        EventCoder first = coders.get(0);
        Checks.equal("frame.length", frame.length, first.size());
        first.begin();
        for (int b = 0; b * block.length < frame.length; b++) {
            System.arraycopy(frame, b * block.length, block, 0, block.length);
            first.code(b, block);
        }
        for (int l = 0; l < layers.size(); l++) {
            EventCoder coder = coders.get(l);
            events[l] += coder.count();
            layers.get(l).receive(coder);
            if (l + 1 < layers.size()) {
                coders.get(l + 1).begin();
                layers.get(l).emit(coders.get(l + 1));
            }
        }
        layers.get(layers.size() - 1).read(outputBias, output);
        frames++;
        return output;
    }

    /** Forgets everything: the next frame is computed from nothing. */
    public void reset() {
        coders.forEach(EventCoder::reset);
        layers.forEach(EventLayer::reset);
    }

    @Override
    public int layers() {
        return layers.size();
    }

    /** Frames since {@link #clearCounts}. */
    public long frames() {
        return frames;
    }

    @Override
    public long events(int l) {
        return events[l];
    }

    @Override
    public int units(int l) {
        return coders.get(l).size();
    }

    @Override
    public int channels(int l) {
        return coders.get(l).channels();
    }

    @Override
    public int[] changed(int l) {
        int[] units = new int[coders.get(l).count()];
        coders.get(l).units(units);
        return units;
    }

    @Override
    public float[] levels(int l) {
        return coders.get(l).levels();
    }

    @Override
    public long compared(int l) {
        return coders.get(l).compared();
    }

    @Override
    public long macs(int l) {
        return layers.get(l).macs();
    }

    @Override
    public long denseMacs(int l) {
        return dense[l];
    }

    @Override
    public void clearCounts() {
        Arrays.fill(events, 0);
        layers.forEach(EventLayer::clearMacs);
        coders.forEach(EventCoder::clearCompared);
        frames = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (EventCoder coder : coders) {
            coder.save(out);
        }
        for (EventLayer layer : layers) {
            layer.save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (EventCoder coder : coders) {
            coder.load(in);
        }
        for (EventLayer layer : layers) {
            layer.load(in);
        }
    }

    static void write(float[] values, DataOutput out) throws IOException {
        for (float v : values) {
            out.writeFloat(v);
        }
    }

    static void read(float[] values, DataInput in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }
}
