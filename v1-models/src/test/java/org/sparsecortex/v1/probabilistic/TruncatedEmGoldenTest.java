package org.sparsecortex.v1.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.kernel.State;

/**
 * E and M steps of all models on five samples of four pixels against an independent NumPy program, H' = 3, gamma = 2, no cut.
 * Printed there to nine decimals.
 */
class TruncatedEmGoldenTest {
    private static final double EXACT = 1.0e-9;

    private static final double[][] W = {{10.5, 9.5, .25, 0}, {0, .5, 10, 9.75}, {11, 0, 10, .5}, {0, 9, .5, 10}};
    private static final double[][] Y = {{10, 9, 1, 0}, {11, 10, 9, 1}, {.5, -1, 0, 1}, {1, 8, 11, 19}, {9, 17, 1, 10}};

    private final double[][] fields = copy(W);
    private final double[][] samples = copy(Y);
    private Prior prior = new Prior.Bernoulli(.3);
    private Superposition superposition = new Superposition.Linear();
    private double temperature = 1.0;
    private Parameters theta;
    private Chunk chunk;
    private ExpectationStep step;

    private static double[][] copy(double[][] m) {
        return Arrays.stream(m).map(double[]::clone).toArray(double[][]::new);
    }

    private static void negate(double[] row) {
        Arrays.setAll(row, i -> -row[i]);
    }

    private void noZeros() {
        for (double[] field : fields) {
            Arrays.setAll(field, i -> field[i] == 0.0 ? 1e-4 : field[i]);
        }
    }

    /** One E step, then one M step from its sums. */
    private void run() {
        run(t -> {});
    }

    private void run(java.util.function.Consumer<Parameters> start) {
        TruncatedEmParams p = new TruncatedEmParams(
                4,
                4,
                prior,
                superposition,
                3,
                2,
                1,
                List.of(new TrackPoint(0, temperature)),
                List.of(new TrackPoint(0, 0)),
                0.25,
                5,
                5,
                0,
                5);
        StateTree tree = p.states();
        theta = new Parameters(4, 4, prior);
        for (int h = 0; h < 4; h++) {
            System.arraycopy(fields[h], 0, theta.fields[h], 0, 4);
        }
        theta.noise = 4.0;
        start.accept(theta);
        step = new ExpectationStep(theta, p.rule(theta, tree), tree, 3, 2);
        step.prepare(temperature, 0.0);
        chunk = Chunk.of(
                learner(step),
                4,
                Arrays.stream(samples).flatMapToDouble(Arrays::stream).toArray(),
                true);
        step.code(chunk);
        step.learn(chunk.statistics());
    }

    private static Learner learner(ExpectationStep step) {
        return new Learner() {
            @Override
            public int codeSize() {
                return 4;
            }

            @Override
            public int scoreSize() {
                return ExpectationStep.SCORES;
            }

            @Override
            public int totalSize() {
                return 1;
            }

            @Override
            public void code(Chunk given) {
                step.code(given);
            }

            @Override
            public void learn(StepSums sums) {}

            @Override
            public void shared(State state) {}
        };
    }

    private void evidence(double... expected) {
        for (int n = 0; n < 5; n++) {
            assertThat(chunk.scores()[n * ExpectationStep.SCORES])
                    .as("evidence of sample %d", n)
                    .isCloseTo(expected[n], within(EXACT));
        }
    }

    private void codes(int sample, double... expected) {
        for (int h = 0; h < 4; h++) {
            assertThat(chunk.codes()[sample * 4 + h])
                    .as("unit %d of sample %d", h, sample)
                    .isCloseTo(expected[h], within(EXACT));
        }
    }

