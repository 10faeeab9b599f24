package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/**
 * Spikes of one neuron that its plastic synapses have yet to learn from, each with the trace of depression just after it. They are
 * numbered from its first one on.
 */
final class PostSpikes {
    private long[] steps = new long[4];
    private double[] traces = new double[4];
    private boolean[] taught = new boolean[4];
    private long first;
    private int count;

    /** Number of the next spike. */
    long end() {
        return first + count;
    }

    /** Number of the first spike that is still known. */
    long first() {
        return first;
    }

    int size() {
        return count;
    }

    long step(long number) {
        return steps[(int) (number - first)];
    }

    double trace(long number) {
        return traces[(int) (number - first)];
    }

    /** Whether learning was on. */
    boolean taught(long number) {
        return taught[(int) (number - first)];
    }

    void add(long step, double trace, boolean isTaught) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            traces = Arrays.copyOf(traces, 2 * count);
            taught = Arrays.copyOf(taught, 2 * count);
        }
        steps[count] = step;
        traces[count] = trace;
        taught[count++] = isTaught;
    }

    /** Forgets the spikes before one. */
    void forget(long number) {
        int gone = (int) (number - first);
        if (gone > 0) {
            count -= gone;
            System.arraycopy(steps, gone, steps, 0, count);
            System.arraycopy(traces, gone, traces, 0, count);
            System.arraycopy(taught, gone, taught, 0, count);
            first = number;
        }
    }

    void state(State state) {
        first = state.keep("firstPost", first);
        count = state.keep("posts", count);
        if (steps.length < count) {
            steps = new long[count];
            traces = new double[count];
            taught = new boolean[count];
        }
        for (int i = 0; i < count; i++) {
            steps[i] = state.keep("postStep", steps[i]);
            traces[i] = state.keep("postTrace", traces[i]);
            taught[i] = state.keep("taught", taught[i]);
        }
    }
}
