package org.sparsecortex.delta;

import java.util.Arrays;
import java.util.Optional;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.FloatColumns;

/** Fully connected layer; weights as one array per input unit. */
final class EventDense implements EventLayer {
    private final float[][] columns;
    private final float[] sums;
    private final float scale;
    private final float[] bias;
    private final int[] ids;
    private final float[] changes;
    private Optional<EventCoder> coder = Optional.empty();
    private boolean touched = true;
    private long macs;

    /** Takes columns over; they are in grid steps. */
    EventDense(float[][] columns, float[] bias, float scale) {
        this.columns = columns;
        this.sums = new float[columns[0].length];
        this.scale = scale;
        this.bias = bias;
        this.ids = new int[columns.length];
        this.changes = new float[columns.length];
    }

    @Override
    public void receive(LevelChanges events) {
        events.units(ids);
        events.changes(changes);
        FloatColumns.accumulate(columns, ids, changes, events.count(), sums);
        touched |= events.count() > 0;
        macs += (long) events.count() * sums.length;
    }

    @Override
    public LevelCoder code(DeltaLayer next) {
        EventCoder made = EventCoder.of(next, scale, bias);
        coder = Optional.of(made);
        return made;
    }

    @Override
    public void emit() {
        EventCoder to = coder.orElseThrow();
        to.begin();
        if (touched) {
            to.code(0, sums);
        }
        touched = false;
    }

    @Override
    public void reset() {
        Arrays.fill(sums, 0f);
        touched = true;
    }

    @Override
    public void read(float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = sums[i] * scale + bias[i];
        }
    }

    @Override
    public long macs() {
        return macs;
    }

    @Override
    public void clearMacs() {
        macs = 0;
    }

    @Override
    public void state(State state) {
        state.keep("sums", sums);
        touched &= !state.loading();
    }
}
