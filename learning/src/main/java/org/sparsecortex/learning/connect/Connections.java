package org.sparsecortex.learning.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.RowGradients;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * The connections of a network under a {@link Connectivity}: chosen at random at first, moved while it learns. Not safe for
 * several threads.
 *
 * <p>Biases and other parameters that do not decay are always all there.
 */
public final class Connections {
    private static final double MOMENTUM = 0.9;

    private final Connectivity rule;
    private final long seed;
    private final List<Weights> all;
    private final List<Weights> sparse;
    private final RowGradients layout;
    private final double[][] running;
    private final Optional<DenseWeights> dense;
    private final Optional<TaskMasks> tasks;
    private double turnover;

    /**
     * Takes away the weights of {@code all} that do not exist at first and widens the others: their variance is divided by the density.
     *
     * @param readout those of {@code all} that tell the classes: with several tasks, each has its own
     * @param prunes whether weights will be pruned later, so that all arrays need masks
     */
    public Connections(Connectivity rule, long seed, List<Weights> all, List<Weights> readout, boolean prunes) {
        this.rule = rule;
        this.seed = seed;
        this.all = all;
        boolean several = rule.tasks() > 1;
        this.sparse = all.stream()
                .filter(w -> w.decays() && !(several && readout.contains(w)))
                .toList();
        this.layout = new RowGradients(all);
        boolean averages = rule.moves() && rule.grow() == Connectivity.Grow.MOMENTUM;
        running = sparse.stream().map(w -> new double[averages ? w.count() : 0]).toArray(double[][]::new);
        tasks = several
                ? Optional.of(new TaskMasks(
                        rule.tasks(),
                        seed,
                        sparse,
                        all.stream().filter(w -> !sparse.contains(w)).toList()))
                : Optional.empty();
        if (rule.isSparse() || prunes) {
            double[] densities = rule.densities(sparse);
            for (int l = 0; l < densities.length; l++) {
                thin(l, rule.isSparse() ? densities[l] : 1.0, prunes);
            }
        }
        Checks.that(
                !prunes || !rule.structure().isPattern(), "structure", "n-of-m", "cannot be pruned: it is a pattern");
        dense = rule.structure() instanceof Structure.NofM pattern
                ? Optional.of(new DenseWeights(pattern, rule.until(), all, underPattern()))
                : Optional.empty();
    }

    private List<Weights> underPattern() {
        return sparse.subList(rule.firstDense() && !sparse.isEmpty() ? 1 : 0, sparse.size()).stream()
                .filter(w -> w.mask().isEmpty())
                .toList();
    }

    private void thin(int l, double density, boolean prunes) {
        Weights w = sparse.get(l);
        int columns = w.values()[0].length;
        int kept = (int) Math.round(density * w.count());
        if (w.mask().isPresent()) {
            return;
        }
        boolean whole = kept == w.count();
        Mask mask = new Mask(w.values().length, columns, whole);
        if (!whole) {
            for (int flat : TaskMasks.chosen(seed, l, w.count(), kept, 0)) {
                mask.add(flat / columns, flat % columns);
            }
            float scale = TaskMasks.scale(w.count(), kept);
            for (float[] row : w.values()) {
                for (int c = 0; c < row.length; c++) {
                    row[c] *= scale;
                }
            }
        }
        w.mask(mask, rule.moves() || prunes || tasks.isPresent());
    }

    /**
     * Puts the network of a task into the arrays, that of the latest one if the task has not begun; for rules with several tasks.
     *
     * @param learns whether the task is to be learned, and so begins if it is the next one
     * @return whether it begins: then all that an update rule remembers is to be forgotten
     * @throws IllegalArgumentException if a task is to be learned that is neither the latest nor the next
     */
    public boolean show(int task, boolean learns) {
        boolean begins = tasks.orElseThrow().show(task, learns);
        if (begins) {
            turnover = 0.0;
            for (double[] values : running) {
                Arrays.fill(values, 0.0);
            }
        }
        return begins;
    }

    /** The task whose network is in the arrays; 0 without several tasks. */
    public int shownTask() {
        return tasks.map(TaskMasks::shown).orElse(0);
    }

    /** Tells the layers, before the passes of update {@code u}, whether they have to work out all gradients. */
    public void prepare(long u) {
        boolean whole = rule.needsWholeGradient(u);
        sparse.forEach(w -> w.wantWholeGradient(whole));
    }

