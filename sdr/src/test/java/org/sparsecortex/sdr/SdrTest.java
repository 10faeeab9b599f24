package org.sparsecortex.sdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SdrTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(9, "sdr test");

    private static Sdr random(int seed, int which, int size) {
        int count = RANDOM.below(size + 1, seed, which, 0);
        return Sdr.ofSorted(size, RANDOM.sample(size, count, seed, which, 1));
    }

    private static BitSet bits(Sdr sdr) {
        BitSet set = new BitSet();
        for (int i : sdr.toArray()) {
            set.set(i);
        }
        return set;
    }

    @Test
    void operationsAgreeWithBitSetsInSparseAndPackedForm() {
        for (int seed = 0; seed < 200; seed++) {
            int size = 1 + RANDOM.below(300, seed, 7, 0);
            Sdr a = random(seed, 1, size);
            Sdr b = random(seed, 2, size);
            BitSet and = bits(a);
            and.and(bits(b));
            BitSet or = bits(a);
            or.or(bits(b));
            BitSet minus = bits(a);
            minus.andNot(bits(b));
            String as = "seed " + seed;
            assertThat(SdrOps.overlap(a, b)).as(as).isEqualTo(and.cardinality()).isEqualTo(SdrOps.overlap(b, a));
            assertThat(bits(SdrOps.intersection(a, b))).as(as).isEqualTo(and);
            assertThat(bits(SdrOps.union(a, b))).as(as).isEqualTo(or);
            assertThat(bits(SdrOps.difference(a, b))).as(as).isEqualTo(minus);
            long[] x = a.toWords();
            long[] y = b.toWords();
            assertThat(PackedOps.overlap(x, y)).as(as).isEqualTo(and.cardinality());
            long[] out = new long[x.length];
            PackedOps.and(x, y, out);
            assertThat(Sdr.fromWords(size, out)).as(as).isEqualTo(SdrOps.intersection(a, b));
            PackedOps.or(x, y, out);
            assertThat(Sdr.fromWords(size, out)).as(as).isEqualTo(SdrOps.union(a, b));
            PackedOps.andNot(x, y, out);
            assertThat(Sdr.fromWords(size, out)).as(as).isEqualTo(SdrOps.difference(a, b));
        }
    }

    @Test
    void noiseMovesExactlyTheGivenNumberOfBits() {
        Sdr sdr = Sdr.of(100, 1, 5, 20, 40, 60, 80, 99);
        for (int v = 0; v <= 7; v++) {
            Sdr noisy = SdrOps.addNoise(sdr, v, RANDOM, v, 0);
            assertThat(noisy.cardinality()).isEqualTo(7);
            assertThat(SdrOps.overlap(sdr, noisy)).isEqualTo(7 - v);
        }
        assertThat(SdrOps.overlap(sdr, SdrOps.subsample(sdr, 3, RANDOM, 0, 0))).isEqualTo(3);
    }

    @Test
    void rejectsIndicesOutOfOrderOrRange() {
        assertThatThrownBy(() -> Sdr.of(4, 4)).hasMessageContaining("active index 4");
        assertThatThrownBy(() -> Sdr.of(4, 1, 1)).hasMessageContaining("active index 1 after 1");
        assertThatThrownBy(() -> Sdr.ofSorted(4, new int[] {2, 1})).hasMessageContaining("not strictly ascending");
    }

    @Test
    void fragmentsJoinAndPartsConcatenate() {
        Sdr whole = Sdr.of(10, 0, 3, 4, 9);
        assertThat(Signal.join(List.of(whole.within(0, 4), whole.within(4, 10))))
                .isEqualTo(whole);
        assertThat(Signal.concat(List.of(Sdr.of(3, 1), Sdr.of(4, 0, 3)))).isEqualTo(Sdr.of(7, 1, 3, 6));
    }
}
