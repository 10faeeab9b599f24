package org.sparsecortex.delta;

import java.util.Optional;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.kernel.State;

/** A layer whose integer sums lie place by place and hold the bias. */
abstract class PlaceLayer implements EventLayer {
    /** The sums. */
    final PlaceSums places;

    private final float scale;
    private Optional<PlaceCoder> coder = Optional.empty();

    /** scale: value of a sum of 1; bias: sums before any event. */
    PlaceLayer(Volume shape, float scale, int[] bias) {
        this.scale = scale;
        places = new PlaceSums(shape, bias);
    }

    @Override
    public final LevelCoder code(DeltaLayer next) {
        PlaceCoder made = new PlaceCoder(places, next, scale);
        coder = Optional.of(made);
        return made;
    }

    @Override
    public final void emit() {
        coder.orElseThrow().code();
    }

    @Override
    public final void reset() {
        places.reset();
    }

    @Override
    public final void read(float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = places.sum(i) * scale;
        }
    }

    @Override
    public final void state(State state) {
        places.state(state);
    }
}
