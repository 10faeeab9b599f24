package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

class OverlapPlanesTest {
    /** 200 random poolers against counting one by one and a full selection; some inputs reach nothing, some a band; few of many inputs. */
    @Test
    void countsAndChoosesLikeTheNaiveOne() {
        for (int seed = 0; seed < 200; seed++) {
            KeyedRandom random = KeyedRandom.of(seed, "planes");
            int columns = 1 + random.below(200, 0, 0, 0);
            int inputs = 1 + random.below(seed % 40 == 0 ? 10_000 : 60, 0, 0, 1); // overlaps above 255, too
            boolean[][] connected = new boolean[inputs][columns];
            int[] lowest = new int[inputs];
            int[] highest = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                lowest[i] = random.below(columns, i, 1, 0);
                highest[i] = random.below(columns, i, 1, 1);
            }
            OverlapPlanes planes = new OverlapPlanes(columns, lowest, highest);
            for (int i = 0; i < inputs; i++) {
                for (int j = lowest[i]; j <= highest[i]; j++) {
                    if (random.bernoulli(0.5, i, 2, j)) {
                        planes.flip(i, j);
                        connected[i][j] = true;
                    }
                }
            }
            Sdr x = Sdr.ofSorted(inputs, random.sample(inputs, random.below(inputs + 1, 0, 3, 0), 0, 4, 0));
            compare(planes, connected, columns, x, 1 + random.below(columns, 0, 5, 0), "seed " + seed);
        }
    }

    private static void compare(OverlapPlanes planes, boolean[][] connected, int columns, Sdr x, int k, String as) {
        int[] expected = new int[columns];
        planes.clear(x.cardinality());
        for (int i = 0; i < x.cardinality(); i++) {
            planes.add(x.active(i), i + 1);
            for (int j = 0; j < columns; j++) {
                expected[j] += connected[x.active(i)][j] ? 1 : 0;
            }
        }
        int[] overlaps = new int[columns];
        planes.overlaps(overlaps);
        assertThat(overlaps).as(as).isEqualTo(expected);
        double[] any = new double[columns];
        planes.anyOverlap(any);
        assertThat(any)
                .as(as)
                .isEqualTo(Arrays.stream(expected).mapToDouble(Math::signum).toArray());
        long[] best = new long[Sdr.wordCount(columns)];
        planes.best(k, columns, best);
        double[] scores = Arrays.stream(expected).asDoubleStream().toArray();
        assertThat(Sdr.fromWords(columns, best).toArray()).as(as).isEqualTo(TopK.select(scores, k));
        for (int j = 0; j < columns; j++) {
            assertThat(planes.overlap(j)).as(as).isEqualTo(expected[j]);
        }
    }
}
