package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Turns sums into levels and lists the levels that changed.
 *
 * <pre>  k_i = round(min(maxLevel, max(lowest, gain_i a_i + offset_i)));   event (i, k_i - k'_i) if they differ  </pre>
 *
 * Each unit keeps the sums between which its level certainly stays, a little narrower than the level itself so that rounding cannot
 * matter; a sum between them costs two comparisons. Only what a layer touched is looked at.
 */
final class EventCoder {
    private final float[] gain;
    private final float[] offset;
    private final float lowest;
    private final float highest;
    private final float[] level;
    private final int[] ids;
    private final float[] changes;
    private final float[] low;
    private final float[] high;
    private final float inside;
    private int count;

    /**
     * A coder whose levels are all 0.
     *
     * @param gain steps per unit of the sum, by unit
     * @param offset bias in steps, by unit
     */
    EventCoder(float[] gain, float[] offset, boolean rectify, int maxLevel) {
        this.gain = gain;
        this.offset = offset;
        this.lowest = rectify ? 0f : -maxLevel;
        this.highest = maxLevel;
        this.level = new float[gain.length];
        this.ids = new int[gain.length];
        this.changes = new float[gain.length];
        this.low = new float[gain.length];
        this.high = new float[gain.length];
        this.inside = 0.4999f - maxLevel * 1e-6f;
        reset();
    }

    /** Begins a frame. */
    void begin() {
        count = 0;
    }

    /** Forgets all levels. */
    void reset() {
        Arrays.fill(level, 0f);
        for (int i = 0; i < level.length; i++) {
            setBorders(i);
        }
        count = 0;
    }

    /** Codes units {@code unit .. unit + length - 1}, whose sums are {@code sums[at ..]}. */
    void code(float[] sums, int at, int unit, int length) {
        for (int j = 0; j < length; j++) {
            float a = sums[at + j];
            if (!(a > low[unit + j] && a < high[unit + j])) {
                cross(unit + j, a);
            }
        }
    }

    /** Sets the level of a unit whose sum is near or over a border of its level. */
    private void cross(int i, float a) {
        float k = (float) Math.rint(Math.min(highest, Math.max(lowest, gain[i] * a + offset[i])));
        if (k != level[i]) {
            ids[count] = i;
            changes[count++] = k - level[i];
            level[i] = k;
            setBorders(i);
        }
    }

    private void setBorders(int i) {
        float k = level[i];
        low[i] = k == lowest ? Float.NEGATIVE_INFINITY : (k - inside - offset[i]) / gain[i];
        high[i] = k == highest ? Float.POSITIVE_INFINITY : (k + inside - offset[i]) / gain[i];
    }

    int count() {
        return count;
    }

    int[] ids() {
        return ids;
    }

    float[] changes() {
        return changes;
    }

    int units() {
        return level.length;
    }

    int maxLevel() {
        return (int) highest;
    }

    void save(DataOutput out) throws IOException {
        DeltaNetwork.write(level, out);
    }

    void load(DataInput in) throws IOException {
        DeltaNetwork.read(level, in);
        for (int i = 0; i < level.length; i++) {
            setBorders(i);
        }
    }
}
