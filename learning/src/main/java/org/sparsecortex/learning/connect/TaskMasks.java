package org.sparsecortex.learning.connect;

import java.util.List;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * A mask for each of several tasks over the same weights, learned one after another. Not safe for several threads.
 *
 * <pre>
 *   network of task t:  v = w m_t, and what is its own       w stands still where any of m_0 .. m_(t-1) has it; other weights learn
 * </pre>
 *
 * m_t: mask of task t, chosen at random among all weights, those that stand still too, and moved while the task learns. What
 * stands still can grow into a mask and then has the value it has, but is not dropped from it. A new task begins with the first
 * values of the network. So the network of a task that has been learned is the same, bit by bit, whatever is learned later.
 *
 * <p>Source: Yildirim, Gok Yildirim, Sokar, Mocanu and Vanschoren 2023 (arXiv 2308.14831), whose abstract we read. Differs
 * from the paper: the number of weights of each mask is exact.
 */
final class TaskMasks {
    private final long seed;
    private final List<Weights> shared;
    private final List<Weights> own;
    private final float[][][] firstShared;
    private final float[][][] firstOwn;
    private final float[][][] kept; // of weights that stand still, or of the latest task while it is away
    private final long[][][] masks; // by task and array; of the latest task only while it is away
    private final float[][][][] ownOf; // by task and array
    private int latest;
    private int shown;

    /**
     * Masks whose first task begins with the masks that {@code shared} will have.
     *
     * @param seed key of the draws of connections
     * @param shared arrays that all tasks share, before any of their weights are taken away
     * @param own arrays of which each task has its own
     */
    TaskMasks(int tasks, long seed, List<Weights> shared, List<Weights> own) {
        this.seed = seed;
        this.shared = shared;
        this.own = own;
        firstShared = copies(shared);
        firstOwn = copies(own);
        kept = copies(shared);
        masks = new long[tasks][shared.size()][];
        ownOf = new float[tasks][][][];
        for (int t = 0; t < tasks; t++) {
            for (int l = 0; l < shared.size(); l++) {
                masks[t][l] = new long[(shared.get(l).count() + Long.SIZE - 1) / Long.SIZE];
            }
            ownOf[t] = copies(own);
        }
    }

    private static float[][][] copies(List<Weights> arrays) {
        float[][][] all = new float[arrays.size()][][];
        for (int k = 0; k < all.length; k++) {
            float[][] values = arrays.get(k).values();
            all[k] = new float[values.length][];
            for (int r = 0; r < values.length; r++) {
                all[k][r] = values[r].clone();
            }
        }
        return all;
    }

    /** The {@code count} weights of array {@code l} of {@code n} with which a task begins, ascending by row and column. */
    static int[] chosen(long seed, int l, int n, int count, int task) {
        return KeyedRandom.of(seed, "connections " + l).sample(n, count, task, 0, 0);
    }

    /**
     * Puts the network of a task into the arrays; that of the latest one if the task has not begun and does not begin.
     *
     * @param learns whether the task is to be learned, and so begins if it is the next one
     * @return whether it begins
     * @throws IllegalArgumentException if a task is to be learned that is neither the latest nor the next
     */
    boolean show(int task, boolean learns) {
        Checks.inRange("task", task, 0, masks.length - 1);
        Checks.that(
                !learns || task >= latest, "task", task, "stands still since task " + latest + " has begun to learn");
        Checks.that(!learns || task <= latest + 1, "task", task, "cannot learn yet: the next task is " + (latest + 1));
        boolean begins = learns && task > latest;
        int wanted = Math.min(task, begins ? task : latest);
        if (wanted != shown) {
            if (shown == latest) {
                store();
            }
            shown = wanted;
            if (begins) {
                begin();
            } else {
                restore();
            }
        }
        return begins;
    }

    /** The task whose network is in the arrays. */
    int shown() {
        return shown;
    }

    private void store() {
        for (int l = 0; l < masks[latest].length; l++) {
            float[][] values = shared.get(l).values();
            Mask mask = shared.get(l).mask().orElseThrow();
            int columns = values[0].length;
            for (int flat = 0; flat < shared.get(l).count(); flat++) {
                boolean has = mask.has(flat / columns, flat % columns);
                set(masks[latest][l], flat, has);
                if (has) {
                    kept[l][flat / columns][flat % columns] = values[flat / columns][flat % columns];
                }
            }
        }
        for (int k = 0; k < own.size(); k++) {
            copy(own.get(k).values(), ownOf[latest][k]);
        }
    }

    private static void set(long[] bits, int flat, boolean on) {
        long bit = 1L << (flat % Long.SIZE);
        bits[flat / Long.SIZE] = on ? bits[flat / Long.SIZE] | bit : bits[flat / Long.SIZE] & ~bit;
    }

