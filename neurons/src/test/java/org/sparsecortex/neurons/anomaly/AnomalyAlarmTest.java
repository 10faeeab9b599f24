package org.sparsecortex.neurons.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/** Encoder, monitor, surprise and alarm of a streaming detector. */
class AnomalyAlarmTest {
    private static final SurpriseParams SURPRISE = new SurpriseParams(1, 0, 9, 100, 0.0, 1.0, List.of());

    /** Feeds each row's numbers, one port each unless the model has a single port, and collects a signal. */
    private static List<double[]> feed(ModelParams params, String signal, double[]... rows) {
        List<PortSpec> ports = params.ports();
        boolean single = ports.size() == 1;
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (PortSpec port : ports) {
            shapes.put(port.name(), new Shape(Signal.Kind.REALS, single ? rows[0].length : 1));
        }
        StepDriver<?, ?> driver = StepDriver.of(Population.of(BuildContext.of("x", 1, shapes), params));
        List<double[]> values = new ArrayList<>();
        for (int t = 0; t < rows.length; t++) {
            Signal[] in = new Signal[ports.size()];
            for (int p = 0; p < in.length; p++) {
                in[p] = single ? Reals.of(rows[t]) : Reals.of(rows[t][p]);
            }
            driver.step(new Step(t, true, false), in);
            Signal read = driver.read(signal);
            values.add(read instanceof Sdr sdr ? ones(sdr) : ((Reals) read).toArray());
        }
        return values;
    }

    private static double[] ones(Sdr sdr) {
        double[] active = new double[sdr.cardinality()];
        for (int i = 0; i < active.length; i++) {
            active[i] = sdr.active(i);
        }
        return active;
    }

