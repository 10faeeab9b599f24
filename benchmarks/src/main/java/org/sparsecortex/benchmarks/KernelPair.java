package org.sparsecortex.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * The kernels of a population, one plain thread each, with spinning barriers between proposal, decision and commit: no
 * messages, no queue, no record. What two of them gain over one is the most that any runtime can gain.
 */
final class KernelPair {
    private final ModelParams params;
    private final Model model;
    private final Kernel[] kernels;
    private final Packet[] proposals;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int open;
    private volatile Packet decision;

    KernelPair(ModelParams params, String port, int inputSize, int ranges) {
        this.params = params;
        model = params.build(BuildContext.of("p", 1, java.util.Map.of(port, new Shape(Kind.SDR, inputSize))));
        kernels = UnitRange.split(params.units(), ranges).stream()
                .map(model::kernel)
                .toArray(Kernel[]::new);
        proposals = new Packet[ranges];
    }

    /** Steps [from, to) with the patterns in turn on the first port; returns seconds by the clock. */
    double run(Sdr[] patterns, long from, long to) {
        Thread[] helpers = new Thread[kernels.length - 1];
        long began = System.nanoTime();
        for (int k = 1; k < kernels.length; k++) {
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
    double[] runApart(Sdr[] patterns, long from, long to, Packet[] decisions) {
        double[] seconds = new double[kernels.length];
        for (int k = 0; k < kernels.length; k++) {
            long began = Bench.cpuNanos();
            for (long t = from; t < to; t++) {
                Step step = step(patterns, t);
                Inputs inputs = inputs(patterns, t);
                proposals[k] = kernels[k].propose(step, inputs, 0);
                kernels[k].commit(step, inputs, 0, decisions[(int) t]);
            }
            seconds[k] = (Bench.cpuNanos() - began) * 1e-9;
        }
        return seconds;
    }

    /** The decisions of steps [from, to), written into {@code decisions}. */
    void decide(Sdr[] patterns, long from, long to, Packet[] decisions) {
        for (long t = from; t < to; t++) {
            Step step = step(patterns, t);
            Inputs inputs = inputs(patterns, t);
            for (int k = 0; k < kernels.length; k++) {
                proposals[k] = kernels[k].propose(step, inputs, 0);
            }
            decisions[(int) t] = model.reducer().reduce(step, 0, List.of(proposals));
            for (Kernel kernel : kernels) {
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
            proposals[k] = kernels[k].propose(step, inputs, 0);
            meet(() -> decision = model.reducer().reduce(step, 0, List.of(proposals)));
            kernels[k].commit(step, inputs, 0, decision);
        }
    }

    /** Waits for all threads; the last one acts before it lets them go. */
    private void meet(Runnable last) {
        int round = open;
        if (arrived.incrementAndGet() == kernels.length) {
            arrived.set(0);
            last.run();
            open = round + 1;
        } else {
            while (open == round) {
                Thread.onSpinWait();
            }
        }
    }
}
