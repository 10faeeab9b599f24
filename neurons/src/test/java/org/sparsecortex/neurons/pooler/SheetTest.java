package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SheetTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(3, "sheet test");

    /** Neighbourhoods and better neighbours equal those counted place by place. */
    @Test
    void countsNeighboursAsPlaceByPlace() {
        for (int seed = 0; seed < 200; seed++) {
            int rows = 1 + RANDOM.below(6, seed, 0, 0);
            int width = 3 + 2 * RANDOM.below(4, seed, 0, 1);
            rows = rows % 2 == 0 ? rows + 1 : rows;
            Sheet sheet = new Sheet(rows, width, seed % 2 == 0);
            int radius = RANDOM.below(8, seed, 0, 2);
            int at = RANDOM.below(sheet.size(), seed, 0, 3);
            double[] score = new double[sheet.size()];
            for (int i = 0; i < score.length; i++) {
                score[i] = RANDOM.below(4, seed, 1, i);
            }
            int near = 0;
            int better = 0;
            for (int other = 0; other < sheet.size(); other++) {
                boolean within = Math.abs(sheet.rowsFrom(at, other)) <= radius
                        && Math.abs(sheet.placesFrom(at, other)) <= radius;
                near += within ? 1 : 0;
                boolean wins = score[other] > score[at] || (score[other] == score[at] && other < at);
                better += within && wins ? 1 : 0;
            }
            assertThat(sheet.neighbourhood(at, radius)).as("seed " + seed).isEqualTo(near);
            assertThat(sheet.better(score, at, radius)).as("seed " + seed).isEqualTo(better);
        }
    }

    @Test
    void aWindowHoldsThePlacesAroundItsCentre() {
        int[] all = IntStream.range(0, 9).toArray();
        assertThat(new Sheet(4, 5, false).inWindow(12, 1, all)).containsExactly(6, 7, 8, 11, 12, 13, 16, 17, 18);
        assertThat(new Sheet(4, 5, false).inWindow(0, 1, all)).containsExactly(0, 1, 2, 5, 6, 7, 10, 11, 12);
        assertThat(new Sheet(4, 5, true).inWindow(0, 1, all)).containsExactly(0, 1, 4, 5, 6, 9, 15, 16, 19);
        assertThat(new Sheet(1, 6, true).inWindow(0, 1, new int[] {0, 2})).containsExactly(1, 5);
    }

    /** A sheet of half as many rows and places meets every second one. */
    @Test
    void projectsCentres() {
        Sheet bits = new Sheet(8, 8, false);
        Sheet columns = new Sheet(4, 4, false);
        assertThat(bits.project(columns, 0)).isEqualTo(9);
        assertThat(bits.project(columns, 15)).isEqualTo(63);
        assertThat(bits.project(bits, 37)).isEqualTo(37);
    }
}
