package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.PoolLayer;

/** Mean over places: an addition per change. */
final class EventPool implements EventLayer {
    private final PoolLayer layer;
    private final float[] weights;
    private final float[] sums;
    private final float scale;
    private final boolean[] touched;

    /** weights: step of each input unit over the area, in grid steps. */
    EventPool(PoolLayer layer, float[] weights, float scale) {
        this.layer = layer;
        this.weights = weights;
        this.scale = scale;
        this.sums = new float[layer.output().size()];
        this.touched = new boolean[sums.length];
        reset();
    }

    @Override
    public void receive(int[] ids, float[] changes, int count) {
        for (int e = 0; e < count; e++) {
            int target = layer.target(ids[e]);
            sums[target] += changes[e] * weights[ids[e]];
            touched[target] = true;
        }
    }

    @Override
    public void emit(EventCoder coder) {
        for (int i = 0; i < sums.length; i++) {
            if (touched[i]) {
                coder.code(sums, i, i, 1);
                touched[i] = false;
            }
        }
    }

    @Override
    public void reset() {
        Arrays.fill(sums, 0f);
        Arrays.fill(touched, true);
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float sum(int unit) {
        return sums[unit];
    }

    /** Pooling is not counted, as in NeuroBench. */
    @Override
    public long macs() {
        return 0;
    }

    @Override
    public void clearMacs() {}

    @Override
    public void save(DataOutput out) throws IOException {
        DeltaNetwork.write(sums, out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        DeltaNetwork.read(sums, in);
        Arrays.fill(touched, false);
    }
}
