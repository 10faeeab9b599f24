package org.sparsecortex.sdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class NearestPatternTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(5, "patterns");

    private static int distance(Sdr a, Sdr b) {
        int common = 0;
        for (int i = 0; i < a.cardinality(); i++) {
            common += b.contains(a.active(i)) ? 1 : 0;
        }
        return a.cardinality() + b.cardinality() - 2 * common;
    }

    private static int first(List<Sdr> patterns, Sdr cue) {
        int best = 0;
        for (int i = 1; i < patterns.size(); i++) {
            best = distance(patterns.get(i), cue) < distance(patterns.get(best), cue) ? i : best;
        }
        return best;
    }

    private static Sdr flipped(Sdr x, int bits, int key) {
        boolean[] flags = new boolean[x.size()];
        for (int i : x.toArray()) {
            flags[i] = true;
        }
        for (int i : RANDOM.sample(x.size(), bits, 1, key, 0)) {
            flags[i] ^= true;
        }
        return Sdr.fromFlags(flags);
    }

    /** Cues near to a pattern, at the radius, beyond it and anywhere; with patterns stored twice and many equal distances. */
    @Test
    void findsTheFirstOfTheNearest() {
        for (int size : new int[] {7, 64, 130}) {
            List<Sdr> patterns = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                int active = size < 10 ? i % size : 1 + i % (size / 4);
                patterns.add(
                        i % 10 == 9
                                ? patterns.get(i - 5)
                                : Sdr.ofSorted(size, RANDOM.sample(size, active, i, size, 0)));
            }
            for (int radius : new int[] {0, 3, 6}) {
                NearestPattern index = new NearestPattern(patterns, radius);
                for (int k = 0; k < 300; k++) {
                    Sdr cue = flipped(patterns.get(k % 150), k % 7, k);
                    assertThat(index.find(cue)).isEqualTo(first(patterns, cue));
                }
            }
        }
    }

    /** Patterns at distance 1 that share the first group and one at distance 1 that does not, but was stored before them. */
    @Test
    void anEarlierPatternOfTheSameDistanceIsNotMissed() {
        List<Sdr> patterns = List.of(Sdr.of(4, 0), Sdr.of(4, 1), Sdr.of(4, 2, 3));
        assertThat(new NearestPattern(patterns, 1).find(Sdr.empty(4))).isZero();
        assertThat(new NearestPattern(patterns, 3).find(Sdr.of(4, 0, 1))).isZero();
    }

    @Test
    void otherSizesAreRefused() {
        NearestPattern index = new NearestPattern(List.of(Sdr.of(4, 0)), 1);
        assertThatThrownBy(() -> index.find(Sdr.empty(5))).hasMessageContaining("the patterns have 4 bits");
        assertThatThrownBy(() -> new NearestPattern(List.of(Sdr.of(4, 0), Sdr.of(5, 0)), 1))
                .hasMessageContaining("size of the first one, 4");
        assertThatThrownBy(() -> new NearestPattern(List.of(), 1)).hasMessageContaining("at least one");
    }
}
