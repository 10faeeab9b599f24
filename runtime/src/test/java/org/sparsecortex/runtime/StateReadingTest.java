package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sparsecortex.runtime.PopulationActor.Block;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class StateReadingTest {
    /** Ranges that answer in any order, some twice: the blocks come in order, and so many at most are on their way or here. */
    @Test
    void blocksComeInOrderAndNeverTooManyAtATime() {
        for (int run = 0; run < 100; run++) {
            KeyedRandom random = KeyedRandom.of(run, "answers");
            int ranges = 1 + random.below(12, 0, 0, 0);
            int[] lengths = new int[ranges];
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < ranges; i++) {
                lengths[i] = 1 + random.below(5, 1, i, 0);
                for (int n = 0; n < lengths[i]; n++) {
                    expected.add(i + "." + n);
                }
            }
            List<PartitionActor.Read> asked = new ArrayList<>();
            StateReading reading = new StateReading(7, ranges, command -> asked.add((PartitionActor.Read) command));
            List<String> come = new ArrayList<>();
            Consumer<List<Block>> handOn = blocks -> blocks.forEach(b -> come.add(b.index() + "." + b.number()));
            handOn.accept(reading.want());
            int answered = 0;
            for (long t = 0; !reading.hasEnded(); t++) {
                PartitionActor.Read read = asked.remove(random.below(asked.size(), 2, t, 0));
                int of = read.receiver();
                if (read.number() >= lengths[of]) {
                    continue; // a range that has given its last block says no more
                }
                answered++;
                assertThat(reading.take(new Block(of, 6, read.number(), true, new byte[0])))
                        .as("of an earlier reading")
                        .isEmpty();
                Block block = new Block(of, 7, read.number(), read.number() == lengths[of] - 1, new byte[0]);
                handOn.accept(reading.take(block));
                handOn.accept(reading.want());
                handOn.accept(reading.take(block));
                long coming = asked.stream()
                        .filter(r -> r.number() < lengths[r.receiver()])
                        .count();
                assertThat(coming + answered - come.size())
                        .as("run %d, blocks on their way or here", run)
                        .isBetween(reading.hasEnded() ? 0L : 1, StateReading.AHEAD + StateReading.DEEP - 1L);
            }
            assertThat(come).as("run %d", run).isEqualTo(expected);
        }
    }
}
