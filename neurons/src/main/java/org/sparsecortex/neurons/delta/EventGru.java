package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.FloatColumns;

/**
 * Gated recurrent units whose input and state both arrive as changes: the delta network of Neil et al. 2017 with quantised state.
 *
 * <p>Two sets of sums, W x and V s, are integrated; the cell itself costs in proportion to its size in every frame.
 */
final class EventGru implements EventLayer {
    private final float[][] inputColumns;
    private final float[][] stateColumns;
    private final float[] inputBias;
    private final float[] stateBias;
    private final float inputScale;
    private final float stateScale;
    private final float[] fromInput;
    private final float[] fromState;
    private final float[] h;
    private final int[] ids;
    private final EventCoder stateCoder;
    private long macs;
    private long stateEvents;

    /** Columns in grid steps of their scales; step: of the state. */
    EventGru(
            float[][] inputColumns,
            float inputScale,
            float[] inputBias,
            float[][] stateColumns,
            float stateScale,
            float[] stateBias,
            float step,
            int maxLevel) {
        this.inputColumns = inputColumns;
        this.stateColumns = stateColumns;
        this.inputScale = inputScale;
        this.stateScale = stateScale;
        this.inputBias = inputBias;
        this.stateBias = stateBias;
        int size = stateColumns.length;
        this.fromInput = new float[3 * size];
        this.fromState = new float[3 * size];
        this.h = new float[size];
        this.ids = new int[inputColumns.length];
        float[] gain = new float[size];
        Arrays.fill(gain, 1f / step);
        this.stateCoder = new EventCoder(new float[][] {gain}, new float[1][size], size, false, maxLevel, 0.5);
    }

    @Override
    public Volume shape() {
        return Volume.vector(h.length);
    }

    @Override
    public void receive(EventCoder events) {
        events.units(ids);
        FloatColumns.accumulate(inputColumns, ids, events.change(), events.count(), fromInput);
        stateCoder.begin();
        stateCoder.code(0, h);
        FloatColumns.accumulate(stateColumns, stateCoder.channel(), stateCoder.change(), stateCoder.count(), fromState);
        stateEvents += stateCoder.count();
        macs += (long) (events.count() + stateCoder.count()) * fromInput.length;
        int size = h.length;
        for (int i = 0; i < size; i++) {
            float r = (float) ExactMath.sigmoid(input(i) + state(i));
            float u = (float) ExactMath.sigmoid(input(size + i) + state(size + i));
            float c = (float) ExactMath.tanh(input(2 * size + i) + r * state(2 * size + i));
            h[i] = (1 - u) * h[i] + u * c;
        }
    }

    private float input(int i) {
        return fromInput[i] * inputScale + inputBias[i];
    }

    private float state(int i) {
        return fromState[i] * stateScale + stateBias[i];
    }

    /** Events of the state so far. */
    long stateEvents() {
        return stateEvents;
    }

    @Override
    public void emit(EventCoder coder) {
        coder.code(0, h);
    }

    @Override
    public void reset() {
        Arrays.fill(fromInput, 0f);
        Arrays.fill(fromState, 0f);
        Arrays.fill(h, 0f);
        stateCoder.reset();
    }

    @Override
    public float scale() {
        return 1f;
    }

    @Override
    public float sum(int unit) {
        return h[unit];
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
        DeltaNetwork.write(fromInput, out);
        DeltaNetwork.write(fromState, out);
        DeltaNetwork.write(h, out);
        stateCoder.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        DeltaNetwork.read(fromInput, in);
        DeltaNetwork.read(fromState, in);
        DeltaNetwork.read(h, in);
        stateCoder.load(in);
    }
}
