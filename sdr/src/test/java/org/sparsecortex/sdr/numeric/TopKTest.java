package org.sparsecortex.sdr.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {
    @Test
    void equalsAFullSortByScoreThenId() {
        KeyedRandom random = KeyedRandom.of(3, "scores");
        for (int seed = 0; seed < 200; seed++) {
            int n = 1 + random.below(40, seed, 0, 0);
            int k = random.below(n + 3, seed, 0, 1);
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.below(6, seed, 1, i) - 2.0; // many ties
            }
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(i -> i))
                    .limit(k)
                    .mapToInt(i -> i)
                    .sorted()
                    .toArray();
            assertThat(TopK.select(scores, k)).as("seed " + seed).containsExactly(expected);
        }
    }

    @Test
    void rejectsNaN() {
        assertThatThrownBy(() -> TopK.select(new double[] {1, Double.NaN}, 1)).hasMessageContaining("score[1] = NaN");
        assertThat(TopK.argMax(new double[] {1, 3, 3})).isEqualTo(1);
    }
}
