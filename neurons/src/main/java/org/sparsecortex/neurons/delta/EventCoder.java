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
 * A unit whose scaled sum is less than half a step from its level is passed over with one comparison. Only what a layer touched
 * is looked at.
 */
final class EventCoder {
    private final float[] gain;
    private final float[] offset;
    private final float lowest;
    private final float highest;
    private final float[] level;
    private final int[] ids;
    private final float[] changes;
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
    }

    /** Begins a frame. */
    void begin() {
        count = 0;
    }

    /** Forgets all levels. */
    void reset() {
        Arrays.fill(level, 0f);
        count = 0;
    }

    /** Codes units {@code unit .. unit + length - 1}, whose sums are {@code sums[at ..]}. */
    void code(float[] sums, int at, int unit, int length) {
        int n = count;
        for (int j = 0; j < length; j++) {
            int i = unit + j;
            float x = Math.min(highest, Math.max(lowest, gain[i] * sums[at + j] + offset[i]));
            if (Math.abs(x - level[i]) >= 0.5f) {
                float k = (float) Math.rint(x);
                if (k != level[i]) {
                    ids[n] = i;
                    changes[n++] = k - level[i];
                    level[i] = k;
                }
            }
        }
        count = n;
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
    }
}
