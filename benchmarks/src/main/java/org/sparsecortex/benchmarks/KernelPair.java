package org.sparsecortex.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * The kernels of a population, one plain thread each, that exchange their proposals as the actors do but wait by spinning: no
 * messages, no queue, no record. What two of them gain over one is the most that any runtime can gain.
 */
final class KernelPair {
    /** Longs between the counters of two threads, so that they do not share a cache line. */
    private static final int APART = 16;

    private final ModelParams params;
    private final Model<Tuple, Tuple> model;
    private final List<Kernel<Tuple, Tuple>> kernels;
    private final Tuple[][] proposals;
    private final AtomicLongArray proposed;

    KernelPair(ModelParams params, String port, int inputSize, int ranges) {
        this.params = params;
        model = Tuple.model(params.build(
                BuildContext.of("p", 1, java.util.Map.of(port, new Shape(Kind.SDR, inputSize)))));
        kernels = UnitRange.split(params.units(), ranges).stream()
                .map(model::kernel)
                .toList();
        proposals = new Tuple[2][ranges];
        proposed = new AtomicLongArray(APART * ranges);
    }

    /** Steps [from, to) with the patterns in turn on the first port; returns seconds by the clock. */
    double run(Sdr[] patterns, long from, long to) {
        Thread[] helpers = new Thread[kernels.size() - 1];
        long began = System.nanoTime();
        for (int k = 1; k < kernels.size(); k++) {
            int kernel = k;
            helpers[k - 1] = new Thread(() -> steps(kernel, patterns, from, to), "kernel " + k);
            helpers[k - 1].start();
        }
        steps(0, patterns, from, to);
        for (Thread helper : helpers) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return (System.nanoTime() - began) * 1e-9;
    }

    /**
     * Runs every kernel alone, one after another on this thread, with given decisions; returns the processor seconds of each:
     * how evenly and how far the work divides, even on a busy machine.
     */
    double[] runApart(Sdr[] patterns, long from, long to, Tuple[] decisions) {
        double[] seconds = new double[kernels.size()];
        for (int k = 0; k < kernels.size(); k++) {
            long began = Bench.cpuNanos();
            for (long t = from; t < to; t++) {
                Step step = step(patterns, t);
                Inputs inputs = inputs(patterns, t);
                kernels.get(k).propose(step, inputs, 0);
                kernels.get(k).commit(step, inputs, 0, decisions[(int) t]);
            }
            seconds[k] = (Bench.cpuNanos() - began) * 1e-9;
        }
        return seconds;
    }

    /** The decisions of steps [from, to), written into {@code decisions}. */
    void decide(Sdr[] patterns, long from, long to, Tuple[] decisions) {
        for (long t = from; t < to; t++) {
            Step step = step(patterns, t);
            Inputs inputs = inputs(patterns, t);
            for (int k = 0; k < kernels.size(); k++) {
                proposals[0][k] = kernels.get(k).propose(step, inputs, 0);
            }
            decisions[(int) t] = model.reducer().reduce(step, 0, List.of(proposals[0]));
            for (Kernel<Tuple, Tuple> kernel : kernels) {
                kernel.commit(step, inputs, 0, decisions[(int) t]);
            }
        }
    }

    private static Step step(Sdr[] patterns, long t) {
        return new Step(t, true, t % patterns.length == 0);
    }

    private Inputs inputs(Sdr[] patterns, long t) {
        Signal[] ports = new Signal[params.ports().size()];
        ports[0] = patterns[(int) (t % patterns.length)];
        return new Inputs(params.ports(), ports);
    }

    private void steps(int k, Sdr[] patterns, long from, long to) {
        for (long t = from; t < to; t++) {
            Step step = step(patterns, t);
            Inputs inputs = inputs(patterns, t);
            // Nobody is more than one step ahead, so two rows are enough.
            Tuple[] row = proposals[(int) (t & 1)];
            row[k] = kernels.get(k).propose(step, inputs, 0);
            proposed.set(APART * k, t + 1);
            kernels.get(k).workAhead();
            for (int other = 0; other < kernels.size(); other++) {
                while (proposed.get(APART * other) <= t) {
                    Thread.onSpinWait();
                }
            }
            kernels.get(k).commit(step, inputs, 0, model.reducer().reduce(step, 0, List.of(row)));
        }
    }
}
