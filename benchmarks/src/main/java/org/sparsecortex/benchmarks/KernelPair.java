package org.sparsecortex.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.RangeDriver;

/**
 * The kernels of a population, one plain thread each, that exchange their proposals as the actors do but wait by spinning: no
 * messages, no queue, no record. What two of them gain over one is the most that any runtime can gain.
 */
final class KernelPair<P extends Packet, D extends Packet> {
    /** Longs between the counters of two threads, so that they do not share a cache line. */
    private static final int APART = 16;

    private final ModelParams params;
    private final List<RangeDriver<P, D>> ranges;
    private final List<List<P>> proposals;
    private final AtomicLongArray proposed;

    KernelPair(ModelParams params, Model<P, D> model, int parts) {
        this.params = params;
        ranges = UnitRange.split(params.units(), parts).stream()
                .map(range -> RangeDriver.of("p", model, range))
                .toList();
        proposals = List.of(empty(parts), empty(parts));
        proposed = new AtomicLongArray(APART * parts);
    }

    private static <P> List<P> empty(int parts) {
        return new ArrayList<>(Collections.nCopies(parts, null));
    }

    /** Steps [from, to) with the patterns in turn on the first port; returns seconds by the clock. */
    double run(Sdr[] patterns, long from, long to) {
        Thread[] helpers = new Thread[ranges.size() - 1];
        long began = System.nanoTime();
        for (int k = 1; k < ranges.size(); k++) {
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
    double[] runApart(Sdr[] patterns, long from, long to, List<D> decisions) {
        double[] seconds = new double[ranges.size()];
        for (int k = 0; k < ranges.size(); k++) {
            long began = Bench.cpuNanos();
            for (long t = from; t < to; t++) {
                Step step = step(patterns, t);
                Inputs inputs = inputs(patterns, t);
                ranges.get(k).propose(step, inputs, 0);
                ranges.get(k).commit(step, inputs, 0, decisions.get((int) t));
            }
            seconds[k] = (Bench.cpuNanos() - began) * 1e-9;
        }
        return seconds;
    }

    /** Runs the first steps and returns their decisions. */
    List<D> decide(Sdr[] patterns, long steps) {
        List<D> decisions = new ArrayList<>();
        for (long t = 0; t < steps; t++) {
            Step step = step(patterns, t);
            Inputs inputs = inputs(patterns, t);
            List<P> all = new ArrayList<>();
            for (RangeDriver<P, D> range : ranges) {
                all.add(range.propose(step, inputs, 0));
            }
            D decision = ranges.get(0).decide(step, 0, all);
            for (RangeDriver<P, D> range : ranges) {
                range.commit(step, inputs, 0, decision);
            }
            decisions.add(decision);
        }
        return decisions;
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
            List<P> row = proposals.get((int) (t & 1));
            RangeDriver<P, D> range = ranges.get(k);
            row.set(k, range.propose(step, inputs, 0));
            proposed.set(APART * k, t + 1);
            range.workAhead(step);
            for (int other = 0; other < ranges.size(); other++) {
                while (proposed.get(APART * other) <= t) {
                    Thread.onSpinWait();
                }
            }
            range.commit(step, inputs, 0, range.decide(step, 0, List.copyOf(row)));
        }
    }
}
