package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.sdr.numeric.FloatColumns;

/** Fully connected layer; weights as one array per input unit. */
final class EventDense implements EventLayer {
    private final float[][] columns;
    private final float[] sums;
    private final float scale;
    private final int[] ids;
    private boolean touched = true;
    private long macs;

    /** Takes columns over; they are in grid steps. */
    EventDense(float[][] columns, float scale) {
        this.columns = columns;
        this.sums = new float[columns[0].length];
        this.scale = scale;
        this.ids = new int[columns.length];
    }

    @Override
    public Volume shape() {
        return Volume.vector(sums.length);
    }

    @Override
    public void receive(EventCoder events) {
        events.units(ids);
        FloatColumns.accumulate(columns, ids, events.change(), events.count(), sums);
        touched |= events.count() > 0;
        macs += (long) events.count() * sums.length;
    }

    @Override
    public void emit(EventCoder coder) {
        if (touched) {
            coder.code(0, sums);
        }
        touched = false;
    }

    @Override
    public void reset() {
        Arrays.fill(sums, 0f);
        touched = true;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float sum(int unit) {
        return sums[unit];
    }

    @Override
    public void read(float[] bias, float[] out) {
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
    public void save(DataOutput out) throws IOException {
        DeltaNetwork.write(sums, out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        DeltaNetwork.read(sums, in);
        touched = false;
    }
}
