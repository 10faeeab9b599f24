package org.sparsecortex.neurons.pooler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.kernel.State;

/**
 * Which columns of a range were in use, and inputs and codes of some recent steps, to see whether unlike inputs keep unlike
 * codes; {@link SpatialPoolerParams} has the formulas. Pairs are compared when somebody asks, so that a step costs nothing.
 *
 * <p>The columns that won recently are a chain, the longest ago first: a winner goes to its end, and what is no longer recent leaves at its beginning.
 */
final class CodeUse {
    static final int COUNT = 64;
    private static final int UNLIKE = 4;
    private static final int NONE = -1;

    private final int period;
    private final int interval;
    private final long[] lastWin;
    private final int[] earlier;
    private final int[] later;
    private int earliest = NONE;
    private int latest = NONE;
    private int used;
    private final Sdr[] inputs = new Sdr[COUNT];
    private final Sdr[] codes = new Sdr[COUNT];
    private long steps;

    /**
     * Nothing seen.
     *
     * @param period steps with input that count as recent
     * @param own number of columns of the range
     */
    CodeUse(int period, int inputs, int columns, int own) {
        this.period = period;
        lastWin = new long[own];
        earlier = new int[own];
        later = new int[own];
        interval = Math.max(1, period / COUNT);
        Arrays.fill(this.inputs, Sdr.empty(inputs));
        Arrays.fill(codes, Sdr.empty(columns));
    }

    /**
     * A step with input.
     *
     * @param code all winners
     * @param ownWinners those of the range
     * @param from first column of the range
     */
    void see(Sdr input, Sdr code, Sdr ownWinners, int from) {
        steps++;
        if (steps % interval == 0) {
            int at = (int) (steps / interval % COUNT);
            inputs[at] = input;
            codes[at] = code;
        }
        while (earliest != NONE && lastWin[earliest] <= before()) {
            unlink(earliest);
        }
        for (int i = 0; i < ownWinners.cardinality(); i++) {
            int j = ownWinners.active(i) - from;
            if (lastWin[j] > before()) {
                unlink(j);
            }
            lastWin[j] = steps;
            link(j);
        }
    }

    /** The last step that is not recent. */
    private long before() {
        return Math.max(0, steps - period);
    }

    private void link(int j) {
        earlier[j] = latest;
        later[j] = NONE;
        if (latest == NONE) {
            earliest = j;
        } else {
            later[latest] = j;
        }
        latest = j;
        used++;
    }

    private void unlink(int j) {
        if (earlier[j] == NONE) {
            earliest = later[j];
        } else {
            later[earlier[j]] = later[j];
        }
        if (later[j] == NONE) {
            latest = earlier[j];
        } else {
            earlier[later[j]] = earlier[j];
        }
        used--;
    }

    /** Number of columns of the range that won recently. */
    int used() {
        return used;
    }

    /** Mean share of common winners of the pairs with unlike inputs; NaN without any. */
    double unlikeOverlap() {
        double sum = 0.0;
        int pairs = 0;
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < i; k++) {
                int bits = Math.min(inputs[i].cardinality(), inputs[k].cardinality());
                int winners = codes[i].cardinality() + codes[k].cardinality();
                if (bits > 0 && winners > 0 && UNLIKE * SdrOps.overlap(inputs[i], inputs[k]) <= bits) {
                    sum += 2.0 * SdrOps.overlap(codes[i], codes[k]) / winners;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    void shared(State state) {
        steps = state.keep("stepsWithInput", steps);
        for (int i = 0; i < COUNT; i++) {
            inputs[i] = state.keep("referenceInput", inputs[i]);
            codes[i] = state.keep("referenceCode", codes[i]);
        }
    }

    void unit(int j, State state) {
        lastWin[j] = state.keep("lastWin", lastWin[j]);
    }

    /** Makes the chain anew, from the steps that were loaded. */
    void loaded() {
        earliest = NONE;
        latest = NONE;
        used = 0;
        IntStream.range(0, lastWin.length)
                .filter(j -> lastWin[j] > before())
                .boxed()
                .sorted(Comparator.comparingLong(j -> lastWin[j]))
                .forEach(this::link);
    }

    /** Most bytes that the references over these sizes need. */
    static long bytes(int inputs, int columns) {
        return (long) COUNT * Integer.BYTES * ((long) inputs + columns);
    }
}
