package org.sparsecortex.delta;

import org.sparsecortex.learning.layer.PoolLayer;

/** Mean over places: an addition per change. */
final class EventPool extends PlaceLayer {
    private final int[] weights;
    private final int[] target;
    private final int channels;

    /** weights: step of each input unit over the area, in units of the sums. */
    EventPool(PoolLayer layer, int[] weights, float scale) {
        super(layer.output(), scale, new int[layer.output().channels()]);
        channels = layer.output().channels();
        this.weights = weights;
        this.target = new int[weights.length / channels];
        for (int place = 0; place < target.length; place++) {
            target[place] = layer.target(place * channels) / channels;
        }
    }

    @Override
    public void receive(LevelChanges events) {
        int[] channel = events.channel();
        int[] change = events.change();
        for (int p = 0; p < events.places(); p++) {
            int[] sums = places.touch(target[events.place(p)]);
            int first = events.place(p) * channels;
            for (int e = events.start(p); e < events.end(p); e++) {
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
