package org.sparsecortex.neurons.delta;

import org.sparsecortex.neurons.train.PoolLayer;

/** Mean over places: an addition per change. */
final class EventPool extends PlaceLayer {
    private final float[] weights;
    private final int[] target;

    /** weights: step of each input unit over the area, in grid steps. */
    EventPool(PoolLayer layer, float[] weights, float scale) {
        super(layer.output(), scale);
        int channels = shape().channels();
        this.weights = weights;
        this.target = new int[weights.length / channels];
        for (int place = 0; place < target.length; place++) {
            target[place] = layer.target(place * channels) / channels;
        }
    }

    @Override
    public void receive(EventCoder events) {
        int[] channel = events.channel();
        float[] change = events.change();
        for (int p = 0; p < events.places(); p++) {
            float[] sums = places.touch(target[events.place(p)]);
            int first = events.place(p) * shape().channels();
            for (int e = events.start(p); e < events.start(p + 1); e++) {
                sums[channel[e]] += change[e] * weights[first + channel[e]];
            }
        }
    }

    /** Pooling is not counted, as in NeuroBench. */
    @Override
    public long macs() {
        return 0;
    }

    @Override
    public void clearMacs() {}
}
