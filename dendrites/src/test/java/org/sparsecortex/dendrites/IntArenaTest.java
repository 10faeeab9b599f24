package org.sparsecortex.dendrites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class IntArenaTest {
    private static final int LISTS = 40;

    /** Lists that grow and shrink at random keep their elements and do not overlap; pages do not grow without end. */
    @Test
    void listsKeepTheirElementsAndSpaceIsUsedAgain() {
        KeyedRandom random = KeyedRandom.of(5, "arena");
        IntArena arena = new IntArena();
        int[] address = new int[LISTS];
        int[] length = new int[LISTS];
        long settled = 0;
        for (int t = 0; t < 40_000; t++) {
            int list = random.below(LISTS, 0, t, 0);
            int longest = list == 0 ? 100_000 : 60;
            int target = random.below(longest, 0, t, 1);
            address[list] = arena.resize(address[list], length[list], target);
            for (int i = length[list]; i < target; i++) {
                arena.page(address[list])[arena.offset(address[list]) + i] = list * 1_000_000 + i;
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

    private static void check(IntArena arena, int[] address, int[] length) {
        for (int list = 0; list < LISTS; list++) {
            for (int i = 0; i < length[list]; i++) {
                if (arena.page(address[list])[arena.offset(address[list]) + i] != list * 1_000_000 + i) {
                    throw new AssertionError("list " + list + " lost element " + i);
                }
            }
        }
    }

    @Test
    void spaceExceedsTheLengthByAnEighthAtMost() {
        for (int length = 24; length < 5_000; length++) {
            assertThat(IntArena.capacity(length)).isBetween(length, length + Math.max(3, length / 8));
        }
        assertThat(IntArena.capacity(0)).isZero();
    }
}
