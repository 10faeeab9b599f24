package org.sparsecortex.neurons.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.selection.FeatureSelectionParams.Criterion;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.Params;

class FeatureSelectionTest {
    /** Two samples of four numbers, of variance 0.25, 4, 0, 1 around means that are not 0. */
    private static final Reals SAMPLES = Reals.of(1, 5, 7, -3, 2, 9, 7, -5);

    private static StepDriver<?, ?> driver(Criterion by, int keep, long seed, int parts) {
        FeatureSelectionParams params =
                Params.of(FeatureSelectionParams.class, "inputs", 4, "samples", 2, "keep", keep, "by", by);
        Map<String, Shape> shapes = new HashMap<>(Map.of("samples", new Shape(Signal.Kind.REALS, 8)));
        if (by == Criterion.SCORES) {
            shapes.put("scores", new Shape(Signal.Kind.REALS, 4));
        }
        return StepDriver.of(Population.of(BuildContext.of("select", seed, shapes), params), parts);
    }

    private static Step step(long index, boolean learn) {
        return new Step(index, learn, false);
    }

    /** Numbers 0 and 3 score the same: the lower one is kept. */
    @Test
    void keepsWhatScoresMost() {
        for (int parts = 1; parts <= 2; parts++) {
            StepDriver<?, ?> select = driver(Criterion.SCORES, 2, 1, parts);
            select.step(step(0, true), SAMPLES, Reals.of(0.5, 2, 0.1, 0.5));
            assertThat(select.read("kept")).isEqualTo(Reals.of(1, 1, 0, 0));
            assertThat(select.read("samples")).isEqualTo(Reals.of(1, 5, 0, 0, 2, 9, 0, 0));
            select.step(step(1, false), SAMPLES, Reals.of(0, 0, 1, 2));
            assertThat(select.read("kept")).isEqualTo(Reals.of(0, 0, 1, 1));
        }
    }

    @Test
    void variancesAreThoseOfAllSamplesThatWereTaught() {
        StepDriver<?, ?> select = driver(Criterion.VARIANCE, 2, 1, 2);
        select.step(step(0, true), SAMPLES);
        assertThat(select.read("scores")).isEqualTo(Reals.of(0.25, 4, 0, 1));
        select.step(step(1, false), Reals.of(100, 0, 0, 0, -100, 0, 0, 0));
        assertThat(select.read("scores")).as("not taught").isEqualTo(Reals.of(0.25, 4, 0, 1));
        assertThat(select.read("samples")).isEqualTo(Reals.of(0, 0, 0, 0, 0, 0, 0, 0));
        select.step(step(2, true), SAMPLES);
        assertThat(select.read("scores")).as("the same samples again").isEqualTo(Reals.of(0.25, 4, 0, 1));
        assertThat(select.read("kept")).isEqualTo(Reals.of(0, 1, 0, 1));
    }

    @Test
    void aRandomChoiceIsThatOfTheSeed() {
        List<Signal> kept = LongStream.range(0, 20)
                .mapToObj(seed -> {
                    StepDriver<?, ?> select = driver(Criterion.RANDOM, 1, seed, 2);
                    select.step(step(0, true), SAMPLES);
                    Signal first = select.read("kept");
                    select.step(step(1, true), SAMPLES);
                    assertThat(select.read("kept")).isEqualTo(first);
                    return first;
                })
                .toList();
        assertThat(kept)
                .as("each of the four")
                .contains(Reals.of(1, 0, 0, 0), Reals.of(0, 1, 0, 0), Reals.of(0, 0, 1, 0), Reals.of(0, 0, 0, 1));
    }

    @Test
    void moreThanThereAreCannotBeKept() {
        assertThatThrownBy(() -> driver(Criterion.RANDOM, 5, 1, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("keep = 5: must be at most inputs = 4");
    }
}
