package org.sparsecortex.learning.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.connect.Connectivity.Distribution;
import org.sparsecortex.learning.connect.Connectivity.Drop;
import org.sparsecortex.learning.connect.Connectivity.Grow;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/** Expected numbers were worked out apart from this program, with NumPy. */
class RewiringTest {
    private static final float[][] W = {{0.5f, -0.02f, 0, 0.3f}, {0, 0.04f, -0.6f, 0}, {0.01f, 0, 0.2f, -0.05f}};
    private static final double[] G = {0.1, 0.2, -0.9, 0, 0.7, 0.1, 0.1, -0.3, 0.2, 0.4, 0.1, 0.8};

    private static Weights weights(float[][] values) {
        Weights w = new Weights("w", values.length, values[0].length, true);
        Mask mask = new Mask(values.length, values[0].length, false);
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                w.values()[r][c] = values[r][c];
                if (values[r][c] != 0f) {
                    mask.add(r, c);
                }
            }
        }
        w.mask(mask, true);
        return w;
    }

    private static int[] dropAndGrow(Weights w, Drop drop, double share, Grow grow, List<int[]> dropped) {
        Rewiring move = new Rewiring(w, G.clone(), KeyedRandom.of(1, "moves"), 100);
        int[] gone = move.dropped(drop, share);
        dropped.add(gone);
        for (int flat : gone) {
            w.mask().orElseThrow().drop(flat / 4, flat % 4);
        }
        return move.grown(grow, gone);
    }

    @Test
    void theSmallestGoAndTheSteepestCome() {
        List<int[]> dropped = new ArrayList<>();
        int[] grown = dropAndGrow(weights(W), Drop.MAGNITUDE, 0.3, Grow.GRADIENT, dropped);
        assertThat(dropped.get(0)).containsExactly(1, 8);
        assertThat(grown).containsExactly(2, 4);
    }

    @Test
    void signsAreSplitInTheirShares() {
        List<int[]> dropped = new ArrayList<>();
        int[] grown = dropAndGrow(weights(W), Drop.SIGN_SPLIT, 0.4, Grow.RANDOM, dropped);
        assertThat(dropped.get(0)).containsExactly(1, 5, 8);
        assertThat(grown).hasSize(3).doesNotContain(0, 3, 6, 10, 11);
    }

    /** |w g| is .05 .004 - 0 | - .004 .06 - | .002 - .02 .04: flat 3 has no gradient at all, then flat 8. */
    @Test
    void sensitivityTakesTheGradientIn() {
        List<int[]> dropped = new ArrayList<>();
        dropAndGrow(weights(W), Drop.SENSITIVITY, 0.3, Grow.RANDOM, dropped);
        assertThat(dropped.get(0)).containsExactly(3, 8);
    }

    @Test
    void unfiredPrefersWhatNeverWas() {
        List<int[]> dropped = new ArrayList<>();
        int[] grown = dropAndGrow(weights(W), Drop.MAGNITUDE, 0.5, Grow.UNFIRED, dropped);
        assertThat(dropped.get(0)).containsExactly(1, 5, 8, 11);
        assertThat(grown).containsExactly(2, 4, 7, 9);
    }

    /** Six of the eight may go: 0.34 of them are 2; then 0.4 of the three positive ones are 1, of the negative one none. */
    @Test
    void whatStandsStillIsNotDroppedAndCanGrow() {
        Weights w = weights(W);
        Mask mask = w.mask().orElseThrow();
        mask.hold(0, 1);
        mask.hold(1, 2);
        mask.hold(1, 0); // does not exist
        List<int[]> dropped = new ArrayList<>();
        int[] grown = dropAndGrow(w, Drop.MAGNITUDE, 0.34, Grow.GRADIENT, dropped);
        dropAndGrow(w, Drop.SIGN_SPLIT, 0.4, Grow.RANDOM, dropped);
        assertThat(dropped.get(0)).containsExactly(5, 8);
        assertThat(grown).containsExactly(2, 4);
        assertThat(dropped.get(1)).as("what is left: 0.5 0.3 0.2 -0.05").containsExactly(10);
    }

    /** Six of eight are dropped, but only four absent weights have a gradient other than 0: two of the dropped return. */
    @Test
    void withoutAGradientTheStrongestOfTheDroppedReturn() {
        Weights w = weights(W);
        double[] silent = new double[12];
        silent[2] = -0.9;
        Rewiring move = new Rewiring(w, silent, KeyedRandom.of(1, "moves"), 100);
        int[] gone = move.dropped(Drop.MAGNITUDE, 0.5);
        for (int flat : gone) {
            w.mask().orElseThrow().drop(flat / 4, flat % 4);
        }
        assertThat(gone).containsExactly(1, 5, 8, 11);
        assertThat(move.grown(Grow.GRADIENT, gone)).containsExactly(1, 2, 5, 11);
    }

    private static Connectivity rule(Object... settings) {
        return Params.of(Connectivity.class, settings);
    }

    @Test
    void theFractionFallsByACosine() {
        Connectivity cosine = rule("density", 0.1, "fraction", 0.3, "until", 1000L);
        assertThat(cosine.fractionIn(0)).isEqualTo(0.3, within(1e-9));
        assertThat(cosine.fractionIn(250)).isEqualTo(0.256066017, within(1e-9));
        assertThat(cosine.fractionIn(500)).isEqualTo(0.15, within(1e-9));
        assertThat(cosine.fractionIn(1000)).isEqualTo(0, within(1e-9));
    }

    private static Weights array(int... sides) {
        int columns = 1;
        for (int i = 1; i < sides.length; i++) {
            columns *= sides[i];
        }
        return new Weights("w", sides[0], columns, true).shaped(sides);
    }

    @Test
    void densitiesFollowErdosAndRenyi() {
        List<Weights> net = List.of(array(256, 196), array(256, 256), array(10, 256));
        assertThat(rule("density", 0.1, "distribution", Distribution.ERK).densities(net))
                .containsExactly(new double[] {0.086620209, 0.075121951, 0.999121951}, within(1e-9));
        assertThat(rule("density", 0.3, "distribution", Distribution.ERK).densities(net))
                .containsExactly(new double[] {0.307642476, 0.266804979, 1}, within(1e-9));
        List<Weights> filters = List.of(array(16, 3, 3, 3), array(32, 3, 3, 16), array(10, 512));
        assertThat(rule("density", 0.1, "distribution", Distribution.ERK).densities(filters))
                .containsExactly(new double[] {0.097830776, 0.019810732, 0.172353369}, within(1e-9));
        assertThat(rule("density", 0.1, "firstDense", true).densities(net)).containsExactly(1, 0.1, 0.1);
        assertThatThrownBy(() -> rule("density", 0.3, "distribution", Distribution.ER, "firstDense", true)
                        .densities(net))
                .hasMessageContaining("density");
    }

    @Test
    void theNumberOfConnectionsIsExactAndTheirSpreadFits() {
        Weights w = new Weights("w", 100, 200, true).gaussian(1, 0.1);
        Connections connections = new Connections(rule("density", 0.1), 7, List.of(w), List.of(), false);
        assertThat(w.mask().orElseThrow().present()).isEqualTo(2000);
        assertThat(w.zeros()).isEqualTo(18_000);
        double squares = 0;
        for (float[] row : w.values()) {
            for (float v : row) {
                squares += v * v;
            }
        }
        assertThat(Math.sqrt(squares / 2000))
                .as("0.1 / sqrt(0.1), 5 standard errors")
                .isEqualTo(0.3162, within(0.025));
        assertThat(connections.turnover()).isZero();
    }
}
