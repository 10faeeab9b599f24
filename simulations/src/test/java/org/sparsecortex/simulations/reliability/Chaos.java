package org.sparsecortex.simulations.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts what was tried and collects what went wrong, so that one fault does not end an hour of trials. */
final class Chaos {
    private final String what;
    private final long count;
    private final Map<Long, String> faults = new TreeMap<>();
    private int tried;
    private int hit;
    private int went;

    /** @param usual moments if {@code -Dchaos} does not say how many */
    Chaos(String what, int usual) {
        this.what = what;
        this.count = Long.getLong("chaos", usual);
    }

    /** The keys of the moments. */
    long[] keys() {
        long first = Long.getLong("chaos.first", 0);
        return LongStream.range(first, first + count).toArray();
    }

    /** Something was done to a process; whether it was still there. */
    void count(boolean alive) {
        tried++;
        hit += alive ? 1 : 0;
    }

    /** How the moment of a key ended. */
    void note(long key, ChaosCase of, Optional<String> fault) {
        fault.ifPresent(text -> faults.put(key, of.config() + ": " + text));
        went += fault.isEmpty() ? 1 : 0;
        System.out.printf("%s, key %d, %s: %s%n", what, key, of.config().getFileName(), fault.orElse("equal"));
    }

    /** Fails unless every trial went well, and most met a process that was at work. */
    void assertWhole() {
        System.out.printf(
                "%s: %d trials, %d of %d met a process at work, %d faults%n",
                what, went + faults.size(), hit, tried, faults.size());
        assertThat(faults).as("%s, by key", what).isEmpty();
        assertThat(went).isEqualTo((int) count);
        assertThat(hit).as("met at work").isGreaterThan(tried / 2);
    }
}
