package org.sparsecortex.v1.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.tuning.LinearTuning;

class GaborFitTest {
    private static final int SIZE = 12;

    private static LinearTuning tuning() {
        return new LinearTuning(Params.of(ReceptiveFieldsParams.class, "fields", 1, "patch", SIZE)
                .gratings());
    }

    private static double[] pixels(Gabor gabor) {
        double[] even = new double[SIZE * SIZE];
        double[] odd = new double[SIZE * SIZE];
        gabor.parts(SIZE, even, odd);
        for (int p = 0; p < even.length; p++) {
            even[p] = gabor.a() * even[p] + gabor.b() * odd[p];
        }
        return even;
    }

    /** Fields that are Gabor functions, of all orientations and phases: the fit finds the very parameters. */
    @Test
    void recoversGaborFunctions() {
        LinearTuning gratings = tuning();
        GaborFit fit = new GaborFit(SIZE, 0.08);
        KeyedRandom random = KeyedRandom.of(2, "gabors");
        int found = 0;
        for (int i = 0; i < 40; i++) {
            double f = 0.12 + 0.15 * random.uniform(i, 0, 0);
            Gabor truth = new Gabor(
                    4 + 3 * random.uniform(i, 0, 1),
                    4 + 3 * random.uniform(i, 0, 2),
                    Math.PI * random.uniform(i, 0, 3),
                    (0.3 + 0.3 * random.uniform(i, 0, 4)) / f,
                    (0.3 + 0.3 * random.uniform(i, 0, 5)) / f,
                    f,
                    random.gaussian(i, 0, 6),
                    random.gaussian(i, 0, 7));
            double[] field = pixels(truth);
            GaborFit.Fitted fitted = fit.fit(field, gratings.of(field));
            assertThat(fitted.r2()).as("case " + i).isGreaterThan(0.95);
            if (fitted.r2() > 0.9999) {
                found++;
                assertThat(fitted.gabor().nx()).isCloseTo(truth.nx(), within(0.03));
                assertThat(fitted.gabor().ny()).isCloseTo(truth.ny(), within(0.03));
                double turn = Math.abs(fitted.gabor().theta() - truth.theta());
                assertThat(Math.min(turn, Math.PI - turn)).isLessThan(0.02);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(32);
    }

    @Test
    void noiseIsFittedBadly() {
        KeyedRandom random = KeyedRandom.of(2, "noise");
        double[] field = new double[SIZE * SIZE];
        for (int p = 0; p < field.length; p++) {
            field[p] = random.gaussian(0, 0, p);
        }
        LinearTuning.Tuned tuning = tuning().of(field);
        assertThat(new GaborFit(SIZE, 0.08).fit(field, tuning).r2()).isLessThan(0.5);
    }

    @Test
    void circularVarianceSeparatesStripesFromDots() {
        LinearTuning gratings = tuning();
        double stripes = gratings.of(pixels(new Gabor(5.5, 5.5, 0.4, 4, 4, 0.2, 1, 0)))
                .curve()
                .circularVariance();
        double dot = gratings.of(pixels(new Gabor(5.5, 5.5, 0.4, 1, 1, 0.001, 1, 0)))
                .curve()
                .circularVariance();
        assertThat(stripes).isLessThan(0.35);
        assertThat(dot).isGreaterThan(0.95);
    }
}
