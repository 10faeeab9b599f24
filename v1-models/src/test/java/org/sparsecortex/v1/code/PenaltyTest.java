package org.sparsecortex.v1.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class PenaltyTest {
    private static final double[] U = {0.2, 0.35, 0.5, 0.6, 0.8, 1, 1.5, 3};

    /** Closed forms that agree with brute-force minimisation on a grid of 1e-5; g = 0.3, lambda = 0.5, five digits. */
    @Test
    void proximalOperatorsGiveTheGoldenTable() {
        Map<Penalty, double[]> golden = Map.of(
                new Penalty.L1(), new double[] {.05, .2, .35, .45, .65, .85, 1.35, 2.85},
                new Penalty.L0(), new double[] {0, 0, 0, .6, .8, 1, 1.5, 3},
                new Penalty.Lq(0.5), new double[] {0, 0, .37801, .49321, .71106, .92189, 1.43744, 2.95638},
                new Penalty.Lq(2.0 / 3), new double[] {0, 0, .35934, .47152, .68665, .89628, 1.41084, 2.93012},
                new Penalty.Lq(0.3), new double[] {0, 0, .41699, .5298, .74469, .95347, 1.46556, 2.97904},
                new Penalty.Cel0(1), new double[] {0, .07143, .28571, .42857, .71429, 1, 1.5, 3},
                new Penalty.Mcp(3), new double[] {.05556, .22222, .38889, .5, .72222, .94444, 1.5, 3},
                new Penalty.Scad(3.7), new double[] {.05, .2, .35, .45, .66875, .89375, 1.45625, 3},
                new Penalty.LogSum(0.1), new double[] {0, 0, 0, 0, .57913, .84051, 1.4, 2.95083});
        golden.forEach((penalty, expected) -> {
            Prox prox = penalty.prox(0.5, 0.3);
            for (int i = 0; i < U.length; i++) {
                String what = penalty + " at " + U[i];
                assertThat(prox.apply(U[i])).as(what).isCloseTo(expected[i], within(6e-6));
                assertThat(prox.apply(-U[i])).as("-" + what).isEqualTo(-prox.apply(U[i]) + 0.0);
            }
        });
    }

    @Test
    void thresholdsGiveThePublishedValues() {
        assertThat(new Penalty.Lq(0.5).prox(0.5, 0.3).threshold()).isCloseTo(.423466, within(1e-6));
        assertThat(new Penalty.Lq(2.0 / 3).prox(0.5, 0.3).threshold()).isCloseTo(.355656, within(1e-6));
        assertThat(new Penalty.Lq(0.3).prox(0.5, 0.3).threshold()).isCloseTo(.484871, within(1e-6));
        assertThat(new Penalty.LogSum(0.1).prox(0.5, 0.3).threshold()).isCloseTo(.785461, within(1e-6));
        assertThat(new Penalty.L0().prox(0.5, 0.3).threshold()).isEqualTo(Math.sqrt(0.3));
    }

    @Test
    void cel0IsAMinimaxConcavePenalty() {
        for (double a : new double[] {0.5, 1, 2}) {
            for (double lambda : new double[] {0.05, 0.5, 2}) {
                Penalty cel0 = new Penalty.Cel0(a);
                Penalty mcp = new Penalty.Mcp(1 / (a * a));
                double alpha = a * Math.sqrt(2 * lambda);
                for (double t = 0; t < 5; t += 0.01) {
                    assertThat(cel0.cost(t, lambda)).isCloseTo(mcp.cost(t, alpha), within(1e-14));
                    for (double g : new double[] {0.1, 0.7, 5}) {
                        Prox mine = cel0.prox(lambda, g);
                        assertThat(mine.apply(t)).isCloseTo(mcp.prox(alpha, g).apply(t), within(1e-12));
                    }
                }
            }
        }
    }

    /** 200 seeded cases: no point of a fine grid has a lower cost than the one returned. */
    @Test
    void theOperatorMinimisesItsObjective() {
        KeyedRandom random = KeyedRandom.of(11, "penalty cases");
        List<Penalty> all = List.of(
                new Penalty.L1(),
                new Penalty.L0(),
                new Penalty.Lq(0.5),
                new Penalty.Lq(0.9),
                new Penalty.Lq(0.1),
                new Penalty.Cel0(1),
                new Penalty.Mcp(2.5),
                new Penalty.Scad(3.7),
                new Penalty.LogSum(0.3));
        for (int i = 0; i < 200; i++) {
            double lambda = 0.02 + random.uniform(i, 0, 0);
            double g = 0.05 + 0.9 * random.uniform(i, 0, 1);
            double u = 4 * random.uniform(i, 0, 2);
            for (Penalty penalty : all) {
                double x = penalty.prox(lambda, g).apply(u);
                double cost = (x - u) * (x - u) / 2 + g * penalty.cost(x, lambda);
                for (double t = 0; t <= 4; t += 0.002) {
                    assertThat((t - u) * (t - u) / 2 + g * penalty.cost(t, lambda))
                            .as("case %d, %s, lambda %s, g %s, u %s, t %s", i, penalty, lambda, g, u, t)
                            .isGreaterThanOrEqualTo(cost - 1e-9);
                }
            }
        }
    }

    @Test
    void publishedLambdasOfL0AndHalfAreHalved() {
        assertThat(new Penalty.L0().fromPaper(0.4)).isEqualTo(0.2);
        assertThat(new Penalty.Lq(0.5).fromPaper(0.4)).isEqualTo(0.2);
        assertThat(new Penalty.L1().fromPaper(0.4)).isEqualTo(0.4);
        assertThat(new Penalty.Cel0(1).fromPaper(0.4)).isEqualTo(0.4);
        // the paper's half threshold: (54^(1/3) / 4) (lambda g)^(2/3)
        double paper = Math.cbrt(54) / 4 * StrictMath.pow(0.4 * 0.05, 2.0 / 3);
        assertThat(new Penalty.Lq(0.5).prox(0.2, 0.05).threshold()).isCloseTo(paper, within(1e-12));
    }

    @Test
    void scadNeedsAStepThatItsMiddlePieceAllows() {
        assertThatThrownBy(() -> new Penalty.Scad(2.5).prox(0.1, 1.6)).hasMessageContaining("gamma = 2.5");
    }
}
