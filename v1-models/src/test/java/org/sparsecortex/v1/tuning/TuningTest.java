package org.sparsecortex.v1.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class TuningTest {
    private static final int SIDE = 16;
    private static final Step TEST = new Step(0, false, false);

    /** R(theta) = 1 + m cos 2(theta - theta0): resultant = m/2, so circular variance = 1 - m/2. */
    @Test
    void measuresOfACosineCurveAreThoseOfTheClosedForm() {
        double[] r = new double[36];
        for (int i = 0; i < 36; i++) {
            r[i] = 1 + 0.8 * Math.cos(2 * Math.toRadians(5.0 * i - 40));
        }
        OrientationCurve curve = OrientationCurve.of(r);
        assertThat(curve.circularVariance()).isCloseTo(0.6, within(1e-12));
        assertThat(curve.preferredDeg()).isCloseTo(40, within(1e-9));
        assertThat(curve.selectivity()).isCloseTo((1.8 - 0.2) / 2, within(1e-12));
        // 1 + 0.8 cos 2d = 0.9 at cos 2d = -1/8: d = 48.59 degrees; linear interpolation between samples 5 degrees
        // apart
        assertThat(curve.halfWidthDeg()).isCloseTo(48.59, within(0.1));
        assertThat(OrientationCurve.of(new double[8]).circularVariance()).isNaN();
        double[] single = new double[8];
        single[3] = 2;
        assertThat(OrientationCurve.of(single).circularVariance()).isCloseTo(0, within(1e-12));
        double[] flat = {1, 1, 1, 1};
        assertThat(OrientationCurve.of(flat).circularVariance()).isCloseTo(1, within(1e-12));
        assertThat(OrientationCurve.of(flat).halfWidthDeg()).isNaN();
    }

    private static double[] gabor(double orientationDeg, double frequency, double round, double along, double across) {
        double[] field = new double[SIDE * SIDE];
        double theta = Math.toRadians(orientationDeg);
        for (int i = 0; i < field.length; i++) {
            double x = i % SIDE - 7.5;
            double y = i / SIDE - 7.5;
            double u = -x * Math.sin(theta) + y * Math.cos(theta);
            double v = x * Math.cos(theta) + y * Math.sin(theta);
            field[i] = Math.exp(-u * u / (2 * across * across) - v * v / (2 * along * along))
                    * Math.cos(2 * Math.PI * frequency * u + round);
        }
        return field;
    }

    private static FieldTuningKernel measured(double[]... fields) {
        double[] all = new double[fields.length * SIDE * SIDE];
        for (int k = 0; k < fields.length; k++) {
            System.arraycopy(fields[k], 0, all, k * SIDE * SIDE, SIDE * SIDE);
        }
        FieldTuningParams p = Params.of(
                FieldTuningParams.class,
                "fields",
                fields.length,
                "side",
                SIDE,
                "frequencies",
                List.of(0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.3));
        FieldTuningKernel kernel = new FieldTuningKernel(p, UnitRange.all(fields.length));
        Inputs inputs = new Inputs(p.ports(), Reals.wrap(all));
        kernel.commit(TEST, inputs, 0, kernel.propose(TEST, inputs, 0));
        return kernel;
    }

    private static double[] values(Kernel<?, ?> kernel, String signal) {
        return ((Reals) kernel.read(signal)).toArray();
    }

    @Test
    void gaborsShowTheirOrientationFrequencyAndBandwidth() {
        FieldTuningKernel kernel = measured(
                gabor(0, 0.17, 0, 3, 2.5),
                gabor(35, 0.2, 1, 3, 2.5),
                gabor(120, 0.17, 2, 3, 2.5),
                gabor(35, 0.2, 1, 1.5, 2.5));
        assertThat(values(kernel, "preferredOrientation")[1]).isCloseTo(35, within(1.0));
        assertThat(values(kernel, "preferredOrientation")[2]).isCloseTo(120, within(1.0));
        double horizontal = values(kernel, "preferredOrientation")[0];
        assertThat(Math.min(horizontal, 180 - horizontal)).isLessThan(1.0);
        assertThat(values(kernel, "preferredFrequency")).startsWith(0.17, 0.2, 0.17);
        double[] cv = values(kernel, "circularVariance");
        double[] width = values(kernel, "halfWidth");
        assertThat(cv[3]).isGreaterThan(cv[1] + 0.15); // shorter envelope, broader tuning
        assertThat(width[3]).isGreaterThan(width[1] + 5);
        // R(d) = exp(-2 pi^2 f^2 (9 sin^2 d + 6.25 (1 - cos d)^2)) with f = 0.2 is 1/2 at d = 18.1 degrees
        assertThat(width[1]).isCloseTo(18.1, within(1.0));
    }

    @Test
    void shapesAreToldApart() {
        double[] noise = new double[SIDE * SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = KeyedRandom.of(1, "noise").gaussian(i, 0, 0);
        }
        FieldTuningKernel kernel = measured(
                noise,
                gabor(0, 0.0, 0, 2, 2),
                gabor(60, 0.05, 0, 5, 1.2),
                gabor(60, 0.09, Math.PI / 2, 4, 2.5),
                gabor(60, 0.2, 0, 3, 3.5));
        assertThat(values(kernel, "shape")).containsExactly(0, 1, 2, 3, 4);
        for (double share : values(kernel, "shapeShare")) {
            assertThat(share).isCloseTo(0.2, within(1e-12));
        }
    }

    @Test
    void nothingIsMeasuredWhileLearning() {
        FieldTuningParams p = Params.of(
                FieldTuningParams.class, "fields", 1, "side", SIDE, "orientations", 8, "frequencies", List.of(0.1));
        FieldTuningKernel kernel = new FieldTuningKernel(p, UnitRange.all(1));
        Inputs inputs = new Inputs(p.ports(), Reals.wrap(gabor(0, 0.1, 0, 3, 3)));
        Step learning = new Step(0, true, false);
        kernel.commit(learning, inputs, 0, kernel.propose(learning, inputs, 0));
        assertThat(values(kernel, "circularVariance")[0]).isNaN();
        assertThat(values(kernel, "meanCircularVariance")[0]).isNaN();
    }

    /** A half-rectified linear cell: F1 / F0 = pi / 2 in the continuum, and the tuning of its field. */
    @Test
    void aRectifiedLinearCellIsSimpleAndTunedAsItsField() {
        Gratings gratings = new Gratings(SIDE, 12, List.of(0.1, 0.2), 16);
        double[] field = gabor(45, 0.2, 0.3, 3, 3);
        ResponseTuningParams p =
                Params.of(ResponseTuningParams.class, "neurons", 2, "phases", 16, "orientations", 12, "frequencies", 2);
        ResponseTuningKernel kernel = new ResponseTuningKernel(p, UnitRange.all(2));
        for (int g = 0; g < gratings.count(); g++) {
            double[] frames = gratings.cycle(g, 0.5);
            double[] responses = new double[2 * 16];
            for (int k = 0; k < 16; k++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    responses[2 * k] += field[i] * frames[k * SIDE * SIDE + i];
                }
            }
            Inputs inputs = new Inputs(p.ports(), Reals.wrap(responses), Reals.of(g));
            kernel.commit(TEST, inputs, 0, kernel.propose(TEST, inputs, 0));
        }
        assertThat(values(kernel, "preferredOrientation")[0]).isCloseTo(45, within(1.0));
        assertThat(values(kernel, "modulation")[0]).isCloseTo(Math.PI / 2, within(0.03));
        assertThat(values(kernel, "bestFrequency")[0]).isEqualTo(1);
        assertThat(values(kernel, "circularVariance")[1]).isNaN();
        assertThat(values(kernel, "responsive")).containsExactly(0.5);
    }

    @Test
    void splitRangesMeasureTheSame() {
        double[][] fields = {gabor(10, 0.1, 0, 3, 3), gabor(70, 0.2, 1, 2, 3), gabor(130, 0.15, 2, 3, 1)};
        double[] whole = values(measured(fields), "circularVariance");
        for (int k = 0; k < 3; k++) {
            assertThat(values(measured(fields[k]), "circularVariance")[0]).isEqualTo(whole[k]);
        }
    }
}
