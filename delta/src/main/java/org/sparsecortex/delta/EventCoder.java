package org.sparsecortex.delta;

import java.util.Arrays;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.sdr.kernel.State;

/**
 * Turns sums into levels and lists the levels that changed, place by place.
 *
 * <pre>
 *   z_i = gain_i a_i + offset_i, cut off at lowest and highest level
 *   k_i = round(z_i) if |z_i - k'_i| &gt; h, else k'_i;   event (place, channel, k_i - k'_i) if they differ
 * </pre>
 *
 * h = 0.5 is plain rounding: the level is a function of the sum alone. A larger h keeps noise at a border of a level from being
 * sent. Units are coded in blocks of equal length. Which units of a block have left their level is computed in a loop of vector
 * instructions, and comparisons of arrays find them as long as they are few.
 */
final class EventCoder implements LevelCoder {
    /** Of so many units one may have left its level for comparisons of arrays to find them faster than a walk; measured. */
    private static final int FEW = 64;

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
    private final LevelChanges events;
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
        this.events = new LevelChanges(gain.length * length / channels, channels);
    }

    /** A coder of sums that lie in one array. */
    static EventCoder of(DeltaLayer delta, float scale, float[] bias) {
        int units = bias.length;
        return of(delta, scale, bias, units, units);
    }

    /** A coder of frames, in blocks of that length. */
    static EventCoder ofFrames(DeltaLayer delta, int length) {
        int units = delta.output().size();
        return of(delta, 1f, new float[units], length, delta.output().channels());
    }

    private static EventCoder of(DeltaLayer delta, float scale, float[] bias, int length, int channels) {
        float[][] gain = new float[bias.length / length][length];
        float[][] offset = new float[gain.length][length];
        for (int i = 0; i < bias.length; i++) {
            float step = delta.stepOf(i);
            gain[i / length][i % length] = scale / step;
            offset[i / length][i % length] = bias[i] / step;
        }
        return new EventCoder(gain, offset, channels, delta.rectifies(), delta.maxLevel(), delta.hysteresis());
    }

    /** Begins a frame; the first one is rounded plainly. */
    void begin() {
        events.clear();
        perReach = first ? PLAIN : held;
        first = false;
    }

    @Override
    public void reset() {
        for (float[] block : level) {
            Arrays.fill(block, 0f);
        }
        events.clear();
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
        report(block, candidates(), k);
    }

    /** The same where only the first {@code n} units listed may have left their level. */
    void code(int block, float[] sums, int[] moved, int n) {
        compared += length;
        float[] k = level[block];
        float[] factor = gain[block];
        float[] shift = offset[block];
        int found = 0;
        for (int j = 0; j < n; j++) {
            int i = moved[j];
            float z = factor[i] * sums[i] + shift[i];
            float r = lowest == 0f ? 0.5f * (z + Math.abs(z)) : z;
            nearest[i] = (r + ROUND) - ROUND;
            candidates[found] = i;
            found += (Math.abs(r - k[i]) * perReach + ROUND) - ROUND > 0f ? 1 : 0;
        }
        report(block, found, k);
    }

    private void report(int block, int n, float[] k) {
        if (n > 0 && channels == length) {
            placeOf(block, n, k);
        } else if (n > 0) {
            placesOf(block, n, k);
        }
    }

    /** Lists the units that have left their level. */
    private int candidates() {
        int n = 0;
        int next = Arrays.mismatch(away, none);
        while (next >= 0 && n * FEW < length) {
            candidates[n++] = next;
            int further = Arrays.mismatch(away, next + 1, length, none, next + 1, length);
            next = further < 0 ? further : next + 1 + further;
        }
        return next < 0 ? n : positive(away, next, candidates, n);
    }

    /** Lists the candidates that have another level, the block being one place. */
    private void placeOf(int block, int n, float[] k) {
        int[] channel = events.channel();
        int[] change = events.change();
        int from = events.next();
        int at = from;
        for (int j = 0; j < n; j++) {
            int i = candidates[j];
            float difference = nearest(i) - k[i];
            k[i] += difference;
            channel[at] = i;
            change[at] = (int) difference;
            at += difference == 0f ? 0 : 1;
        }
        events.add(block, from, at);
    }

    private float nearest(int i) {
        float next = nearest[i];
        return next > highest ? highest : next < lowest ? lowest : next;
    }

    /** The same for a block of several places. */
    private void placesOf(int block, int n, float[] k) {
        int[] channel = events.channel();
        int[] change = events.change();
        int from = events.next();
        int at = from;
        int place = -1;
        for (int j = 0; j < n; j++) {
            int i = candidates[j];
            float difference = nearest(i) - k[i];
            if (difference != 0f) {
                int unit = block * length + i;
                if (unit / channels != place) {
                    events.add(place, from, at);
                    place = unit / channels;
                    from = at;
                }
                k[i] += difference;
                channel[at] = unit - place * channels;
                change[at++] = (int) difference;
            }
        }
        events.add(place, from, at);
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

    /** Lists positive elements, after the first n, without a branch: the sign bit of the negated bits is added to the count. */
    private static int positive(float[] x, int from, int[] found, int listed) {
        int n = listed;
        for (int i = from; i < x.length; i++) {
            found[n] = i;
            n += -Float.floatToRawIntBits(x[i]) >>> 31;
        }
        return n;
    }

    @Override
    public LevelChanges events() {
        return events;
    }

    @Override
    public int size() {
        return level.length * length;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public float[] levels() {
        float[] all = new float[size()];
        for (int block = 0; block < level.length; block++) {
            System.arraycopy(level[block], 0, all, block * length, length);
        }
        return all;
    }

    @Override
    public long compared() {
        return compared;
    }

    @Override
    public void clearCompared() {
        compared = 0;
    }

    @Override
    public void state(State state) {
        for (float[] block : level) {
            state.keep("levels", block);
        }
        first &= !state.loading();
    }
}