    private static double[][] column(double... values) {
        double[][] rows = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            rows[i] = new double[] {values[i]};
        }
        return rows;
    }

    private static double last(List<double[]> values, int element) {
        return values.get(values.size() - 1)[element];
    }

    // past 1..9, N = 9. x = 7: k = 3 (7, 8, 9), u = 1 - ln 4 / ln 10. x = 9: k = 1, u = 1 - ln 2 / ln 10. x = 0.5: k =
    // 9, u = 0.
    @Test
    void surpriseIsTheLogarithmOfTheRank() {
        double[] past = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (double[] expected :
                new double[][] {{7, 1 - Math.log(4) / Math.log(10)}, {9, 1 - Math.log10(2)}, {0.5, 0}}) {
            double[] all = java.util.Arrays.copyOf(past, 10);
            all[9] = expected[0];
            assertThat(last(feed(SURPRISE, "total", column(all)), 0)).isCloseTo(expected[1], within(1e-12));
        }
    }

    // a record: 1 + (x - 9) / (3 ln 10 m); the top 2 % of 9 values are empty, so m = 0.05 (9 - 5) = 0.2; x = 9.5: 1 +
    // 0.5 / 1.3816
    @Test
    void recordIsMoreSurprisingTheFartherItGoes() {
        double[] all = {1, 2, 3, 4, 5, 6, 7, 8, 9, 9.5};
        double u = last(feed(SURPRISE, "total", column(all)), 0);
        assertThat(u).isCloseTo(1 + 0.5 / (3 * Math.log(10) * 0.2), within(1e-12));
        all[9] = 1e9;
        assertThat(last(feed(SURPRISE, "total", column(all)), 0)).isEqualTo(2.0);
    }

    /** Of two channels the first is common (rank 9 of 9, no surprise) or a record of 2, the second likewise; the second counts half. */
    @Test
    void theTotalIsWeighted() {
        SurpriseParams params = new SurpriseParams(2, 0, 9, 100, 0.0, 1.0, List.of(1.0, 0.5));
        double[][] last = {{0.5, 0.5}, {1e9, 0.5}, {0.5, 1e9}, {1e9, 1e9}};
        double[] total = {0, 2, 1, 3};
        for (int i = 0; i < last.length; i++) {
            double[][] rows = new double[10][];
            for (int t = 0; t < 9; t++) {
                rows[t] = new double[] {t + 1, t + 1};
            }
            rows[9] = last[i];
            assertThat(last(feed(params, "total", rows), 0)).isEqualTo(total[i]);
        }
        assertThatThrownBy(() -> new SurpriseParams(3, 0, 9, 100, 0.0, 1.0, List.of(1.0, 0.5)))
                .hasMessageContaining("weights = [1.0, 0.5]: must be 3 numbers, one a channel, or none");
    }

    @Test
    void surpriseForgetsWhatLiesBeyondItsHistory() {
        SurpriseParams brief = new SurpriseParams(1, 0, 10, 10, 0.0, 1.0, List.of());
        double[] all = new double[40];
        all[0] = 1000;
        for (int i = 1; i < 40; i++) {
            all[i] = i % 7;
        }
        all[39] = 8;
        assertThat(last(feed(brief, "total", column(all)), 0)).isGreaterThan(1.0);
    }

    @Test
    void recordsOfNoiseGrowAsTheLogarithmOfTime() {
        KeyedRandom random = KeyedRandom.of(3, "surprise test");
        double[] noise = new double[20_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.gaussian(i, 0, 0);
        }
        long records =
                feed(new SurpriseParams(1, 0, 100, 1 << 15, 0.0, 1.0, List.of()), "total", column(noise)).stream()
                        .filter(u -> u[0] >= 1.0)
                        .count();
        // expected: ln(20000/100) = 5.3, Poisson; P(outside 1..14) = 0.6 %
        assertThat(records).isBetween(1L, 14L);
    }

    @Test
    void constantSeriesSurprisesNobody() {
        double[] flat = new double[500];
        java.util.Arrays.fill(flat, 42.125);
        assertThat(feed(SURPRISE, "total", column(flat))).allMatch(u -> u[0] == 0.0);
        double[][] rows = new double[500][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {0.1, 300.0 * i, 0.5};
        }
        assertThat(feed(monitor(), "deviations", rows))
                .allMatch(d -> java.util.Arrays.stream(d).allMatch(x -> x == 0.0));
    }

    private static SeriesMonitorParams monitor() {
        return new SeriesMonitorParams(1, 50, 20, 20, 60, 20, 5, 10, 30, 48, 0.15, 168, 0.3);
    }

    // range of 0..1 before row 300; 1.5 is 0.5 of the range above it
    @Test
    void monitorSeesValuesOutOfThePastRange() {
        double[][] rows = new double[301][];
        for (int i = 0; i < 300; i++) {
            rows[i] = new double[] {i % 2, 300.0 * i, 0.0};
        }
        rows[300] = new double[] {1.5, 300.0 * 300, 0.0};
        List<double[]> deviations = feed(monitor(), "deviations", rows);
        assertThat(deviations.get(299)[0]).isZero();
        assertThat(deviations.get(300)[0]).isEqualTo(0.5);
    }

    @Test
    void monitorSeesADayWithoutItsRhythm() {
        int perDay = 48;
        double[][] rows = new double[20 * perDay][];
        for (int i = 0; i < rows.length; i++) {
            double v = i >= 18 * perDay ? 0.0 : Math.sin(2 * Math.PI * i / perDay);
            rows[i] = new double[] {v, 1800.0 * i, 0.0};
        }
        List<double[]> deviations = feed(monitor(), "deviations", rows);
        double before = 0.0;
        for (int i = 10 * perDay; i < 18 * perDay; i++) {
            before = Math.max(before, deviations.get(i)[4]);
        }
        assertThat(before).isLessThan(2.0);
        assertThat(deviations.get(18 * perDay + perDay / 4)[4]).isGreaterThan(10.0);
    }

    @Test
    void missingValueLeavesTheMonitorAsItIs() {
        double[][] rows = {{1, 0, 0}, {2, 300, 0}, {Double.NaN, 600, 0}};
        assertThat(feed(monitor(), "deviations", rows).get(2)).containsOnly(0.0);
    }

    // least 1, g 2, R 4: 1 is level 1, 3 level 2, 5 level 3. Row 9 is the last of level 2 and holds row 13 back, not
    // row 14
    @Test
    void alarmFiresOncePerLevelUntilItsRefractoryPeriodIsOver() {
        AlarmParams params = new AlarmParams(1.0, 2.0, 0.0, 4, 4);
        double[] evidence = {0.5, 1, 1.5, 3, 3, 1, 0, 5, 3, 3, 0, 0, 0, 0, 3};
        List<double[]> score = feed(params, "score", column(evidence));
        List<Integer> fired = new ArrayList<>();
        for (int t = 0; t < score.size(); t++) {
            if (score.get(t)[0] > 0) {
                fired.add(t);
            }
        }
        assertThat(fired).containsExactly(1, 3, 7, 14);
        assertThat(score.get(3)[0]).isEqualTo(0.75);
    }

    @Test
    void encoderSettlesOnTheSpreadOfItsFirstValuesOnly() {
        KeyedRandom random = KeyedRandom.of(5, "encoder test");
        AdaptiveEncoderParams params = new AdaptiveEncoderParams(400, 21, 10, 2, 64);
        double[] values = new double[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 + 50 * random.gaussian(i, 0, 0);
        }
        double[] scaled = java.util.Arrays.stream(values).map(v -> 4 * v).toArray();
        List<double[]> bucket = feed(params, "bucket", column(values));
        List<double[]> scaledBucket = feed(params, "bucket", column(scaled));
        for (int i = 64; i < 200; i++) {
            assertThat(scaledBucket.get(i)[0]).isEqualTo(bucket.get(i)[0]);
            assertThat(Math.abs(bucket.get(i)[0])).isLessThan(60);
        }
        assertThat(feed(params, "sdr", column(values))).allMatch(bits -> bits.length == 21);
    }

    /** Distinct buckets of the last 300 of 2000 values: gaussian, after a disturbance that {@code disturb} makes. */
    private static long resolved(int seed, DoubleUnaryOperator scale, IntToDoubleFunction disturbance) {
        KeyedRandom random = KeyedRandom.of(seed, "disturbed series");
        double[] values = new double[2000];
        for (int i = 0; i < values.length; i++) {
            double d = disturbance.applyAsDouble(i);
            values[i] = scale.applyAsDouble(random.gaussian(i, 0, 0)) + d;
            values[i] = d == Double.MAX_VALUE ? 0.0 : values[i];
        }
        return feed(Params.of(AdaptiveEncoderParams.class), "bucket", column(values)).subList(1700, 2000).stream()
                .filter(b -> !Double.isNaN(b[0]))
                .map(b -> b[0])
                .distinct()
                .count();
    }

    /** Found with a bad row 100 in a public bug report: one bucket for ever. The undisturbed series is the yardstick. */
    @Test
    void encoderRecoversFromOutliersFlatStartsShiftsAndGaps() {
        for (int seed = 1; seed <= 4; seed++) {
            DoubleUnaryOperator scale = g -> 50 + 5 * g;
            double least = 0.5 * resolved(seed, scale, i -> 0.0);
            assertThat(least).isGreaterThan(15);
            for (double size : new double[] {1e3, 1e6, 1e9, -1e9, 1e300}) {
                for (int at : new int[] {0, 7, 15, 100, 511, 700, 1500}) {
                    assertThat(resolved(seed, scale, i -> i == at ? size : 0.0))
                            .as("seed " + seed + ", outlier " + size + " at " + at)
                            .isGreaterThan((long) least);
                }
                assertThat(resolved(seed, scale, i -> i >= 600 ? size : 0.0))
                        .as("seed " + seed + ", shift by " + size)
                        .isGreaterThan(Math.abs(size) > 1e15 ? 0L : (long) least);
            }
            for (int flat : new int[] {1, 16, 100, 512, 1000}) {
                assertThat(resolved(seed, scale, i -> i < flat ? Double.MAX_VALUE : 0.0))
                        .as("seed " + seed + ", flat for " + flat)
                        .isGreaterThan((long) least);
                assertThat(resolved(seed, scale, i -> i == 5 ? 1e9 : i < flat ? Double.MAX_VALUE : 0.0))
                        .as("seed " + seed + ", outlier in a flat start of " + flat)
                        .isGreaterThan((long) least);
            }
            for (int length : new int[] {60, 100, 300}) {
                assertThat(resolved(seed, scale, i -> i >= 100 && i < 100 + length ? 1e9 : 0.0))
                        .as("seed " + seed + ", " + length + " bad readings")
                        .isGreaterThan((long) least);
            }
            assertThat(resolved(seed, scale, i -> i % 3 == 0 ? Double.NaN : i == 100 ? 1e9 : 0.0))
                    .isGreaterThan((long) least);
        }
    }

    /** A new code is paid for by all that learned the old one: NAB's machine temperature got twelve, and was missed. */
    @Test
    void encoderKeepsItsCodeWhileItResolvesTheSeries() {
        KeyedRandom random = KeyedRandom.of(3, "regimes");
        double[] values = new double[4000];
        for (int i = 0; i < values.length; i++) {
            double sd = i < 1000 ? 5 : i < 2000 ? 1 : i < 3000 ? 40 : 2;
            double level = i < 1000 ? 50 : i < 2000 ? 62 : i < 3000 ? 10 : 45;
            values[i] = i >= 600 && i % 100 == 0 ? 51 : level + sd * random.gaussian(i, 0, 0);
        }
        List<double[]> buckets = feed(Params.of(AdaptiveEncoderParams.class), "bucket", column(values));
        for (int i = 700; i < values.length; i += 100) {
            assertThat(buckets.get(i)).as("row " + i).isEqualTo(buckets.get(600));
        }
    }

    @Test
    void encoderCompressesFarValuesAndTakesConstantsAndGaps() {
        AdaptiveEncoderParams params = new AdaptiveEncoderParams(400, 21, 10, 2, 16);
        double[] values = new double[20];
        for (int i = 0; i < 16; i++) {
            values[i] = i;
        }
        values[16] = 1e12;
        values[17] = Double.NaN;
        values[18] = -1e300;
        List<double[]> bits = feed(params, "sdr", column(values));
        assertThat(bits.get(16)).hasSize(21);
        assertThat(bits.get(17)).isEmpty();
        assertThat(bits.get(18)).hasSize(21);
        assertThat(feed(params, "bucket", column(new double[40]))).allMatch(b -> b[0] == 0.0);
    }
}
