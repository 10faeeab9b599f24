package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Turns sums into levels and lists the levels that changed, place by place.
 *
 * <pre>
 *   z_i = gain_i a_i + offset_i, cut off at lowest and highest level
 *   k_i = round(z_i) if |z_i - k'_i| &gt; h, else k'_i;   event (place, channel, k_i - k'_i) if they differ
 * </pre>
 *
 * h = 0.5 is plain rounding: the level is a function of the sum alone. A larger h keeps noise at a border of a level from being
 * sent. Units are coded in blocks of equal length; a block that no layer touched costs nothing. Which units of a block have left
 * their level is computed in a loop of vector instructions, and one comparison of arrays tells whether there are any.
 */
final class EventCoder {
    /** Reciprocal of 2 h for plain rounding: a hair below 1, so that at a border the exact rule decides. */
    private static final float PLAIN = 1.0002f;

    /** 1.5 * 2^23: adding and taking it away rounds half to even below 2^22; above, what is left is far beyond all levels. */
    private static final float ROUND = 12582912f;

    private final int length;
    private final int channels;
    private final float[][] gain;
    private final float[][] offset;
    private final float lowest;
    private final float highest;
    private final float held;
    private float perReach = PLAIN;
    private boolean first = true;
    private final float[][] level;
    private final float[] nearest;
    private final float[] away;
    private final float[] none;
    private final int[] candidates;
    private final int[] place;
    private final int[] start;
    private final int[] channel;
    private final float[] change;
    private int places;
    private int count;
    private long compared;

    /**
     * A coder whose levels are all 0.
     *
     * @param gain steps per unit of the sum, by block and unit; blocks may share an array
     * @param offset bias in steps, likewise
     * @param channels units of a place; a block holds one place or several whole ones
     * @param hysteresis h in steps, at least 0.5
     */
    EventCoder(float[][] gain, float[][] offset, int channels, boolean rectify, int maxLevel, double hysteresis) {
        this.length = gain[0].length;
        this.channels = channels;
        this.gain = gain;
        this.offset = offset;
        this.lowest = rectify ? 0f : -maxLevel;
        this.highest = maxLevel;
        this.held = hysteresis > 0.5 ? (float) (0.5 / hysteresis) : PLAIN;
        this.level = new float[gain.length][length];
        this.nearest = new float[length];
        this.away = new float[length];
        this.none = new float[length];
        this.candidates = new int[length + 1];
        int units = gain.length * length;
        this.place = new int[units / channels];
        this.start = new int[units / channels + 1];
        this.channel = new int[units + 1];
        this.change = new float[units + 1];
    }

    /** Begins a frame; the first one is rounded plainly. */
    void begin() {
        places = 0;
        count = 0;
        perReach = first ? PLAIN : held;
        first = false;
    }

    /** Forgets all levels. */
    void reset() {
        for (float[] block : level) {
            Arrays.fill(block, 0f);
        }
        places = 0;
        count = 0;
        first = true;
    }

    /** Codes the units of a block, whose sums are given; each block at most once a frame. */
    void code(int block, float[] sums) {
        compared += length;
        float[] k = level[block];
        if (lowest == 0f) {
            rectified(sums, gain[block], offset[block], k, perReach, nearest, away);
        } else {
            signed(sums, gain[block], offset[block], k, perReach, nearest, away);
        }
        int from = Arrays.mismatch(away, none);
        if (from >= 0) {
            int n = positive(away, from, candidates);
            if (channels == length) {
                placeOf(block, n, k);
            } else {
                placesOf(block, n, k);
            }
        }
    }

    /** Lists the candidates that have another level, the block being one place. */
    private void placeOf(int block, int n, float[] k) {
        int at = count;
        for (int j = 0; j < n; j++) {
            int i = candidates[j];
            float difference = nearest(i) - k[i];
            k[i] += difference;
            channel[at] = i;
            change[at] = difference;
            at += difference == 0f ? 0 : 1;
        }
        if (at > count) {
            start[places] = count;
            place[places++] = block;
            start[places] = at;
            count = at;
        }
    }

    private float nearest(int i) {
        float next = nearest[i];
        return next > highest ? highest : next < lowest ? lowest : next;
    }

    /** The same for a block of several places. */
    private void placesOf(int block, int n, float[] k) {
        for (int j = 0; j < n; j++) {
            int i = candidates[j];
            float difference = nearest(i) - k[i];
            if (difference != 0f) {
                int unit = block * length + i;
                int at = unit / channels;
                if (places == 0 || place[places - 1] != at) {
                    start[places] = count;
                    place[places++] = at;
                }
                k[i] += difference;
                channel[count] = unit - at * channels;
                change[count++] = difference;
                start[places] = count;
            }
        }
    }

    /**
     * Nearest level of each unit, not cut off, and round(|z - k| / 2h), which is 0 for a unit that keeps its level k. Half of
     * z + |z| is the rectified z.
     */
    private static void rectified(
            float[] a, float[] gain, float[] offset, float[] k, float perReach, float[] nearest, float[] away) {
        for (int i = 0; i < away.length; i++) {
            float z = gain[i] * a[i] + offset[i];
            float r = 0.5f * (z + Math.abs(z));
            nearest[i] = (r + ROUND) - ROUND;
            away[i] = (Math.abs(r - k[i]) * perReach + ROUND) - ROUND;
        }
    }

    private static void signed(
            float[] a, float[] gain, float[] offset, float[] k, float perReach, float[] nearest, float[] away) {
        for (int i = 0; i < away.length; i++) {
            float z = gain[i] * a[i] + offset[i];
            nearest[i] = (z + ROUND) - ROUND;
            away[i] = (Math.abs(z - k[i]) * perReach + ROUND) - ROUND;
        }
    }

    /** Lists positive elements without a branch: the sign bit of the negated bits is added to the count. */
    private static int positive(float[] x, int from, int[] found) {
        int n = 0;
        for (int i = from; i < x.length; i++) {
            found[n] = i;
            n += -Float.floatToRawIntBits(x[i]) >>> 31;
        }
        return n;
    }

    /** Places with a changed unit. */
    int places() {
        return places;
    }

    /** The p-th of them, in the order in which they were coded. */
    int place(int p) {
        return place[p];
    }

    /** First event of the p-th changed place; the one after its last is {@code start(p + 1)}. */
    int start(int p) {
        return start[p];
    }

    /** Channels of all events; the events of a place lie together. */
    int[] channel() {
        return channel;
    }

    /** Changes of all events, in steps. */
    float[] change() {
        return change;
    }

    /** Number of events. */
    int count() {
        return count;
    }

    /** Unit of each event, written to {@code units}. */
    void units(int[] units) {
        for (int p = 0; p < places; p++) {
            for (int e = start[p]; e < start[p + 1]; e++) {
                units[e] = place[p] * channels + channel[e];
            }
        }
    }

    /** Number of units. */
    int size() {
        return place.length * channels;
    }

    /** Units of a place. */
    int channels() {
        return channels;
    }

    /** Levels of all units. */
    float[] levels() {
        float[] all = new float[size()];
        for (int block = 0; block < level.length; block++) {
            System.arraycopy(level[block], 0, all, block * length, length);
        }
        return all;
    }

    /** Units compared with their level since {@link #clearCompared}. */
    long compared() {
        return compared;
    }

    void clearCompared() {
        compared = 0;
    }

    void save(DataOutput out) throws IOException {
        for (float[] block : level) {
            DeltaNetwork.write(block, out);
        }
    }

    void load(DataInput in) throws IOException {
        for (float[] block : level) {
            DeltaNetwork.read(block, in);
        }
        first = false;
    }
}
