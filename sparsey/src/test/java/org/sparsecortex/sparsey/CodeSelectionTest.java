package org.sparsecortex.sparsey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.rule.Form;

/** The code selection algorithm without chance: worked by hand on a mac of 2 modules of 3 cells and 6 inputs. */
class CodeSelectionTest {
    private static final Offset<Double> EXACT = within(1e-4);

    private static SingleMac tiny() {
        SingleMac mac = new SingleMac(SingleMac.params(2, 3, 1, Form.Rinkus2014.STEEP, Choice.MAXIMUM), 6, false, 1);
        mac.store(Sdr.of(6, 0, 1), new int[] {0, 0});
        mac.store(Sdr.of(6, 2, 3), new int[] {1, 1});
        mac.store(Sdr.of(6, 0, 2), new int[] {2, 1});
        return mac;
    }

    private static void probe(int[] x, double[] v, double g, double eta, double[][] rho) {
        SingleMac mac = tiny();
        mac.present(Sdr.of(6, x), false);
        assertThat(mac.support()).containsExactly(v, EXACT);
        assertThat(mac.familiarity()).isEqualTo(g, EXACT);
        assertThat(Form.expansivity(mac.familiarity(), 0.1, 2, 100, 3)).isEqualTo(eta, EXACT);
        for (int q = 0; q < 2; q++) {
            assertThat(mac.likelihood(q)).containsExactly(rho[q], EXACT);
        }
    }

    @Test
    void storesElevenOfThirtySixWeights() {
        assertThat(tiny().fill()).isEqualTo(11.0 / 36.0);
    }

    @Test
    void knownInputsHaveFamiliarityOne() {
        probe(new int[] {0, 1}, new double[] {1, 0, .5, 1, .5, 0}, 1, 301, new double[][] {
            {.6642, .0024, .3333}, {.6642, .3333, .0024}
        });
        probe(new int[] {2, 3}, new double[] {0, 1, .5, 0, 1, 0}, 1, 301, new double[][] {
            {.0024, .6642, .3333}, {.0036, .9927, .0036}
        });
        probe(new int[] {0, 2}, new double[] {.5, .5, 1, .5, 1, 0}, 1, 301, new double[][] {
            {.2505, .2505, .4991}, {.3333, .6642, .0024}
        });
    }

    @Test
    void mixedAndNovelInputsLieBetween() {
        probe(new int[] {1, 3}, new double[] {.5, .5, 0, .5, .5, 0}, .5, 60.2593, new double[][] {
            {.4918, .4918, .0164}, {.4918, .4918, .0164}
        });
        double third = 1.0 / 3.0;
        probe(new int[] {4, 5}, new double[6], 0, 1, new double[][] {{third, third, third}, {third, third, third}});
        probe(new int[] {0, 4}, new double[] {.5, 0, .5, .5, .5, 0}, .5, 60.2593, new double[][] {
            {.4918, .0164, .4918}, {.4918, .4918, .0164}
        });
        probe(new int[] {0, 1, 2, 3}, new double[] {.5, .5, .5, .5, .75, 0}, .625, 103.0833, new double[][] {
            {third, third, third}, {.3372, .6561, .0067}
        });
    }

    /** Two published implementations agree on these: four codes, all found again, G 1 for known and 0 for novel input. */
    @Test
    void publishedFixtureOfFourItems() {
        SingleMac mac = new SingleMac(
                SingleMac.params(5, 8, 1, new Form.Alternative(100, 2, 0.1, 0.1, 4, 1, 8), Choice.MAXIMUM),
                16,
                false,
                7);
        int[][] items = {{0, 1, 2}, {6, 7, 8}, {11, 12, 13}, {3, 4, 14}};
        int[][] codes = new int[4][];
        for (int i = 0; i < 4; i++) {
            codes[i] = mac.present(Sdr.of(16, items[i]), true);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(mac.present(Sdr.of(16, items[i]), false)).isEqualTo(codes[i]);
            assertThat(mac.familiarity()).isEqualTo(1.0);
            for (int j = 0; j < i; j++) {
                assertThat(codes[i]).isNotEqualTo(codes[j]);
            }
        }
        mac.present(Sdr.of(16, 5, 9, 10, 15), false);
        assertThat(mac.familiarity()).isZero();
    }

    /** Learning {0,1}, {2,3}, {0,3}, {1,2} by the largest support: G 0, 0, .5, .5 while learning, 1 afterwards. */
    @Test
    void familiarityWhileLearningByMaximum() {
        MacParams params = Params.of(
                MacParams.class, "modules", 12, "cellsPerModule", 16, "u", AfferentParams.all(1), "maximumAbove", 0.25);
        SingleMac mac = new SingleMac(params, 4, false, 3);
        int[][] items = {{0, 1}, {2, 3}, {0, 3}, {1, 2}};
        double[] expected = {0, 0, .5, .5};
        for (int i = 0; i < 4; i++) {
            mac.present(Sdr.of(4, items[i]), i >= 2);
            assertThat(mac.familiarity()).isEqualTo(expected[i]);
            if (i < 2) { // codes without a common unit, as a draw among 16 would nearly give
                int[] code = new int[12];
                java.util.Arrays.fill(code, i);
                mac.store(Sdr.of(4, items[i]), code);
            }
        }
        for (int[] item : items) {
            mac.present(Sdr.of(4, item), false);
            assertThat(mac.familiarity()).isEqualTo(1.0);
        }
    }

    @Test
    void silentInputLeavesTheMacInactive() {
        SingleMac mac = tiny();
        assertThat(mac.present(Sdr.empty(6), false)).containsOnly(-1);
        assertThat(mac.familiarity()).isNaN();
    }

    /** Step 8 of the draw: observed frequencies of 20,000 draws against rho by chi-square, 99.9 % point of 2 degrees. */
    @Test
    void drawsFollowTheLikelihood() {
        SingleMac mac = new SingleMac(SingleMac.params(2, 3, 1, Form.Rinkus2014.STEEP, Choice.DRAW), 6, false, 11);
        mac.store(Sdr.of(6, 0, 1), new int[] {0, 0});
        mac.store(Sdr.of(6, 2, 3), new int[] {1, 1});
        mac.store(Sdr.of(6, 0, 2), new int[] {2, 1});
        int n = 20_000;
        int[][] seen = new int[2][3];
        for (int t = 0; t < n; t++) {
            int[] code = mac.present(Sdr.of(6, 0, 1, 2, 3), false);
            seen[0][code[0]]++;
            seen[1][code[1]]++;
        }
        for (int q = 0; q < 2; q++) {
            double chi2 = 0;
            for (int i = 0; i < 3; i++) {
                double expected = n * mac.likelihood(q)[i];
                chi2 += (seen[q][i] - expected) * (seen[q][i] - expected) / expected;
            }
            assertThat(chi2).isLessThan(13.82);
        }
    }
}
