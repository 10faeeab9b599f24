package org.sparsecortex.sdr.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SdrClassifierTest {
    @Test
    void oneStepIsAsComputedByHand() {
        // alpha 0.5, p = (1/2, 1/2) at first: dw = 0.5 (1 - 1/2) = 1/4 and -1/4; then p0 = 1 / (1 + e^-1/2) =
        // 0.6224593312
        SdrClassifier classifier = new SdrClassifier(4, 2, 0.5, List.of(0));
        Sdr x = Sdr.of(4, 2);
        assertThat(classifier.learn(x, 0).get(0)).containsExactly(0.5, 0.5);
        assertThat(classifier.infer(x).get(0)[0]).isEqualTo(0.6224593312, within(1e-10));
        assertThat(classifier.infer(Sdr.of(4, 1)).get(0)).containsExactly(0.5, 0.5);
    }

    @Test
    void theClassIsPredictedSeveralStepsAhead() {
        KeyedRandom random = KeyedRandom.of(3, "classifier test");
        int length = 7;
        Sdr[] patterns = new Sdr[length];
        for (int i = 0; i < length; i++) {
            patterns[i] = Sdr.ofSorted(256, random.sample(256, 10, i, 0, 0));
        }
        List<Integer> horizons = List.of(0, 1, 3);
        SdrClassifier classifier = new SdrClassifier(256, length, 0.1, horizons);
        for (int t = 0; t < 60 * length; t++) {
            classifier.learn(patterns[t % length], t % length);
        }
        for (int i = 0; i < length; i++) {
            List<double[]> inferred = classifier.infer(patterns[i]);
            for (int h = 0; h < horizons.size(); h++) {
                double[] p = inferred.get(h);
                int expected = (i + horizons.get(h)) % length;
                assertThat(SdrClassifier.best(p)).isEqualTo(expected);
                assertThat(p[expected]).isGreaterThan(0.9);
                assertThat(java.util.Arrays.stream(p).sum()).isEqualTo(1.0, within(1e-12));
            }
        }
    }

    @Test
    void aResetKeepsSequencesApart() {
        SdrClassifier classifier = new SdrClassifier(4, 2, 0.5, List.of(1));
        classifier.learn(Sdr.of(4, 0), 0);
        classifier.reset();
        classifier.learn(Sdr.of(4, 1), 1);
        assertThat(classifier.infer(Sdr.of(4, 0)).get(0)).containsExactly(0.5, 0.5);
        classifier.learn(Sdr.of(4, 2), 1);
        assertThat(classifier.infer(Sdr.of(4, 1)).get(0)[1]).isGreaterThan(0.5);
    }

    @Test
    void mistakesAreNamed() {
        SdrClassifier classifier = new SdrClassifier(4, 2, 0.5, List.of(1));
        assertThatThrownBy(() -> classifier.learn(Sdr.of(4, 0), 2)).hasMessageContaining("target = 2");
        assertThatThrownBy(() -> classifier.infer(Sdr.of(5, 0))).hasMessageContaining("x.size");
        assertThatThrownBy(() -> new SdrClassifier(4, 1, 0.5, List.of(1))).hasMessageContaining("classes");
    }
}
