package org.sparsecortex.dendrites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class ListArenaTest {
    private static final int LISTS = 40;

    /** Lists that grow and shrink at random keep their elements and do not overlap; pages do not grow without end. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void listsKeepTheirElementsAndSpaceIsUsedAgain(int width) {
        KeyedRandom random = KeyedRandom.of(5, "arena");
        ListArena arena = new ListArena(width);
        int[] address = new int[LISTS];
        int[] length = new int[LISTS];
        long settled = 0;
        for (int t = 0; t < 40_000; t++) {
            int list = random.below(LISTS, 0, t, 0);
            int longest = list == 0 ? 100_000 : 60;
            int target = random.below(longest, 0, t, 1);
            address[list] = arena.resize(address[list], length[list], target);
            for (int i = length[list]; i < target; i++) {
                ListArena.int2(arena.page(address[list]), arena.offset(address[list]) + i * width, list * 1_000 + i);
            }
            length[list] = target;
            if (t % 97 == 0) {
                check(arena, address, length);
            }
            if (t == 20_000) {
                settled = arena.bytes();
            }
        }
        assertThat(arena.bytes()).isLessThan(2 * settled);
    }

    private static void check(ListArena arena, int[] address, int[] length) {
        for (int list = 0; list < LISTS; list++) {
            for (int i = 0; i < length[list]; i++) {
                int at = arena.offset(address[list]) + i * arena.width();
                if (ListArena.int2(arena.page(address[list]), at) != (char) (list * 1_000 + i)) {
                    throw new AssertionError("list " + list + " lost element " + i);
                }
            }
        }
    }

    @Test
    void spaceExceedsTheLengthByAnEighthAtMost() {
        for (int length = 24; length < 5_000; length++) {
            assertThat(ListArena.capacity(length)).isBetween(length, length + Math.max(3, length / 8));
        }
        assertThat(ListArena.capacity(0)).isZero();
    }
}
