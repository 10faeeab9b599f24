package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.neurons.train.PoolLayer;
import org.sparsecortex.neurons.train.Volume;

/** Mean over places: an addition per change. */
final class EventPool implements EventLayer {
    private final Volume shape;
    private final float[] weights;
    private final float scale;
    private final int[] target;
    private final Places places;

    /** weights: step of each input unit over the area, in grid steps. */
    EventPool(PoolLayer layer, float[] weights, float scale) {
        this.shape = layer.output();
        this.weights = weights;
        this.scale = scale;
        this.target = new int[weights.length / shape.channels()];
        for (int place = 0; place < target.length; place++) {
            target[place] = layer.target(place * shape.channels()) / shape.channels();
        }
        this.places = new Places(shape);
    }

    @Override
    public Volume shape() {
        return shape;
    }

    @Override
    public void receive(EventCoder events) {
        int[] channel = events.channel();
        float[] change = events.change();
        for (int p = 0; p < events.places(); p++) {
            float[] sums = places.touch(target[events.place(p)]);
            int first = events.place(p) * shape.channels();
            for (int e = events.start(p); e < events.start(p + 1); e++) {
                sums[channel[e]] += change[e] * weights[first + channel[e]];
            }
        }
    }

    @Override
    public void emit(EventCoder coder) {
        places.emit(coder);
    }

    @Override
    public void reset() {
        places.reset();
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float sum(int unit) {
        return places.sum(unit);
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
        places.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        places.load(in);
    }
}
