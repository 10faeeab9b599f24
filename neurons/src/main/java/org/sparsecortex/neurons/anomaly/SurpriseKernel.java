package org.sparsecortex.neurons.anomaly;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The ranks of {@link SurpriseParams}, channel by channel.
 */
final class SurpriseKernel implements Kernel<SurpriseKernel.Surprises, SurpriseKernel.Surprises> {
    private static final double BOUND = 0.98;
    private static final double EXCESS_SCALE = 3 * 2.302585092994046;
    private static final double LEAST_TAIL = 0.05;

    private final SurpriseParams params;
    private final UnitRange range;
    private final Outputs<SurpriseKernel> outputs;
    private final double[][] sorted;
    private final double[][] ring;
    private final double[] surprise;
    private long seen;
    private double total;

    SurpriseKernel(SurpriseParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        sorted = new double[range.size()][0];
        ring = new double[range.size()][0];
        surprise = new double[range.size()];
    }

    /** The surprise of each number. */
    record Surprises(Reals each) implements Packet {}

    /** The signals and where their values come from. */
    static Outputs<SurpriseKernel> outputs(SurpriseParams p) {
        return new Outputs<SurpriseKernel>()
                .global("total", Kind.REALS, 1, "weighted sum of the surprises", k -> Reals.of(k.total))
                .perUnit("surprises", Kind.REALS, p.channels(), "surprise of each number", k -> Reals.of(k.surprise));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Surprises propose(Step step, Inputs inputs, int round) {
        Reals values = inputs.reals("values");
        for (int c = 0; c < surprise.length; c++) {
            double x = values.get(range.from() + c);
            if (Double.isNaN(x)) {
                throw new IllegalStateException("unit " + (range.from() + c) + ": the value is not a number");
            }
            surprise[c] = of(x, sorted[c], remembered());
        }
        return new Surprises(Reals.of(surprise));
    }

    private int remembered() {
        return (int) Math.max(0, Math.min(params.history(), seen - params.warmUp()));
    }

    private double of(double x, double[] past, int n) {
        if (n < params.minHistory()) {
            return 0.0;
        }
        int k = n - firstAtLeast(past, n, x);
        double u = 1.0 - ExactMath.log(k + 1.0) / ExactMath.log(n + 1.0);
        if (k == 0) {
            u += Math.min(params.excess(), (x - past[n - 1]) / (EXCESS_SCALE * tail(past, n)));
        }
        return u < params.silence() ? 0.0 : u;
    }

    /** Mean excess of the top values, with a floor. */
    private static double tail(double[] past, int n) {
        int first = (int) (BOUND * n);
        double sum = 0.0;
        for (int i = first + 1; i < n; i++) {
            sum += past[i] - past[first];
        }
        double mean = n - first - 1 > 0 ? sum / (n - first - 1) : 0.0;
        return Math.max(Double.MIN_NORMAL, Math.max(mean, LEAST_TAIL * (past[n - 1] - past[n / 2])));
    }

    private static int firstAtLeast(double[] past, int n, double x) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (past[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Surprises decision) {
        Reals all = decision.each();
        total = 0.0;
        for (int c = 0; c < all.size(); c++) {
            total += weight(c) * all.get(c);
        }
        if (step.learn()) {
            int n = remembered();
            if (seen >= params.warmUp()) {
                Reals values = inputs.reals("values");
                for (int c = 0; c < surprise.length; c++) {
                    remember(c, n, values.get(range.from() + c));
                }
            }
            seen++;
        }
    }

    private double weight(int channel) {
        return params.weights().isEmpty() ? 1.0 : params.weights().get(channel);
    }

    private void remember(int c, int n, double x) {
        int slot = (int) ((seen - params.warmUp()) % params.history());
        if (n == sorted[c].length && n < params.history()) {
            int capacity = Math.min(params.history(), Math.max(64, 2 * n));
            sorted[c] = Arrays.copyOf(sorted[c], capacity);
            ring[c] = Arrays.copyOf(ring[c], capacity);
        }
        double[] past = sorted[c];
        int count = n;
        if (n == params.history()) {
            int gone = firstAtLeast(past, n, ring[c][slot]);
            System.arraycopy(past, gone + 1, past, gone, n - gone - 1);
            count--;
        }
        int at = firstAtLeast(past, count, x);
        System.arraycopy(past, at, past, at + 1, count - at);
        past[at] = x;
        ring[c][slot] = x;
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        seen = state.keep("seen", seen);
        total = state.keep("total", total);
    }

    @Override
    public void unit(int unit, State state) {
        int c = unit - range.from();
        int n = remembered();
        surprise[c] = state.keep("surprise", surprise[c]);
        if (state.loading()) {
            ring[c] = new double[n];
        }
        state.keep("history", ring[c], 0, n);
        if (state.loading()) {
            sorted[c] = ring[c].clone();
            Arrays.sort(sorted[c]);
        }
    }
}
