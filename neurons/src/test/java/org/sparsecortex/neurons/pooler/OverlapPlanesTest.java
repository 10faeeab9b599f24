package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** What is estimated holds the rows of lines and sheets, with and without edges, and is not much more. */
    @ParameterizedTest
    @CsvSource({
        "1, 3000, 1, 2000, 0", "1, 3000, 1, 2000, 20", "1, 500, 1, 6000, 7", "1, 6000, 1, 500, 100",
        "40, 60, 30, 50, 0", "40, 60, 30, 50, 5", "20, 300, 60, 20, 3", "30, 30, 30, 30, 30"
    })
    void theEstimateHoldsTheRows(int inputRows, int inputWidth, int columnRows, int columnWidth, int radius) {
        for (boolean wraps : new boolean[] {true, false}) {
            Sheet inputs = new Sheet(inputRows, inputWidth, wraps);
            Sheet columns = new Sheet(columnRows, columnWidth, wraps);
            int[] all = IntStream.range(0, radius == 0 ? inputs.size() : inputs.window(radius))
                    .toArray();
            int[][] pools = new int[columns.size()][];
            for (int j = 0; j < pools.length; j++) {
                pools[j] = radius == 0 ? all : inputs.inWindow(inputs.project(columns, j), radius, all);
            }
            long bytes = OverlapPlanes.over(pools, inputs.size()).rowBytes();
            assertThat(OverlapPlanes.bytes(inputs, columns, radius)).isBetween(bytes, 2 * bytes + 24L * inputs.size());
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