    private static void close(double[] actual, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(EXACT));
        }
    }

    @Test
    void binaryUnits() {
        run();
        evidence(-11.509397061, -13.289159076, -10.713420746, -12.429000350, -12.423258392);
        codes(1, .604168104, .000723680, .470004711, .142411548);
        codes(3, .000000048, .989113585, .004879830, .971502469);
        double[] statistics = chunk.statistics();
        int q = 3 + 4 + 16;
        assertThat(statistics[q]).isCloseTo(2.560744367, within(EXACT));
        assertThat(statistics[q + 3]).isCloseTo(.943972944, within(EXACT));
        assertThat(statistics[q + 6]).isCloseTo(.960662105, within(EXACT));
        assertThat(theta.on(0)).isCloseTo(.358636875, within(EXACT));
        assertThat(theta.noise).isCloseTo(2.452560994, within(EXACT));
        close(theta.fields[0], 9.581707244, 9.517704537, 3.041979752, 1.041439324);
        close(theta.fields[3], -.046355044, 6.930896832, -1.334590857, 8.060983662);
    }

    @Test
    void binaryUnitsAtTwiceTheTemperature() {
        temperature = 2.0;
        run();
        codes(1, .522405140, .014966527, .517272951, .172520065);
    }

    @Test
    void discreteUnits() {
        prior = new Prior.Discrete(List.of(1.0, 2.0), List.of(.2, .1));
        run();
        evidence(-11.911155239, -13.768385838, -10.714926225, -13.186751527, -13.203971181);
        codes(1, .624139177, .000779084, .428701474, .102621523);
        codes(3, .000000068, 1.013375207, .005557760, .934193893);
        double correction =
                4 * .2921875; // the shares are the other program's, which corrects them for BSC and TSC alone
        close(theta.probability, .297404507 * correction, .002264991 * correction);
    }

    @Test
    void ternaryUnits() {
        prior = new Prior.Ternary(.3);
        negate(samples[1]);
        negate(samples[4]);
        run();
        evidence(-12.194624331, -14.096585469, -10.713260824, -13.781369982, -13.765905115);
        codes(1, -.632815058, -.000811291, -.405912524, -.080311135);
        codes(3, .000000093, .983611649, .004715020, .944961329);
    }

    @Test
    void theLargestFieldCounts() {
        superposition = new Superposition.Max(1.05);
        noZeros();
        run();
        evidence(-11.460335454, -12.049905245, -10.713373868, -14.484315768, -13.838813111);
        codes(1, .869754999, .000209592, .841110670, .062251383);
        codes(3, .000000376, .924651790, .032361862, .773531647);
        close(theta.fields[0], 9.762263323, 11.554702534, 2.047757411, .755342306);
        close(theta.fields[3], 2.762197351, 10.528563471, 1.556167527, 12.663890692);
        assertThat(theta.on(0)).isCloseTo(.372089727, within(EXACT));
        assertThat(theta.noise).isCloseTo(3.318759697, within(EXACT));
    }

    @Test
    void theLargestMagnitudeCounts() {
        superposition = new Superposition.MaxMagnitude(1.2, false);
        negate(fields[1]);
        negate(samples[3]);
        noZeros();
        run();
        evidence(-11.463960211, -12.075429331, -10.714570111, -15.988949833, -13.585354805);
        codes(1, .866602837, 0, .837217999, .063860719);
        codes(3, .000002869, .999992130, .000115508, 0);
        close(theta.fields[0], 9.841385745, 11.272063681, 2.060445736, .623843668);
        assertThat(theta.on(0)).isCloseTo(.331205306, within(EXACT));
        assertThat(theta.noise).isCloseTo(3.516141120, within(EXACT));
    }

    @Test
    void spikeAndSlabUnits() {
        prior = new Prior.SpikeAndSlab(.3, 1, 1);
        run(t -> {
            System.arraycopy(new double[] {.3, .3, .2, .4}, 0, t.probability, 0, 4);
            System.arraycopy(new double[] {.5, .4, .3, .2}, 0, t.slabVariance, 0, 4);
        });
        evidence(-12.365529783, -14.105858947, -10.522933961, -13.203903978, -13.296693586);
        double[] share = {.514185150, .209836820, .120441419, .442179568}; // as above, without the correction
        double[] on = {.3, .3, .2, .4};
        for (int h = 0; h < 4; h++) {
            assertThat(theta.probability[h]).isCloseTo(share[h] * upTo(2, on) / upTo(1, without(on, h)), within(EXACT));
        }
        close(theta.slabMean, .909308334, 1.007228479, .766085273, .902330578);
        close(theta.slabVariance, .097345417, .146548016, .116930067, .111228814);
        close(theta.fields[0], 8.780662543, 9.098946804, 2.490557471, 1.049462267);
        assertThat(theta.noise * theta.noise).isCloseTo(7.294421986, within(EXACT));
        close(step.presence(1), .672113999, .001965689, .503579972, .224843284);
        close(step.presence(3), .000000201, .957485316, .018249491, .892582801);
    }

    private static double[] without(double[] on, int h) {
        double[] rest = on.clone();
        rest[h] = 0;
        return rest;
    }

    /** Probability that at most so many of independent units are on, by all their states. */
    private static double upTo(int most, double[] on) {
        double sum = 0;
        for (int state = 0; state < 1 << on.length; state++) {
            double p = 1;
            for (int h = 0; h < on.length; h++) {
                p *= (state >> h & 1) == 1 ? on[h] : 1 - on[h];
            }
            sum += Integer.bitCount(state) <= most ? p : 0;
        }
        return sum;
    }

    @Test
    void massAndMeanOfWhatIsKept() {
        double[] p = new Parameters(100, 1, new Prior.Bernoulli(.02)).active(4);
        double a = 0;
        double b = 0;
        for (int k = 0; k < p.length; k++) {
            a += p[k];
            b += k * p[k];
        }
        assertThat(a).isCloseTo(.949169555, within(EXACT));
        assertThat(b).isCloseTo(1.725139766, within(EXACT));
        assertThat(.02 * a / b).isCloseTo(.011003973, within(EXACT));
    }
}