    /** Whether the weights stand still in update {@code u}. */
    public boolean skips(long u) {
        return rule.skip() && rule.movesIn(u);
    }

    /**
     * Puts the weights that learn into the arrays before update {@code u}; {@link #hide} takes them out again.
     *
     * @param gradient written: what the structure adds to it
     */
    public void show(double[] gradient, long u) {
        dense.ifPresent(d -> {
            d.pull(gradient, u);
            d.show(u);
        });
    }

    /** Puts the weights with which the network computes into the arrays, after {@code u} updates. */
    public void hide(long u) {
        tasks.ifPresent(TaskMasks::hold);
        dense.ifPresent(d -> d.hide(u));
    }

    /** Puts the weights that learn into the arrays after {@code u} updates, for a visit of their state. */
    public void show(long u) {
        dense.ifPresent(d -> d.show(u));
    }

    /**
     * Moves the connections if update {@code u} does.
     *
     * @param gradient of all weights, as {@link RowGradients} lays it out
     */
    public void update(double[] gradient, long u) {
        if (!rule.moves()) {
            return;
        }
        boolean moves = rule.movesIn(u);
        boolean averages = running.length > 0 && running[0].length > 0;
        if (!moves && !averages) {
            return;
        }
        double moved = 0.0;
        double present = 0.0;
        for (int l = 0; l < sparse.size(); l++) {
            double[] g = gradientOf(sparse.get(l), gradient);
            if (averages) {
                for (int i = 0; i < g.length; i++) {
                    running[l][i] = MOMENTUM * running[l][i] + (1 - MOMENTUM) * g[i];
                }
            }
            if (moves
                    && sparse.get(l).mask().orElseThrow().present()
                            < sparse.get(l).count()) {
                moved += move(l, averages ? running[l] : g, u);
                present += sparse.get(l).mask().orElseThrow().present();
            }
        }
        turnover = moves && present > 0 ? moved / present : turnover;
    }

    private double[] gradientOf(Weights w, double[] gradient) {
        double[] g = new double[w.count()];
        int id = 0;
        for (Weights before : all.subList(0, all.indexOf(w))) {
            id += before.values().length;
        }
        int columns = w.values()[0].length;
        for (int r = 0; r < w.values().length; r++) {
            int start = layout.start(gradient, id + r);
            if (start >= 0) {
                System.arraycopy(gradient, start, g, r * columns, columns);
            }
        }
        return g;
    }

    /** The number of connections of array {@code l} that are elsewhere afterwards. */
    private int move(int l, double[] gradient, long u) {
        Weights w = sparse.get(l);
        Mask mask = w.mask().orElseThrow();
        int columns = w.values()[0].length;
        Rewiring move = new Rewiring(w, gradient, KeyedRandom.of(seed, "moves " + l), u);
        int[] dropped = move.dropped(rule.drop(), rule.fractionIn(u));
        for (int flat : dropped) {
            mask.drop(flat / columns, flat % columns);
        }
        KeyedRandom fresh = KeyedRandom.of(seed, "new weights " + l);
        int moved = 0;
        for (int flat : move.grown(rule.grow(), dropped)) {
            mask.add(flat / columns, flat % columns);
            if (Arrays.binarySearch(dropped, flat) < 0) {
                w.values()[flat / columns][flat % columns] = mask.isStill(flat / columns, flat % columns)
                        ? tasks.orElseThrow().value(l, flat / columns, flat % columns)
                        : (float) (rule.newWeights() * fresh.gaussian(flat / columns, u, flat % columns));
                moved++;
            }
        }
        w.clearAbsent();
        return moved;
    }

    /** Share of the connections that the last move put elsewhere. */
    public double turnover() {
        return turnover;
    }

    /** Fraction of the weights that any task has; 0 without several tasks. */
    public double allocated() {
        return tasks.map(TaskMasks::allocated).orElse(0.0);
    }

    /** Fraction of the latest task's weights that an earlier one has too; 0 without several tasks. */
    public double reused() {
        return tasks.map(TaskMasks::reused).orElse(0.0);
    }

    /** Visits what is not part of the weights. */
    public void state(State state) {
        if (rule.moves()) {
            turnover = state.keep("turnover", turnover);
            for (double[] values : running) {
                state.keep("gradientTrend", values);
            }
        }
        tasks.ifPresent(t -> t.state(state));
    }
}
