package org.sparsecortex.sdr.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.delta.DeltaCode.Scheme;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class DeltaCoderTest {
    private static final double[] X = {.04, .06, .12, .24, .26, .18, .10, .10, .31, .02};
    private static final Shape ONE = new Shape(Signal.Kind.REALS, 1);

    /** Golden sequences of one signal under all schemes, theta = 0.1; made with a separate Python program. */
    @Test
    void everySchemeFollowsItsGoldenSequence() {
        check(Scheme.NAIVE, new double[] {0, 0, 0, .12, .12, .12, .12, .12, .33, .04}, 3);
        check(Scheme.DEAD_ZONE, new double[] {0, 0, .12, .24, .24, .24, .10, .10, .31, .02}, 5);
        check(Scheme.QUANTISED, new double[] {0, .1, .1, .2, .3, .2, .1, .1, .3, 0}, 7);
        check(Scheme.TRUNCATED, new double[] {0, 0, .1, .2, .2, .2, .1, .1, .3, .1}, 5);
        check(Scheme.HYSTERESIS, new double[] {0, 0, .1, .2, .2, .2, .1, .1, .3, 0}, 5);
        check(
                Scheme.PD,
                new double[] {
                    0,
                    .083333333,
                    .152777778,
                    .210648148,
                    .258873457,
                    .215727881,
                    .096439901,
                    .080366584,
                    .316972153,
                    .014143461
                },
                7);
    }

    private static void check(Scheme scheme, double[] expected, int messages) {
        DeltaCoder coder = new DeltaCoder(DeltaCode.of(scheme, 0.1), ONE);
        long sent = 0;
        for (int t = 0; t < X.length; t++) {
            double received = ((Reals) coder.send(Reals.of(X[t]))).get(0);
            assertThat(received).as("%s at %d", scheme, t).isEqualTo(expected[t], within(1e-9));
            sent += coder.messages();
        }
        assertThat(sent).as("messages of " + scheme).isEqualTo(messages);
    }

    private static Reals walk(long seed, int step, int size) {
        KeyedRandom random = KeyedRandom.of(seed, "walk");
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            for (int t = 0; t <= step; t++) {
                x[i] += 0.3 * random.gaussian(i, t, 0);
            }
        }
        return Reals.wrap(x);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            names = {"QUANTISED", "HYSTERESIS", "TRUNCATED", "DEAD_ZONE"})
    void errorStaysWithinItsBoundForEveryChannel(Scheme scheme) {
        DeltaCode code = new DeltaCode(scheme, 0, List.of(0.1, 0.4, 1.0), 0.75, 0, 1, 0, 0, "");
        DeltaCoder coder = new DeltaCoder(code, new Shape(Signal.Kind.REALS, 9));
        long sent = 0;
        double worst = 0;
        for (int t = 0; t < 200; t++) {
            Reals x = walk(3, t, 9);
            Reals received = (Reals) coder.send(x);
            sent += coder.messages();
            for (int i = 0; i < 9; i++) {
                double error = Math.abs(x.get(i) - received.get(i));
                worst = Math.max(worst, error / code.errorBound(i));
                assertThat(error).isLessThanOrEqualTo(code.errorBound(i) + 1e-9);
            }
        }
        assertThat(sent).isBetween(100L, 1500L);
        assertThat(worst).as("the bound is reached").isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            names = {"QUANTISED", "HYSTERESIS", "TRUNCATED", "DEAD_ZONE", "NAIVE"})
    void thresholdZeroGivesEveryBitOfTheSignal(Scheme scheme) {
        DeltaCoder coder = new DeltaCoder(DeltaCode.of(scheme, 0), new Shape(Signal.Kind.REALS, 4));
        for (int t = 0; t < 100; t++) {
            Reals x = t == 50 ? Reals.of(-0.0, 0.0, 1e-300, Double.MAX_VALUE) : walk(5, t, 4);
            assertThat(coder.send(x)).isEqualTo(x);
            assertThat(coder.maxError()).isZero();
        }
    }

    /** The naive difference loses small changes for good: 100 ramps of 0.05 up to 5 are never sent. */
    @Test
    void naiveDriftsAndKeyFramesStopIt() {
        DeltaCoder naive = new DeltaCoder(DeltaCode.of(Scheme.NAIVE, 0.1), ONE);
        DeltaCoder keyed = new DeltaCoder(new DeltaCode(Scheme.NAIVE, 0.1, List.of(), 0.75, 0, 1, 10, 0, ""), ONE);
        double keyedWorst = 0;
        for (int t = 1; t <= 100; t++) {
            naive.send(Reals.of(0.05 * t));
            keyed.send(Reals.of(0.05 * t));
            keyedWorst = Math.max(keyedWorst, keyed.maxError());
        }
        assertThat(naive.maxError()).isEqualTo(5.0, within(1e-9));
        assertThat(keyedWorst).as("9 steps of 0.05").isEqualTo(0.45, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheme.class,
            names = {"QUANTISED", "HYSTERESIS", "TRUNCATED", "DEAD_ZONE", "NAIVE"})
    void aStaticSignalIsSentOnce(Scheme scheme) {
        DeltaCoder coder = new DeltaCoder(DeltaCode.of(scheme, 0.1), new Shape(Signal.Kind.REALS, 9));
        coder.send(walk(1, 5, 9));
        assertThat(coder.messages()).isPositive();
        for (int t = 0; t < 5; t++) {
            coder.send(walk(1, 5, 9));
            assertThat(coder.messages()).isZero();
        }
    }

    /** White noise of 0.3 steps on static values chatters over level boundaries; hysteresis of 0.75 steps rarely does. */
    @Test
    void hysteresisSendsLessThanRoundingUnderNoise() {
        KeyedRandom random = KeyedRandom.of(2, "noise");
        DeltaCoder rounding = new DeltaCoder(DeltaCode.of(Scheme.QUANTISED, 1), new Shape(Signal.Kind.REALS, 500));
        DeltaCoder banded = new DeltaCoder(DeltaCode.of(Scheme.HYSTERESIS, 1), new Shape(Signal.Kind.REALS, 500));
        long plain = 0;
        long quiet = 0;
        for (int t = 0; t < 50; t++) {
            double[] x = new double[500];
            for (int i = 0; i < 500; i++) {
                x[i] = 10 * random.uniform(i, 0, 0) + 0.15 * random.gaussian(i, t, 1);
            }
            rounding.send(Reals.wrap(x));
            banded.send(Reals.wrap(x));
            plain += t == 0 ? 0 : rounding.messages();
            quiet += t == 0 ? 0 : banded.messages();
        }
        assertThat(quiet).isPositive().isLessThan(plain / 2);
    }

    /** kp = 0 herds differences only, which telescopes to the levels of plain rounding. */
    @Test
    void pdWithoutProportionalPartIsTheQuantisedScheme() {
        DeltaCode code = new DeltaCode(Scheme.PD, 0.1, List.of(), 0.75, 0, 1, 0, 0, "");
        DeltaCoder pd = new DeltaCoder(code, new Shape(Signal.Kind.REALS, 5));
        DeltaCoder quantised = new DeltaCoder(DeltaCode.of(Scheme.QUANTISED, 0.1), new Shape(Signal.Kind.REALS, 5));
        for (int t = 0; t < 100; t++) {
            Reals a = (Reals) pd.send(walk(9, t, 5));
            Reals b = (Reals) quantised.send(walk(9, t, 5));
            for (int i = 0; i < 5; i++) {
                assertThat(a.get(i)).isEqualTo(b.get(i), within(1e-9));
            }
        }
    }

    @Test
    void sdrSendsToggledBitsWithinTheAllowedDistance() {
        KeyedRandom random = KeyedRandom.of(6, "bits");
        for (int allowed : new int[] {0, 6}) {
            DeltaCoder coder = new DeltaCoder(DeltaCode.of(Scheme.DEAD_ZONE, allowed), new Shape(Signal.Kind.SDR, 200));
            Sdr last = Sdr.empty(200);
            long sent = 0;
            for (int t = 0; t < 100; t++) {
                Sdr x = Sdr.ofSorted(200, random.sample(200, t % 3 == 0 ? 20 : 2, 0, t, 0));
                Sdr received = (Sdr) coder.send(x);
                int distance = x.cardinality() + received.cardinality() - 2 * SdrOps.overlap(x, received);
                assertThat(distance).isLessThanOrEqualTo(allowed).isEqualTo((int) coder.maxError());
                int toggled = received.cardinality() + last.cardinality() - 2 * SdrOps.overlap(received, last);
                assertThat(coder.messages()).isEqualTo(toggled);
                assertThat(coder.bytes()).isEqualTo(4L * toggled);
                sent += toggled;
                last = received;
            }
            assertThat(sent).isPositive();
        }
    }

    @Test
    void stateSurvivesACheckpointAndIntegersStayIntegers() throws IOException {
        DeltaCode code = new DeltaCode(Scheme.DEAD_ZONE, 2, List.of(), 0.75, 0, 1, 7, 0, "");
        DeltaCoder first = new DeltaCoder(code, new Shape(Signal.Kind.INTS, 3));
        for (int t = 0; t < 10; t++) {
            first.send(Ints.of(t, -t, 5));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.save(new DataOutputStream(bytes));
        DeltaCoder second = new DeltaCoder(code, new Shape(Signal.Kind.INTS, 3));
        second.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int t = 10; t < 30; t++) {
            assertThat(second.send(Ints.of(t, -t, 5))).isEqualTo(first.send(Ints.of(t, -t, 5)));
            assertThat(second.messages()).isEqualTo(first.messages());
        }
    }

    @Test
    void saysWhatItCannotCarry() {
        assertThatThrownBy(() -> new DeltaCoder(DeltaCode.of(Scheme.QUANTISED, 1), new Shape(Signal.Kind.SDR, 9)))
                .hasMessageContaining("dead-zone");
        assertThatThrownBy(() -> DeltaCode.of(Scheme.PD, 0)).hasMessageContaining("threshold");
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> new DeltaCoder(DeltaCode.of(Scheme.QUANTISED, 1), ONE).send(Reals.of(x)))
                    .hasMessageContaining("element 0 is no finite number, but " + x);
        }
    }
}
