package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.neurons.train.Volume;

/** A layer whose sums lie place by place. */
abstract class PlaceLayer implements EventLayer {
    /** The sums. */
    final Places places;

    private final Volume shape;
    private final float scale;

    PlaceLayer(Volume shape, float scale) {
        this.shape = shape;
        this.scale = scale;
        places = new Places(shape);
    }

    @Override
    public final Volume shape() {
        return shape;
    }

    @Override
    public final void emit(EventCoder coder) {
        places.emit(coder);
    }

    @Override
    public final void reset() {
        places.reset();
    }

    @Override
    public final float scale() {
        return scale;
    }

    @Override
    public final float sum(int unit) {
        return places.sum(unit);
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        places.save(out);
    }

    @Override
    public final void load(DataInput in) throws IOException {
        places.load(in);
    }
}
