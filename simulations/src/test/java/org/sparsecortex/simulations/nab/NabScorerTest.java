package org.sparsecortex.simulations.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.nab.NabScorer.Score;
import org.sparsecortex.simulations.nab.NabSeries.Window;

class NabScorerTest {
    private static final double ERROR = 1e-12;

    /** 20 rows, probation 3, window rows 8..11; the given rows have score 0.9. */
    private static NabSeries series(int... detections) {
        double[] scores = new double[20];
        for (int row : detections) {
            scores[row] = 0.9;
        }
        return new NabSeries("a.csv", scores, List.of(new Window(8, 11)));
    }

    private static Score at(NabProfile profile, NabSeries... corpus) {
        return new NabScorer(profile, List.of(corpus)).at(0.5);
    }

    @Test
    void probationIsFifteenPercentAndAtMost750Rows() {
        assertThat(NabSeries.probation(20)).isEqualTo(3);
        assertThat(NabSeries.probation(4032)).isEqualTo(604);
        assertThat(NabSeries.probation(5000)).isEqualTo(750);
        assertThat(NabSeries.probation(22_695)).isEqualTo(750);
    }

    @Test
    void firstRowOfAWindowIsPerfectAndNothingIsNull() {
        assertThat(at(NabProfile.STANDARD, series(8)).score()).isCloseTo(100.0, within(ERROR));
        assertThat(at(NabProfile.STANDARD, series()).score()).isZero();
        assertThat(at(NabProfile.REWARD_LOW_FN, series()).raw()).isEqualTo(-2.0);
        assertThat(at(NabProfile.REWARD_LOW_FN, series(8)).raw()).isCloseTo(1.0, within(ERROR));
    }

