package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SheetTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(3, "sheet test");

    /** All neighbourhood code against a plain search: sides 1 to 8, radii 0 to 9, open and closed, lines and sheets. */
    @Test
    void neighbourhoodsAreThoseOfAPlainSearch() {
        for (int rows = 1; rows <= 8; rows++) {
            for (int width = 1; width <= 8; width++) {
                for (int radius = 0; radius <= 9; radius++) {
                    check(new Sheet(rows, width, true), radius);
                    check(new Sheet(rows, width, false), radius);
                }
            }
        }
    }

    private static void check(Sheet sheet, int radius) {
        double[] score = new double[sheet.size()];
        for (int i = 0; i < score.length; i++) {
            score[i] = RANDOM.below(4, i, radius, sheet.width());
        }
        for (int at = 0; at < sheet.size(); at++) {
            int near = 0;
            int better = 0;
            int[] window = sheet.inWindow(
                    at, radius, IntStream.range(0, sheet.window(radius)).toArray());
            for (int other = 0; other < sheet.size(); other++) {
                boolean within = distance(sheet.rows(), at / sheet.width(), other / sheet.width(), sheet.wraps())
                                <= radius
                        && distance(sheet.width(), at % sheet.width(), other % sheet.width(), sheet.wraps()) <= radius;
                near += within ? 1 : 0;
                boolean wins = score[other] > score[at] || (score[other] == score[at] && other < at);
                better += within && wins ? 1 : 0;
                boolean inWindow = Arrays.binarySearch(window, other) >= 0;
                assertThat(inWindow || !within)
                        .as(sheet + " window " + radius + " at " + at)
                        .isTrue();
                assertThat(sheet.wraps() && inWindow && !within)
                        .as(sheet + " r " + radius)
                        .isFalse();
                assertThat(Math.abs(sheet.rowsFrom(at, other)))
                        .isEqualTo(distance(sheet.rows(), at / sheet.width(), other / sheet.width(), sheet.wraps()));
                assertThat(Math.abs(sheet.placesFrom(at, other)))
                        .isEqualTo(distance(sheet.width(), at % sheet.width(), other % sheet.width(), sheet.wraps()));
            }
            assertThat(Arrays.stream(window).distinct().count()).isEqualTo(sheet.window(radius));
            assertThat(sheet.neighbourhood(at, radius))
                    .as(sheet + " r " + radius + " at " + at)
                    .isEqualTo(near);
            assertThat(sheet.better(score, at, radius))
                    .as(sheet + " r " + radius + " at " + at)
                    .isEqualTo(better);
        }
    }

    private static int distance(int length, int a, int b, boolean wraps) {
        int straight = Math.abs(a - b);
        return wraps ? Math.min(straight, length - straight) : straight;
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
