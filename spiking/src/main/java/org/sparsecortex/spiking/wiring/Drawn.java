package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The synapses of one target: sources, and 32 random bits each for weight and delay. Keeps its memory from target to target.
 *
 * <p>One block of the generator serves a synapse: its lower half chooses the source, its upper half weight and delay.
 */
public final class Drawn {
    private static final long LOW = 0xFFFFFFFFL;

    private int[] sources = new int[64];
    private int[] marks = new int[64];
    private int[] seen = new int[0];
    private int round;
    private int size;
    private int target;

    /** Empties the buffer for the synapses of a target. */
    void begin(int target) {
        this.target = target;
        size = 0;
    }

    /** Whose synapses they are. */
    int target() {
        return target;
    }

    int size() {
        return size;
    }

    int source(int k) {
        return sources[k];
    }

    /** Which of the 65,536 equally likely weights synapse k has. */
    int weightCell(int k) {
        return marks[k] >>> 16;
    }

    /** Which of the 65,536 equally likely delays synapse k has. */
    int delayCell(int k) {
        return marks[k] & 0xFFFF;
    }

    int last() {
        return sources[size - 1];
    }

    void move(int source) {
        sources[size - 1] = source;
    }

    void move(int k, int source) {
        sources[k] = source;
    }

    private void append(int source, int mark) {
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
        }
        sources[size] = source;
        marks[size++] = mark;
    }

    /** Appends a given source with the random bits of draw k. */
    void add(int source, KeyedRandom random, int target, int k) {
        append(source, (int) (random.bits(target, 0, k) >>> 32));
    }

    /** Appends a source of 0 .. bound - 1, each equally likely (Lemire 2019); a refused word is drawn again. */
    void below(int bound, KeyedRandom random, int target, int k) {
        long bits = random.bits(target, 0, k);
        int mark = (int) (bits >>> 32);
        long product = (bits & LOW) * bound;
        if ((product & LOW) < bound) {
            long refused = (1L << 32) % bound;
            for (int attempt = 1; (product & LOW) < refused; attempt++) {
                product = (random.bits(target, 1L + attempt, k) & LOW) * bound;
            }
        }
        append((int) (product >>> 32), mark);
    }

    /** Appends {@code count} different sources of 0 .. bound - 1, each set equally likely, by Floyd's method. */
    void distinct(int bound, int count, KeyedRandom random, int target) {
        if (seen.length < bound) {
            seen = new int[bound];
            round = 0;
        }
        round++;
        for (int k = 0; k < count; k++) {
            int j = bound - count + k;
            below(j + 1, random, target, k);
            if (seen[last()] == round) {
                move(j);
            }
            seen[last()] = round;
        }
    }
}
