package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.sdr.numeric.FloatColumns;

/** Fully connected layer; weights as one array per input unit. */
final class EventDense implements EventLayer {
    private final float[][] columns;
    private final float[] sums;
    private final float scale;
    private boolean touched = true;
    private long macs;

    /** Takes columns over; they are in grid steps. */
    EventDense(float[][] columns, float scale) {
        this.columns = columns;
        this.sums = new float[columns[0].length];
        this.scale = scale;
    }

    @Override
    public void receive(int[] ids, float[] changes, int count) {
        FloatColumns.accumulate(columns, ids, changes, count, sums);
        touched |= count > 0;
        macs += (long) count * sums.length;
    }

    @Override
    public void emit(EventCoder coder) {
        if (touched) {
            coder.code(sums, 0, 0, sums.length);
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
