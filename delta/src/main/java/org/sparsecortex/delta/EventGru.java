package org.sparsecortex.delta;

import java.util.Arrays;
import java.util.Optional;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.sdr.kernel.State;
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
    private final float[] changes;
    private final EventCoder stateCoder;
    private Optional<EventCoder> coder = Optional.empty();
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
        this.ids = new int[Math.max(inputColumns.length, size)];
        this.changes = new float[ids.length];
        float[] gain = new float[size];
        Arrays.fill(gain, 1f / step);
        this.stateCoder = new EventCoder(new float[][] {gain}, new float[1][size], size, false, maxLevel, 0.5);
    }

    @Override
    public void receive(LevelChanges events) {
        accumulate(inputColumns, events, fromInput);
        stateCoder.begin();
        stateCoder.code(0, h);
        accumulate(stateColumns, stateCoder.events(), fromState);
        stateEvents += stateCoder.events().count();
        int size = h.length;
        for (int i = 0; i < size; i++) {
            float r = (float) ExactMath.sigmoid(input(i) + state(i));
            float u = (float) ExactMath.sigmoid(input(size + i) + state(size + i));
            float c = (float) ExactMath.tanh(input(2 * size + i) + r * state(2 * size + i));
            h[i] = (1 - u) * h[i] + u * c;
        }
    }

    private void accumulate(float[][] columns, LevelChanges events, float[] sums) {
        events.units(ids);
        events.changes(changes);
        FloatColumns.accumulate(columns, ids, changes, events.count(), sums);
        macs += (long) events.count() * sums.length;
    }

    private float input(int i) {
        return fromInput[i] * inputScale + inputBias[i];
    }

    private float state(int i) {
        return fromState[i] * stateScale + stateBias[i];
    }

    /** Changes of the state so far. */
    long stateEvents() {
        return stateEvents;
    }

    @Override
    public LevelCoder code(DeltaLayer next) {
        EventCoder made = EventCoder.of(next, 1f, new float[h.length]);
        coder = Optional.of(made);
        return made;
    }

    @Override
    public void emit() {
        EventCoder to = coder.orElseThrow();
        to.begin();
        to.code(0, h);
    }

    @Override
    public void reset() {
        Arrays.fill(fromInput, 0f);
        Arrays.fill(fromState, 0f);
        Arrays.fill(h, 0f);
        stateCoder.reset();
    }

    @Override
    public void read(float[] out) {
        System.arraycopy(h, 0, out, 0, h.length);
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
        state.keep("fromInput", fromInput);
        state.keep("fromState", fromState);
        state.keep("hidden", h);
        stateCoder.state(state.part("stateCoder"));
    }
}
