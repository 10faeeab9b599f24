package org.sparsecortex.delta;

import java.util.Arrays;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.sdr.kernel.State;

/**
 * Codes the integer sums of an image by the rule of {@link EventCoder}: a level stays while its sum is within h steps of it.
 *
 * <p>Only touched places are compared. All units of a place are compared in one loop of vector instructions that marks those which
 * have left their level, each with a bit of its own within a word; the words are gathered and their bits listed without a branch
 * that depends on a unit.
 */
final class PlaceCoder implements LevelCoder {
    private static final int WORD = Integer.SIZE;

    /** Units listed at once, whether there are as many or not. */
    private static final int LISTED = 4;

    private final PlaceSums places;
    private final LevelChanges events;
    private final int[][] step;
    private final int[][] reach;
    private final int[][] plain;
    private final int[][] level;
    private final boolean rectify;
    private final int highest;
    private final int channels;
    private final int[] bit;
    private final int[] marks;
    private final int[] left;
    private boolean first = true;
    private long compared;

    /**
     * A coder whose levels are all 0.
     *
     * @param scale value of a sum of 1
     */
    PlaceCoder(PlaceSums places, DeltaLayer delta, float scale) {
        this.places = places;
        channels = delta.output().channels();
        int count = delta.output().size() / channels;
        events = new LevelChanges(count, channels);
        step = new int[count][];
        reach = new int[count][];
        plain = new int[count][];
        level = new int[count][channels];
        rectify = delta.rectifies();
        highest = delta.maxLevel();
        bit = new int[(channels + WORD - 1) / WORD * WORD];
        for (int c = 0; c < channels; c++) {
            bit[c] = 1 << c;
        }
        marks = new int[bit.length];
        left = new int[channels + WORD];
        for (int place = 0; place < count; place++) {
            if (place == 0 || delta.stepsPerUnit()) {
                steps(place, delta, scale);
                continue;
            }
            step[place] = step[0];
            reach[place] = reach[0];
            plain[place] = plain[0];
        }
    }

    /** Steps and distances of a place in units of the sums; no sum is as large as {@link WeightGrid#LARGEST}. */
    private void steps(int place, DeltaLayer delta, float scale) {
        step[place] = new int[channels];
        reach[place] = new int[channels];
        plain[place] = new int[channels];
        for (int c = 0; c < channels; c++) {
            double q = Math.rint(delta.stepOf(place * channels + c) / (double) scale);
            step[place][c] = (int) Math.max(1, Math.min(WeightGrid.LARGEST, q));
            plain[place][c] = (step[place][c] - 1) / 2;
            double h = Math.min(WeightGrid.LARGEST, Math.floor(delta.hysteresis() * step[place][c]));
            reach[place][c] = delta.hysteresis() > 0.5 ? (int) h : plain[place][c];
        }
    }

    /** Codes the touched places; the others cost nothing. */
    void code() {
        events.clear();
        int[] touched = places.touched();
        int[][] held = first ? plain : reach;
        for (int t = 0; t < places.count(); t++) {
            int place = touched[t];
            int[] sums = places.sums(place);
            if (rectify) {
                rectified(sums, level[place], held[place], bit, marks);
            } else {
                signed(sums, level[place], held[place], bit, marks);
            }
            int n = list();
            if (n > 0) {
                set(place, sums, held[place], n);
            }
        }
        compared += (long) places.count() * channels;
        places.forgetTouched();
        first = false;
    }

    /** Marks the units whose rectified sum is too far from its level with their bit, the others with 0. */
    private static void rectified(int[] sums, int[] level, int[] reach, int[] bit, int[] marks) {
        for (int i = 0; i < sums.length; i++) {
            int z = sums[i];
            int away = (z & ~(z >> 31)) - level[i];
            marks[i] = (reach[i] - Math.abs(away)) >> 31 & bit[i];
        }
    }

    private static void signed(int[] sums, int[] level, int[] reach, int[] bit, int[] marks) {
        for (int i = 0; i < sums.length; i++) {
            marks[i] = (reach[i] - Math.abs(sums[i] - level[i])) >> 31 & bit[i];
        }
    }

    /** Lists the marked units. */
    private int list() {
        int n = 0;
        for (int from = 0; from < marks.length; from += WORD) {
            int word = eight(from) | eight(from + 8) | eight(from + 16) | eight(from + 24);
            int end = n + Integer.bitCount(word);
            do {
                for (int i = 0; i < LISTED; i++) {
                    left[n + i] = from + Integer.numberOfTrailingZeros(word);
                    word &= word - 1;
                }
                n += LISTED;
            } while (n < end);
            n = end;
        }
        return n;
    }

    private int eight(int i) {
        return marks[i]
                | marks[i + 1]
                | marks[i + 2]
                | marks[i + 3]
                | marks[i + 4]
                | marks[i + 5]
                | marks[i + 6]
                | marks[i + 7];
    }

    /** Sets the levels of the listed units and reports those that are new. */
    private void set(int place, int[] sums, int[] held, int n) {
        int[] channel = events.channel();
        int[] change = events.change();
        int[] q = step[place];
        int[] k = level[place];
        int from = events.next();
        int at = from;
        for (int j = 0; j < n; j++) {
            int c = left[j];
            int moved = moved(sums[c], k[c], q[c], held[c]);
            k[c] += moved * q[c];
            channel[at] = c;
            change[at] = moved;
            at += moved == 0 ? 0 : 1;
        }
        events.add(place, from, at);
    }

    /** Steps from a level to the one that is nearest to a sum, in integers: conversions take longer. */
    private int moved(int sum, int level, int q, int held) {
        int away = (rectify ? sum & ~(sum >> 31) : sum) - level;
        int sign = away >> 31;
        int twice = 2 * ((away ^ sign) - sign) + q;
        int steps = twice / (2 * q);
        int moved = (steps ^ sign) - sign;
        boolean atBorder = twice == 2 * q * steps;
        return atBorder || Math.abs(level + moved * q) >= highest * (long) q ? slowly(sum, level, q, held) : moved;
    }

    /** The same for sums between two levels, which go to the even one, and for those at the highest level or beyond. */
    private int slowly(int sum, int level, int q, int held) {
        long top = highest * (long) q;
        long cut = Math.max(rectify ? 0 : -top, Math.min(top, sum));
        return Math.abs(cut - level) <= held ? 0 : (int) Math.rint((double) cut / q) - level / q;
    }

    @Override
    public LevelChanges events() {
        return events;
    }

    @Override
    public int size() {
        return level.length * channels;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public float[] levels() {
        float[] all = new float[size()];
        for (int i = 0; i < all.length; i++) {
            int place = i / channels;
            int c = i % channels;
            all[i] = level[place][c] / step[place][c];
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
    public void reset() {
        for (int[] place : level) {
            Arrays.fill(place, 0);
        }
        events.clear();
        first = true;
    }

    @Override
    public void state(State state) {
        for (int[] place : level) {
            state.keep("levels", place);
        }
        first &= !state.loading();
    }
}