    private static boolean has(long[] bits, int flat) {
        return (bits[flat / Long.SIZE] >>> (flat % Long.SIZE) & 1) != 0;
    }

    private static void copy(float[][] from, float[][] to) {
        for (int r = 0; r < from.length; r++) {
            System.arraycopy(from[r], 0, to[r], 0, from[r].length);
        }
    }

    private void begin() {
        latest = shown;
        for (int l = 0; l < shared.size(); l++) {
            Weights w = shared.get(l);
            Mask mask = w.mask().orElseThrow();
            int columns = w.values()[0].length;
            int present = mask.present();
            for (int flat = 0; flat < w.count(); flat++) {
                if (has(masks[latest - 1][l], flat)) {
                    mask.hold(flat / columns, flat % columns);
                }
                mask.drop(flat / columns, flat % columns);
            }
            float scale = scale(w.count(), present);
            for (int flat : chosen(seed, l, w.count(), present, latest)) {
                int r = flat / columns;
                int c = flat % columns;
                mask.add(r, c);
                w.values()[r][c] = mask.isStill(r, c) ? kept[l][r][c] : firstShared[l][r][c] * scale;
            }
            w.clearAbsent();
        }
        for (int k = 0; k < own.size(); k++) {
            copy(firstOwn[k], own.get(k).values());
            own.get(k).changed();
        }
    }

    /** Factor that makes up for the {@code n - present} weights that do not exist: their inputs' variance stays. */
    static float scale(int n, int present) {
        return (float) Math.sqrt(n / Math.max(1.0, present));
    }

    private void restore() {
        for (int l = 0; l < shared.size(); l++) {
            Weights w = shared.get(l);
            Mask mask = w.mask().orElseThrow();
            int columns = w.values()[0].length;
            for (int flat = 0; flat < w.count(); flat++) {
                if (has(masks[shown][l], flat)) {
                    mask.add(flat / columns, flat % columns);
                } else {
                    mask.drop(flat / columns, flat % columns);
                }
            }
            copy(kept[l], w.values());
            w.clearAbsent();
        }
        for (int k = 0; k < own.size(); k++) {
            copy(ownOf[shown][k], own.get(k).values());
            own.get(k).changed();
        }
    }

    /** Value of a weight that stands still. */
    float value(int l, int row, int column) {
        return kept[l][row][column];
    }

    /** Undoes what an update rule, such as decay, has done to weights that stand still. */
    void hold() {
        for (int l = 0; l < shared.size(); l++) {
            Mask mask = shared.get(l).mask().orElseThrow();
            float[][] values = shared.get(l).values();
            for (int r = 0; r < values.length; r++) {
                for (int c = 0; c < values[r].length; c++) {
                    values[r][c] = mask.isStill(r, c) && mask.has(r, c) ? kept[l][r][c] : values[r][c];
                }
            }
            shared.get(l).changed();
        }
    }

    /** Fraction of the shared weights that any task has. */
    double allocated() {
        return share(false);
    }

    /** Fraction of the latest task's shared weights that stand still, for an earlier task has them. */
    double reused() {
        return share(true);
    }

    private double share(boolean ofLatest) {
        double counted = 0;
        double all = 0;
        for (int l = 0; l < shared.size(); l++) {
            Mask mask = shared.get(l).mask().orElseThrow();
            int columns = shared.get(l).values()[0].length;
            for (int flat = 0; flat < shared.get(l).count(); flat++) {
                boolean still = mask.isStill(flat / columns, flat % columns);
                boolean has = shown == latest ? mask.has(flat / columns, flat % columns) : has(masks[latest][l], flat);
                counted += ofLatest ? (still && has ? 1 : 0) : (still || has ? 1 : 0);
                all += !ofLatest || has ? 1 : 0;
            }
        }
        return all == 0 ? 0.0 : counted / all;
    }

    /** Visits what is not part of the arrays; they are those of the task that is shown. */
    void state(State state) {
        if (shown == latest) {
            store(); // so that tests of other tasks, which put the latest away, leave no trace
        }
        latest = state.keep("latestTask", latest);
        shown = state.keep("shownTask", shown);
        for (float[][] rows : kept) {
            for (float[] row : rows) {
                state.keep("keptWeights", row);
            }
        }
        for (int t = 0; t < masks.length; t++) {
            for (long[] bits : masks[t]) {
                state.keep("taskMask", bits);
            }
            for (float[][] rows : ownOf[t]) {
                for (float[] row : rows) {
                    state.keep("taskWeights", row);
                }
            }
        }
    }
}
