package org.sparsecortex.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Checks;

/**
 * A trained network in event-driven form: a frame costs in proportion to what changed since the last one.
 *
 * <pre>  levels k -&gt; events k - k' -&gt; sums += weights * event -&gt; levels of the next layer -&gt; ...  </pre>
 *
 * The layers must alternate: a delta layer, then one that is linear in its levels (dense, convolution, depthwise, pool) or a GRU,
 * and so on; the last one's sums are the output. Weights times steps are rounded to a grid of powers of two on which all float sums
 * are exact, so that after any number of frames the output has the same bits as {@link #reset} and the last frame alone. (For a GRU:
 * as the same frames with sums recomputed.) With hysteresis levels also depend on earlier frames, which is why a cut to another scene may
 * be made to begin anew. Not safe for several threads.
 */
public final class DeltaNetwork implements FrameStream {
    private final FrameCoder frameCoder;
    private final List<LevelCoder> coders = new ArrayList<>();
    private final List<EventLayer> layers = new ArrayList<>();
    private final float[] output;
    private final long[] events;
    private final long[] dense;
    private long frames;

    /** The same, never from nothing but at first. */
    public DeltaNetwork(LayerStack trained) {
        this(trained, 1);
    }

    /**
     * The event-driven form of a network; it keeps no tie to the trained one.
     *
     * @param refreshAbove a frame is computed from nothing if more than this fraction of its values have moved by more than a quarter of a
     *     step since the one before: after a cut, what the old scene left within the hysteresis says nothing of the new one. 1 for never
     * @throws IllegalArgumentException if the layers do not alternate as described, or unless refreshAbove is in 0..1
     */
    public DeltaNetwork(LayerStack trained, double refreshAbove) {
        Checks.inRange("refreshAbove", refreshAbove, 0.0, 1.0);
        List<Layer> source = trained.layers();
        Checks.that(source.size() % 2 == 0, "layers", source.size(), "must be pairs of a delta layer and a linear one");
        frameCoder = new FrameCoder(delta(source, 0), refreshAbove);
        coders.add(frameCoder);
        dense = new long[source.size() / 2];
        for (int l = 0; l < source.size(); l += 2) {
            DeltaLayer delta = delta(source, l);
            Layer linear = source.get(l + 1);
            EventLayer made = new EventLayers(delta).of(linear);
            layers.add(made);
            dense[l / 2] = EventLayers.denseMacs(linear, delta.output().size());
            if (l + 2 < source.size()) {
                coders.add(made.code(delta(source, l + 2)));
            }
        }
        output = new float[trained.outputs()];
        events = new long[layers.size()];
    }

    private static DeltaLayer delta(List<Layer> source, int l) {
        if (source.get(l) instanceof DeltaLayer delta) {
            return delta;
        }
        throw new IllegalArgumentException("layers[" + l + "]: must be a delta layer");
    }

    @Override
    public float[] step(float[] frame) {
        Checks.equal("frame.length", frame.length, frameCoder.size());
        if (frameCoder.isCut(frame)) {
            reset();
        }
        frameCoder.code(frame);
        for (int l = 0; l < layers.size(); l++) {
            LevelChanges changed = coders.get(l).events();
            events[l] += changed.count();
            layers.get(l).receive(changed);
            if (l + 1 < layers.size()) {
                layers.get(l).emit();
            }
        }
        layers.get(layers.size() - 1).read(output);
        frames++;
        return output;
    }

    /** Forgets everything: the next frame is computed from nothing. */
    public void reset() {
        coders.forEach(LevelCoder::reset);
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
        int[] units = new int[coders.get(l).events().count()];
        coders.get(l).events().units(units);
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
        coders.forEach(LevelCoder::clearCompared);
        frames = 0;
    }

    @Override
    public void state(State state) {
        for (int i = 0; i < coders.size(); i++) {
            coders.get(i).state(state.part("coder" + i));
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).state(state.part("layer" + i));
        }
    }
}
