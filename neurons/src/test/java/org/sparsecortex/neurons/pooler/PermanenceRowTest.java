package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class PermanenceRowTest {
    /** Four at once lose or gain what each would by itself, at both ends of the range and for a last long that is not full. */
    @ParameterizedTest
    @CsvSource({
        "1, 80, 400, 1000",
        "7, 80, 0, 1000",
        "64, 1, 1, 1",
        "250, 10000, 10000, 10000",
        "99, 0, 300, 5000",
        "126, 37, 9999, 10000",
        "3, 9999, 2, 1",
        "40, 10, 20, 0"
    })
    void fourAtOnceAreOneByOne(int length, int loss, int gain, int least) {
        KeyedRandom random = KeyedRandom.of(length, "permanences");
        PermanenceRow row = new PermanenceRow(length);
        int[] expected = new int[length];
        int[] corners = {
            0, loss, loss - 1, least, least - 1, least + loss, least - gain, 10_000 - gain, 10_001 - gain, 10_000
        };
        for (int s = 0; s < length; s++) {
            int drawn = (int) (random.uniform(s, 0, 0) * (Permanence.ONE + 1));
            expected[s] = s % 3 == 0 ? drawn : Math.max(0, Math.min(Permanence.ONE, corners[s % corners.length]));
            row.set(s, expected[s]);
        }
        long[] marks = PermanenceRow.noMarks(length);
        int[] changed = new int[length];
        for (int pass = 0; pass < 4; pass++) {
            List<Integer> crossed = new ArrayList<>();
            for (int s = 0; s < length; s++) {
                boolean gains = random.bernoulli(0.4, s, 1, pass);
                if (gains) {
                    PermanenceRow.mark(marks, s);
                }
                int after = gains ? Math.min(Permanence.ONE, expected[s] + gain) : Math.max(0, expected[s] - loss);
                if (expected[s] >= least != after >= least) {
                    crossed.add(s);
                }
                expected[s] = after;
            }
            int count = row.learn(gain, loss, least, marks, changed);
            assertThat(Arrays.stream(changed).limit(count).boxed()).isEqualTo(crossed);
            assertThat(marks).containsOnly(0L);
            for (int s = 0; s < length; s++) {
                assertThat(row.get(s)).as("permanence %d", s).isEqualTo(expected[s]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 500, 20", "70, 70, 70", "300, 1, 300", "4096, 40, 900", "64, 13, 0"})
    void activeInputsAreFoundInThePool(int inputs, int size, int cardinality) {
        KeyedRandom random = KeyedRandom.of(inputs, "pool");
        int[] pool = random.sample(inputs, size, 0, 0, 0);
        long[] active = new long[(inputs + 63) / 64];
        for (int input : random.sample(inputs, cardinality, 1, 0, 0)) {
            active[input >>> 6] |= 1L << input;
        }
        List<Integer> expected = new ArrayList<>();
        for (int s = 0; s < size; s++) {
            if ((active[pool[s] >>> 6] >>> pool[s] & 1L) != 0) {
                expected.add(s);
            }
        }
        int[] places = new int[size];
        int count = new PoolIndex(pool).places(active, places);
        assertThat(Arrays.stream(places).limit(count).boxed()).isEqualTo(expected);
    }
}
