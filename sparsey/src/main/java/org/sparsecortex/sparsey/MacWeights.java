package org.sparsecortex.sparsey;

import org.sparsecortex.sdr.kernel.State;

/**
 * Weights of all cells of a mac on one kind of input, as fractions 0..1 of the largest: {@code rows} inputs by {@code cells}.
 *
 * <p>A coincidence of an active row and a winning cell sets the weight to 1. How it falls afterwards is the subclass's:
 * {@link BitWeights} never, {@link AgedWeights} by a law of decay.
 */
abstract sealed class MacWeights permits BitWeights, AgedWeights {
    final int rows;
    final int cells;

    MacWeights(int rows, int cells) {
        this.rows = rows;
        this.cells = cells;
    }

    /**
     * Sums over active rows, x_i = sum_j f_j w_ji.
     *
     * @param now step that ages refer to
     * @param sums written; one value per cell
     */
    abstract void sum(ActiveRows active, long now, double[] sums);

    /** Sets the weight of one pair to 1; true if it was 0 before. */
    abstract boolean coincide(int row, int cell, long now);

    /** Weight of one pair, 0..1. */
    abstract double weight(int row, int cell, long now);

    /** Makes every weight that is above 0 permanent, as a projection does when it freezes. */
    abstract void makePermanent(long now);

    /** Fraction of the pairs that ever coincided and still count. */
    abstract double fill();

    abstract void state(State state);
}
