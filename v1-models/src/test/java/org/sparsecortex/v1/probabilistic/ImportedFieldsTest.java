package org.sparsecortex.v1.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Params;

/** Fields that come from another program are used from the first sample on, and learning begins with them. */
class ImportedFieldsTest {
    private static final int SAMPLES = 100;
    private static final int GATHERED = 200;
    private static final int ATOMS = 4;
    private static final int PIXELS = 4;
    private static final int NOISE_AT = 1 + 8 + 8; // hasBegun, iteration, gathered
    private static final int FIELDS_AT = NOISE_AT + 8 + 8 * ATOMS; // noise, probability

    private final BarSamples bars =
            new BarSamples(1, 2, 10, false, new Prior.Bernoulli(.3), new Superposition.Linear(), 2);
    private final TruncatedEmParams p = params(new Superposition.Linear());

    private static TruncatedEmParams params(Superposition superposition) {
        return Params.of(
                TruncatedEmParams.class,
                "dimension",
                PIXELS,
                "atoms",
                ATOMS,
                "superposition",
                superposition,
                "candidates",
                3,
                "active",
                2,
                "samples",
                SAMPLES,
                "chunk",
                SAMPLES,
                "updateSamples",
                GATHERED);
    }

    private static byte[] state(TruncatedEm learner) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        learner.shared(State.writer(new DataOutputStream(out)));
        return out.toByteArray();
    }

    private static TruncatedEm loaded(TruncatedEmParams params, byte[] state) {
        TruncatedEm learner = new TruncatedEm(params, 1);
        learner.shared(State.reader(new DataInputStream(new ByteArrayInputStream(state))));
        return learner;
    }

    /** A fresh learner with fields and, unless it is 0, noise from elsewhere. */
    private static TruncatedEm imported(TruncatedEmParams params, double[] fields, double noise) {
        byte[] state = state(new TruncatedEm(params, 1));
        ByteBuffer parts = ByteBuffer.wrap(state);
        if (noise != 0) {
            parts.putDouble(NOISE_AT, noise);
        }
        for (int i = 0; i < fields.length; i++) {
            parts.putDouble(FIELDS_AT + 8 * i, fields[i]);
        }
        TruncatedEm learner = loaded(params, state);
        learner.imported();
        return learner;
    }

    private Chunk step(TruncatedEm learner, int step) {
        Chunk chunk = Chunk.of(learner, PIXELS, bars.samples(step, SAMPLES), true);
        learner.code(chunk);
        learner.learn(new StepSums(chunk.statistics(), chunk.scores(), chunk.totals(), SAMPLES));
        return chunk;
    }

    private static double[] fields(TruncatedEm learner) {
        double[] fields = new double[ATOMS * PIXELS];
        ByteBuffer.wrap(state(learner), FIELDS_AT, 8 * fields.length)
                .asDoubleBuffer()
                .get(fields);
        return fields;
    }

    private static double noise(TruncatedEm learner) {
        return ByteBuffer.wrap(state(learner)).getDouble(NOISE_AT);
    }

    /** Bars of 10 with noise of 2 and 0.3 of them on: a pixel deviates by sqrt(4 + 2 * 100 * 0.3 * 0.7) = 6.8. */
    @Test
    void learningBeginsWithThemAfterTheNoiseIsKnown() {
        double[] truth = bars.fields();
        TruncatedEm learner = imported(p, truth, 0);
        assertThat(Arrays.stream(step(learner, 0).codes()).max().orElseThrow()).isPositive();
        assertThat(fields(learner)).isEqualTo(truth);
        step(learner, 1);
        assertThat(fields(learner)).isEqualTo(truth);
        assertThat(noise(learner)).isCloseTo(6.8, within(.7));
        step(learner, 2);
        step(learner, 3);
        assertThat(fields(learner)).as("after the first M step").isNotEqualTo(truth);
    }

    /** The E step of fields and noise that are given; two steps of them make an M step. */
    @Test
    void noiseThatCameAlongIsKept() {
        double[] truth = bars.fields();
        for (double noise : new double[] {1, 2}) {
            TruncatedEm learner = imported(p, truth, noise);
            double[] codes = step(learner, 0).codes();
            assertThat(noise(learner)).isEqualTo(noise);
            assertThat(fields(learner)).isEqualTo(truth);
            assertThat(Arrays.stream(codes).max().orElseThrow()).isGreaterThan(.2);
            step(learner, 1);
            assertThat(fields(learner)).as("after the first M step").isNotEqualTo(truth);
        }
    }

    @Test
    void aStopAnywhereChangesNothing() {
        for (double noise : new double[] {0, 2}) {
            for (int stop = 0; stop < 5; stop++) {
                TruncatedEm whole = imported(p, bars.fields(), noise);
                TruncatedEm stopped = imported(p, bars.fields(), noise);
                for (int s = 0; s < 5; s++) {
                    stopped = s == stop ? loaded(p, state(stopped)) : stopped;
                    assertThat(step(stopped, s).codes())
                            .isEqualTo(step(whole, s).codes());
                }
                assertThat(state(stopped)).isEqualTo(state(whole));
            }
        }
    }

    /** MCA has no negative fields. */
    @Test
    void fieldsBecomeThoseTheRuleNeeds() {
        TruncatedEmParams max = params(new Superposition.Max(1.05));
        double[] signed = bars.fields();
        signed[0] = -3;
        double[] taken = fields(imported(max, signed, 0));
        assertThat(taken[0]).isBetween(0.0, 1e-3);
        assertThat(taken[1]).isEqualTo(signed[1]);
    }

    @Test
    void withoutAnyNothingIsCodedAtFirst() {
        TruncatedEm learner = new TruncatedEm(p, 1);
        assertThat(step(learner, 0).codes()).containsOnly(0);
        step(learner, 1);
        assertThat(fields(learner)).doesNotContain(0);
    }
}