    // sigma(y) = 2 / (1 + e^(5y)) - 1 = -tanh(2.5 y). Window rows 8..11, 4 rows.
    // row 9: position -(11 - 9 + 1)/4 = -3/4: tanh(1.875)/tanh(2.5) = 0.954045/0.986614 ; row 11: -1/4
    @Test
    void detectionIsWorthLessTheLaterItComes() {
        assertThat(at(NabProfile.STANDARD, series(9)).raw())
                .isCloseTo(Math.tanh(1.875) / Math.tanh(2.5), within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(11)).raw())
                .isCloseTo(Math.tanh(0.625) / Math.tanh(2.5), within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(9)).raw()).isCloseTo(0.966989, within(1e-6));
    }

    @Test
    void onlyTheBestDetectionOfAWindowCounts() {
        assertThat(at(NabProfile.STANDARD, series(9, 10, 11)).raw())
                .isEqualTo(at(NabProfile.STANDARD, series(9)).raw());
    }

    // before the window: -0.11 each. Row 13 is 2 rows after row 11 and the window spans 3 steps: 0.11 * -tanh(2.5 *
    // 2/3);
    // row 12 costs 0.11 * tanh(2.5/3). Row 19 is 8/3 windows away: 0.11 * tanh(20/3). Row 2 lies in the probation:
    // free.
    @Test
    void falseAlarmsCostMoreTheFartherTheyAreFromTheWindowBefore() {
        assertThat(at(NabProfile.STANDARD, series(4)).raw()).isCloseTo(-1.11, within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(4, 7)).raw()).isCloseTo(-1.22, within(ERROR));
        assertThat(at(NabProfile.REWARD_LOW_FP, series(4, 7)).raw()).isCloseTo(-1.44, within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(12, 13)).raw())
                .isCloseTo(-1.0 - 0.11 * Math.tanh(2.5 / 3) - 0.11 * Math.tanh(5.0 / 3), within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(19)).raw())
                .isCloseTo(-1.0 - 0.11 * Math.tanh(20.0 / 3), within(ERROR));
        assertThat(at(NabProfile.STANDARD, series(2)).raw()).isEqualTo(-1.0);
    }

    @Test
    void falseAlarmBeyondThreeWindowsCostsTheFullWeight() {
        double[] scores = new double[40];
        scores[30] = 0.9; // (30 - 11) / 3 = 6.3 windows
        NabSeries far = new NabSeries("far.csv", scores, List.of(new Window(8, 11)));
        assertThat(at(NabProfile.STANDARD, far).raw()).isEqualTo(-1.11);
    }

    // Two series, one window each. Scores: a: window row 9 has 0.8, false alarm row 4 has 0.6; b: window row 8 has 0.3,
    // false
    // alarms rows 4, 5 have 0.5. theta 0.8: tp(9) - 1; theta 0.6: -0.11 more; theta 0.5: -0.22 more; theta 0.3: + 2.
    @Test
    void thresholdIsChosenOverTheWholeCorpus() {
        double[] a = new double[20];
        a[9] = 0.8;
        a[4] = 0.6;
        double[] b = new double[20];
        b[8] = 0.3;
        b[4] = 0.5;
        b[5] = 0.5;
        List<NabSeries> corpus = List.of(
                new NabSeries("a.csv", a, List.of(new Window(8, 11))),
                new NabSeries("b.csv", b, List.of(new Window(8, 11))));
        NabScorer scorer = new NabScorer(NabProfile.STANDARD, corpus);
        double tp = Math.tanh(1.875) / Math.tanh(2.5);
        assertThat(scorer.best().threshold()).isEqualTo(0.3);
        assertThat(scorer.best().raw()).isCloseTo(tp + 1.0 - 0.33, within(ERROR));
        assertThat(scorer.best().score()).isCloseTo(100.0 * (tp + 1.0 - 0.33 + 2.0) / 4.0, within(ERROR));
        assertThat(scorer.at(0.8).raw()).isCloseTo(tp - 1.0, within(ERROR));
        assertThat(scorer.at(0.55).raw()).isCloseTo(tp - 1.11, within(ERROR));
        assertThat(scorer.rows(0.3))
                .extracting(NabScorer.Row::detected, NabScorer.Row::falseAlarms)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1), org.assertj.core.groups.Tuple.tuple(1, 2));
        // a alone would choose 0.8 and miss b; b alone 0.3, at which a has its false alarm
        assertThat(scorer.leaveOneOut()).isCloseTo(100.0 * (tp - 0.11 - 1.0 + 2.0) / 4.0, within(ERROR));
    }

    @Test
    void detectorWithNothingToGainDetectsNothing() {
        // rows 9..49 would cost 41 * 0.11 = 4.5, the window is worth 2
        NabSeries flat = new NabSeries("flat.csv", new double[60], List.of(new Window(50, 53)));
        NabScorer scorer = new NabScorer(NabProfile.STANDARD, List.of(flat));
        assertThat(scorer.best().threshold()).isEqualTo(NabScorer.NOTHING);
        assertThat(scorer.best().score()).isZero();
    }

    @Test
    void windowWithinTheProbationIsNotScored() {
        double[] scores = new double[100];
        NabSeries early = new NabSeries("early.csv", scores, List.of(new Window(2, 5), new Window(50, 59)));
        assertThat(at(NabProfile.STANDARD, early).raw()).isEqualTo(-1.0);
    }

    @Test
    void sweepAgreesWithCountingRowByRowOnRandomCorpora() {
        KeyedRandom random = KeyedRandom.of(7, "nab test");
        for (int c = 0; c < 200; c++) {
            double[] scores = new double[60];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.below(10, c, i, 0) / 10.0;
            }
            int first = 10 + random.below(20, c, 100, 0);
            NabSeries s = new NabSeries(
                    "s.csv", scores, List.of(new Window(first, first + 4), new Window(first + 15, first + 20)));
            for (NabProfile profile : NabProfile.values()) {
                NabScorer scorer = new NabScorer(profile, List.of(s));
                Score best = scorer.best();
                for (int k = 0; k <= 11; k++) {
                    double sum = scorer.rows(k / 10.0).get(0).raw();
                    assertThat(scorer.at(k / 10.0).raw()).as("case " + c).isCloseTo(sum, within(1e-9));
                    assertThat(best.raw()).as("case " + c).isGreaterThanOrEqualTo(sum - 1e-9);
                }
            }
        }
    }

    @Test
    void runsOfOnesAreWindows() {
        NabSeries s = NabSeries.ofLabels("l", new double[7], new double[] {0, 1, 1, 0, 0, 1, 1});
        assertThat(s.windows()).containsExactly(new Window(1, 2), new Window(5, 6));
    }

    @Test
    void refusesOverlappingWindowsAndNotANumber() {
        assertThatThrownBy(() -> new NabSeries("x.csv", new double[9], List.of(new Window(2, 5), new Window(4, 6))))
                .hasMessageContaining("x.csv: first row of a window = 4");
        assertThatThrownBy(() -> new NabSeries("x.csv", new double[] {Double.NaN}, List.of()))
                .hasMessageContaining("x.csv: score of row 0");
    }
}
