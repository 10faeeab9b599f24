package org.sparsecortex.simulations.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;

/** Analyses of units: hand-computed values, closed forms and brute force. */
class UnitAnalysesTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @TempDir
    private Path folder;

    private SweepRun run(Map<String, String> point, int repeat, String name, String csv) throws IOException {
        Path records = folder.resolve(point.values() + "-" + repeat);
        Files.createDirectories(records);
        Files.writeString(records.resolve(name + ".csv"), csv);
        return new SweepRun(point, repeat, records, Map.of());
    }

    @Test
    void unitsAreAssignedOneToOneByTheLargestSum() {
        double[][] c = {{.9, .8, .1}, {.85, .3, .2}, {.2, .6, .1}};
        UnitMatching matching = new UnitMatching(new int[3], new int[3], c, UnitMatching.partners(c));
        assertThat(matching.partner()).containsExactly(1, 0, 2);
        assertThat(Arrays.stream(matching.matched()).average().orElseThrow()).isCloseTo(.583333333, EXACT);
        assertThat(Arrays.stream(matching.best()).average().orElseThrow()).isCloseTo(.783333333, EXACT);
    }

    @Test
    void noOtherAssignmentHasALargerSum() {
        for (int seed = 0; seed < 200; seed++) {
            KeyedRandom random = KeyedRandom.of(seed, "values");
            int rows = 1 + seed % 5;
            int columns = 1 + seed / 5 % 6;
            double[][] c = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    c[i][j] = Math.floor(4 * random.uniform(i, 0, j)) / 2 - 1; // with ties
                }
            }
            int[] partner = UnitMatching.partners(c);
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += partner[i] < 0 ? 0 : c[i][partner[i]];
            }
            long placed = Arrays.stream(partner).filter(p -> p >= 0).count();
            assertThat(placed).as("seed " + seed).isEqualTo(Math.min(rows, columns));
            assertThat(Arrays.stream(partner).filter(p -> p >= 0).distinct().count())
                    .isEqualTo(placed);
            assertThat(sum).as("seed " + seed).isCloseTo(best(c, 0, 0, (int) placed), EXACT);
        }
    }

    private static double best(double[][] c, int row, int taken, int left) {
        if (left == 0) {
            return 0;
        }
        if (row == c.length) {
            return Double.NEGATIVE_INFINITY;
        }
        double most = best(c, row + 1, taken, left);
        for (int j = 0; j < c[row].length; j++) {
            if ((taken >> j & 1) == 0) {
                most = Math.max(most, c[row][j] + best(c, row + 1, taken | 1 << j, left - 1));
            }
        }
        return most;
    }

    @Test
    void deadUnitsAreLeftOutAndShuffledSamplesMatchWorse() throws IOException {
        StringBuilder first = new StringBuilder("step,a[0],a[1],a[2],b[0],b[1],b[2]\n");
        KeyedRandom random = KeyedRandom.of(1, "activity");
        for (int t = 0; t < 200; t++) {
            double u = random.gaussian(0, t, 0);
            double v = random.gaussian(1, t, 0);
            first.append(
                    t + "," + u + "," + v + ",3," + (v + .1 * u) + "," + u + "," + random.gaussian(2, t, 0) + "\n");
        }
        SweepRun run = run(Map.of(), 0, "units", first.toString());
        List<RecordedUnits> units = List.of(new RecordedUnits("units", "a"), new RecordedUnits("units", "b"));
        AnalysisSpec.Result found =
                new Matching("m", units, 0, Matching.What.ACTIVITY, List.of(), .05).analyse(List.of(run));
        assertThat(found.metrics().get("m.matched")).isBetween(.99, 1.0);
        assertThat(found.metrics().get("m.dead")).isCloseTo(1 / 6.0, EXACT);
        assertThat(found.metrics().get("m.shuffled")).isLessThan(.2);
        assertThat(found.metrics().get("m.predictors")).isBetween(1.0, 2.0);
        assertThat(found.metrics()).doesNotContainKeys("m.untrained", "m.matched.low");
        assertThat(found.table().orElseThrow().text())
                .startsWith("pair,rank,matched,best,shuffled,untrained,first,second\n0,1,1.0,1.0,")
                .contains(",0,1\n");
    }

    /** A correlation leaves the means out: these two go against each other far above zero. */
    @Test
    void unitsThatGoAgainstEachOtherHaveTheCorrelationMinusOne() {
        double[][] x = {{101, 100, 101, 100}};
        double[][] y = {{50, 51, 50, 51}};
        assertThat(UnitMatching.of(x, y, false).similarity()[0][0]).isCloseTo(-1.0, EXACT);
    }

    @Test
    void predictorsSolveTheLassoOfTwoOrthogonalUnits() {
        double h = Math.sqrt(.5);
        double[][] x = {{h, -h, 0, 0}, {0, 0, h, -h}};
        double[][] y = {{.8 * h, -.8 * h, .6 * h, -.6 * h}};
        SparsePredictors.Found found =
                SparsePredictors.of(x, y, .1); // b = .8 - .1, .6 - .1: 1 - 2 (.56 + .3) + .49 + .25
        assertThat(found.predictors()).isEqualTo(2.0);
        assertThat(found.unexplained()).isCloseTo(.02, EXACT);
        assertThat(SparsePredictors.of(x, y, .7).predictors()).isEqualTo(1.0);
    }

    @Test
    void aSignalOfRepeatsIsComparedInPairsAndAtomsBySizeOfTheirCosine() throws IOException {
        SweepRun a = run(Map.of("x", "1"), 0, "d", "step,w[0],w[1],w[2],w[3]\n9,1,0,0,2\n");
        SweepRun b = run(Map.of("x", "1"), 1, "d", "step,w[0],w[1],w[2],w[3]\n9,0,-5,3,0\n");
        SweepRun c = run(Map.of("x", "1"), 2, "d", "step,w[0],w[1],w[2],w[3]\n9,1,1,1,-1\n");
        Matching matching =
                new Matching("m", List.of(new RecordedUnits("d", "w")), 2, Matching.What.DICTIONARY, List.of(), 0);
        Map<String, Double> metrics = matching.analyse(List.of(a, b, c)).metrics();
        assertThat(metrics.get("m.matched")).isCloseTo((1 + 2 * Math.sqrt(.5)) / 3, EXACT);
        assertThat(metrics.get("m.above")).isCloseTo(1 / 3.0, EXACT);
        assertThatThrownBy(() -> matching.analyse(List.of(a))).hasMessageContaining("repeats");
    }

    @Test
    void bitsOfAnSdrAreUnitsToo() throws IOException {
        SweepRun run = run(Map.of(), 0, "sdr", "step,index\n3,0\n3,2\n5,1\n");
        double[][] values = new RecordedUnits("sdr", "code").values(run.records(), 3);
        assertThat(values).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}, {1, 0}});
        assertThatThrownBy(() -> new RecordedUnits("sdr", "code").values(run.records(), 0))
                .hasMessageContaining("number of units");
    }

    @Test
    void densityIsTheShareOfActiveUnits() throws IOException {
        SweepRun a = run(Map.of("w", "2"), 0, "units", "step,h[0],h[1]\n0,1,0\n1,-.5,2\n");
        SweepRun b = run(Map.of("w", "2"), 1, "units", "step,h[0],h[1]\n0,0,.1\n1,0,.05\n");
        AnalysisSpec.Result found = new ActivityDensity("d", "units", List.of("h"), .1).analyse(List.of(a, b));
        assertThat(found.metrics())
                .containsEntry("d.h", .375)
                .containsEntry("d.h.first", .25)
                .containsEntry("d.h.last", .5);
        assertThat(found.table().orElseThrow().text()).startsWith("w,row,signal,density,low,high\n2,0,h,0.25,");
    }

    @Test
    void essentialSparsityEndsWhereTheLossIsTooLarge() throws IOException {
        String csv = "step,q[0],q[1],q[2],q[3]\n0,,,,\n1,.9,.9,.6,.9\n2,.7,.68,.8,.7\n3,,,,\n4,.5,.3,.5,.5\n";
        SweepRun run = run(Map.of(), 0, "test", csv);
        EssentialSparsity analysis = new EssentialSparsity("e", "test", "q", "", List.of(0.0, .2, .4, .8), .01, 0);
        assertThat(analysis.analyse(List.of(run)).metrics()).isEqualTo(Map.of("e.1", .2, "e.2", 0.0));
        assertThat(analysis.essential(new double[] {.9, .91, .8901, .2})).isEqualTo(.4);
        assertThat(analysis.essential(new double[] {.9, .885, .9, .9})).isZero(); // a loss of .015, not .01
        assertThatThrownBy(() -> new EssentialSparsity("e", "test", "q", "", List.of(.1), .01, 0))
                .hasMessageContaining("begin with 0");
    }

    private static final double[][] LATENTS = {{1, 1, 1, 0, 0, 1}, {0, 0, 1, 1, 0, 0}};
    private static final double[][] CODES = {{.5, 0, .6, 0, 0, 0}, {0, .7, 0, 0, 0, .2}, {0, 0, 0, 1, 0, 0}};

    @Test
    void unitsAreScoredByTheCausesTheyStandFor() {
        LatentScores scores = LatentScores.of(LATENTS, CODES, 0);
        double[][] expected = {{2 / 3.0, 2 / 3.0, 0}, {.5, 0, 2 / 3.0}};
        for (int t = 0; t < 2; t++) {
            for (int j = 0; j < 3; j++) {
                assertThat(LatentScores.f1(scores.on()[t], scores.active()[j])).isCloseTo(expected[t][j], EXACT);
            }
        }
        assertThat(scores.joined(0)).containsExactly(0, 1);
        assertThat(scores.joinedF1(0, scores.joined(0))).isEqualTo(1.0);
        assertThat(scores.joined(1)).containsExactly(2, 0);
        assertThat(scores.joinedF1(1, scores.joined(1))).isCloseTo(.8, EXACT);
        assertThat(scores.recall(1, 2, true)).isEqualTo(0.0);
        assertThat(scores.recall(1, 2, false)).isEqualTo(1.0);
    }

    @Test
    void theRightAtomControlsItsCauseAndNothingElse() {
        double[][] samples = {{1, 1, 1, 0, 0, 1}, {0, 0, 2, 2, 0, 0}, {.1, .3, -.2, .1, 0, -.1}};
        LatentControl control =
                new LatentControl(samples, LatentScores.of(LATENTS, CODES, 0).on());
        LatentControl.Effect right = control.of(1, new double[] {0, 2, 0});
        assertThat(right.control()).isEqualTo(1.0);
        assertThat(right.sideEffects()).isEqualTo(0.0);
        LatentControl.Effect wrong = control.of(1, new double[] {1, 0, 0});
        assertThat(wrong.control()).isEqualTo(0.0);
        assertThat(wrong.sideEffects()).isCloseTo(2 / 6.0, EXACT); // put into sample 4, taken out of sample 2
    }
}
