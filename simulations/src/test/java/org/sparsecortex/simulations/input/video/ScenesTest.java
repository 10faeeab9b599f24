package org.sparsecortex.simulations.input.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.delta.DeltaCode;
import org.sparsecortex.sdr.delta.DeltaCode.Scheme;
import org.sparsecortex.sdr.delta.DeltaCoder;
import org.sparsecortex.sdr.kernel.Shape;

class ScenesTest {
    private static final List<VideoContent> ALL = List.of(
            new VideoContent.Actors(0.15, 16, 0.9),
            new VideoContent.Digits(1, 0.15),
            new VideoContent.Shapes(1),
            new VideoContent.Grating(0.125, 0.05, 0.5, 0.5, 8),
            new VideoContent.MotionCloud(0.125, 0.1, 1, 0.5, 0.3, 96, 0.5));

    @Test
    void scenesAreFunctionsOfTheirNumberMoveAndShowAllClasses() {
        for (VideoContent content : ALL) {
            Set<Integer> labels = new HashSet<>();
            for (int n = 0; n < 200; n++) {
                labels.add(content.scene(24, 24, 1, n).label());
            }
            assertThat(labels).as(content.toString()).hasSize(content.classes());
            double[] a = new double[576];
            double[] b = new double[576];
            content.scene(24, 24, 1, 3).draw(5, a);
            content.scene(24, 24, 1, 3).draw(5, b);
            assertThat(a).isEqualTo(b);
            content.scene(24, 24, 1, 3).draw(7, b);
            assertThat(a).as("moves").isNotEqualTo(b);
            content.scene(24, 24, 1, 4).draw(5, b);
            assertThat(a).as("scenes differ").isNotEqualTo(b);
            for (double v : a) {
                assertThat(v).isBetween(-1.5, 2.5);
            }
        }
    }

    /**
     * Differences of successive frames of a grating are 2 L c sin(pi f) cos(.) with a uniform phase, so their share above theta is
     * (2 / pi) acos(theta / (2 L c sin(pi f))).
     */
    @Test
    void gratingSendsTheShareOfItsClosedForm() {
        VideoContent grating = new VideoContent.Grating(0.1234, 0.031, 0.8, 0.5, 1);
        Scene scene = grating.scene(64, 64, 2, 0);
        DeltaCoder naive = new DeltaCoder(DeltaCode.of(Scheme.NAIVE, 0.05), new Shape(Signal.Kind.REALS, 4096));
        double[] frame = new double[4096];
        long sent = 0;
        for (int t = 0; t < 200; t++) {
            scene.draw(t, frame);
            naive.send(Reals.of(frame));
            sent += t == 0 ? 0 : naive.messages();
        }
        double largest = 2 * 0.5 * 0.8 * Math.sin(Math.PI * 0.031);
        double expected = 2 / Math.PI * Math.acos(0.05 / largest);
        assertThat(sent / (199.0 * 4096)).isEqualTo(expected, within(0.01 * expected));
    }

    /** The cloud is Gaussian with standard deviation contrast / 2 around one half. */
    @Test
    void cloudHasItsMeanAndContrast() {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int scene = 0; scene < 30; scene++) {
            double[] frame = new double[1024];
            ALL.get(4).scene(32, 32, 9, scene).draw(scene, frame);
            for (double v : frame) {
                sum += v;
                squares += v * v;
                n++;
            }
        }
        assertThat(sum / n).isEqualTo(0.5, within(0.03));
        assertThat(Math.sqrt(squares / n - sum / n * sum / n)).isEqualTo(0.25, within(0.02));
    }

    @Test
    void bouncesBetweenItsEnds() {
        assertThat(DigitScene.bounce(3, 5)).isEqualTo(3);
        assertThat(DigitScene.bounce(7, 5)).isEqualTo(3);
        assertThat(DigitScene.bounce(-2, 5)).isEqualTo(2);
        assertThat(DigitScene.bounce(11, 5)).isEqualTo(1);
    }
}
