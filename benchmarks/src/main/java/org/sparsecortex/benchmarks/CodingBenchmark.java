package org.sparsecortex.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RangeDriver;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;
import org.sparsecortex.v1.image.DeadLeaves;
import org.sparsecortex.v1.image.GreyImage;
import org.sparsecortex.v1.image.PatchSampler;
import org.sparsecortex.v1.image.Preprocessing;
import org.sparsecortex.v1.learn.DictionaryLearningParams;
import org.sparsecortex.v1.learn.LearningRule;

/**
 * Sparse coding of 20,000 whitened 16 x 16 patches in dictionaries of 256, 512 and 1024 patches at about 13 active atoms, and
 * learning of a dictionary of 512 atoms from 1,000,000 patches.
 */
final class CodingBenchmark {
    private static final int PATCH = 16;
    private static final int PATCHES = 20_000;
    private static final int CHUNK = 500;
    private static final double ACTIVE = 13;
    private static final int RUNS = 3;
    private static final int BATCH = 250;
    private static final int MANY = 4_000;

    private CodingBenchmark() {}

    /** Coding: coordinate descent and orthogonal matching pursuit, by backend and threads. */
    static void code() throws InterruptedException {
        Bench.sayMachine();
        float[] patches = patches(0, PATCHES);
        for (int atoms : new int[] {256, 512, 1024}) {
            for (Backend backend : Backend.values()) {
                Dictionary dictionary = new Dictionary(atoms, PATCH * PATCH, backend.open());
                float[] drawn = patches(1, atoms);
                System.arraycopy(drawn, 0, dictionary.atoms(), 0, drawn.length);
                dictionary.refresh();
                Solver descent = new Solver.CoordinateDescent(1e-4, 2000);
                double lambda = lambdaFor(dictionary, descent, patches, ACTIVE);
                report(dictionary, backend, descent, lambda, patches);
                report(dictionary, backend, new Solver.Omp(10, 0), lambda, patches);
            }
        }
    }

    /** Whitened patches of 16 x 16. */
    static double[] patches(int count) {
        return sampler().patches(0, count);
    }

    private static PatchSampler sampler() {
        Preprocessing whitening = new Preprocessing.Whitening(0.4, 4, false);
        List<GreyImage> images = new DeadLeaves(4, 256, DeadLeaves.Shape.RECTANGLES, 8, 100, 0.3)
                .generate(1).stream()
                        .map(i -> whitening.apply(i.standardised()).standardised())
                        .toList();
        return new PatchSampler(images, PATCH, 0.2, 1);
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    /** Whitened 16 x 16 patches of a batch. */
    static float[] patches(long batch, int count) {
        return floats(sampler().patches(batch, count));
    }

    /** The penalty at which the first 1,000 patches have that many active atoms. */
    static double lambdaFor(Dictionary dictionary, Solver solver, float[] patches, double active) {
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), solver);
        Codes codes = new Codes();
        double low = 1e-3;
        double high = 10;
        for (int i = 0; i < 20; i++) {
            double lambda = Math.sqrt(low * high);
            coder.encode(patches, 1000, lambda, codes);
            boolean tooMany = codes.first(1000) > active * 1000;
            low = tooMany ? lambda : low;
            high = tooMany ? high : lambda;
        }
        return Math.sqrt(low * high);
    }

    private static void report(Dictionary dictionary, Backend backend, Solver solver, double lambda, float[] patches)
            throws InterruptedException {
        double[] one = new double[RUNS];
        double[] two = new double[RUNS];
        for (int r = 0; r < RUNS; r++) {
            one[r] = rate(dictionary, solver, lambda, patches, 1);
            two[r] = rate(dictionary, solver, lambda, patches, 2);
        }
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), solver);
        Codes codes = new Codes();
        coder.encode(patches, 1000, lambda, codes);
        double gap = 0;
        double largestGap = 0;
        for (int p = 0; p < 1000 && solver.usesPenalty(); p++) {
            double relative = coder.dualityGap(patches, codes, p, lambda);
            gap += relative / 1000;
            largestGap = Math.max(largestGap, relative);
        }
        Bench.say(
                "K %4d  %-8s %-18s active %5.2f  gap %.1e, at most %.1e  1 thread %7.0f/s  2 threads %7.0f/s  (x %.2f)",
                dictionary.count(),
                backend.open().name(),
                solver.getClass().getSimpleName(),
                codes.first(1000) / 1000.0,
                gap,
                largestGap,
                Bench.median(one),
                Bench.median(two),
                Bench.median(two) / Bench.median(one));
    }

    /** Patches per second: of processor time for one thread, of wall time for several workers on equal parts. */
    private static double rate(Dictionary dictionary, Solver solver, double lambda, float[] patches, int threads)
            throws InterruptedException {
        if (threads == 1) {
            long began = Bench.cpuNanos();
            encodePart(dictionary, solver, lambda, patches, 0, PATCHES);
            return PATCHES / ((Bench.cpuNanos() - began) * 1e-9);
        }
        List<Thread> workers = new ArrayList<>();
        int part = PATCHES / threads;
        long began = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            int from = part * t;
            workers.add(new Thread(() -> encodePart(dictionary, solver, lambda, patches, from, from + part)));
        }
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return PATCHES / ((System.nanoTime() - began) * 1e-9);
    }

    private static void encodePart(
            Dictionary dictionary, Solver solver, double lambda, float[] patches, int from, int to) {
        int n = PATCH * PATCH;
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), solver);
        Codes codes = new Codes();
        float[] chunk = new float[CHUNK * n];
        for (int p = from; p < to; p += CHUNK) {
            System.arraycopy(patches, p * n, chunk, 0, chunk.length);
            coder.encode(chunk, CHUNK, lambda, codes);
        }
    }

    /** Learning: 4,000 batches of 250 patches (or as many as the argument says), two ranges on two threads. */
    static void learn(String[] args) throws InterruptedException {
        Bench.sayMachine();
        int batches = args.length > 0 ? Integer.parseInt(args[0]) : MANY;
        PatchSampler sampler = sampler();
        for (Backend backend : Backend.values()) {
            DictionaryLearningParams params = new DictionaryLearningParams(
                    512,
                    PATCH,
                    BATCH,
                    25,
                    new Penalty.L1(),
                    0.5,
                    false,
                    ACTIVE,
                    0.2,
                    new Solver.CoordinateDescent(1e-4, 2000),
                    new LearningRule.Gradient(0.5, 0, true),
                    0,
                    0.01,
                    1e-4,
                    0,
                    false,
                    backend);
            Population v1 = Bench.population(params, "samples", new Shape(Signal.Kind.REALS, BATCH * PATCH * PATCH));
            long began = System.nanoTime();
            RangeDriver<?, ?> range = learn(v1.model(), UnitRange.split(params.units(), 2), batches, t -> {
                return new Inputs(params.ports(), Reals.wrap(sampler.patches(t, BATCH)), null);
            });
            double seconds = (System.nanoTime() - began) * 1e-9;
            Bench.say(
                    "learning K 512, %d patches of 16 x 16, %s: %.1f s, %.0f patches/s, %.1f s for 1,000,000; active"
                            + " %.2f, mse %.5f",
                    batches * BATCH,
                    backend.open().name(),
                    seconds,
                    batches * BATCH / seconds,
                    seconds * MANY / batches,
                    ((Reals) range.read("activeAtoms")).get(0),
                    ((Reals) range.read("mse")).get(0));
        }
    }

    /** Runs steps with all ranges side by side; the first range. */
    private static <P extends Packet, D extends Packet> RangeDriver<P, D> learn(
            Model<P, D> model, List<UnitRange> cut, int steps, IntFunction<Inputs> inputs) {
        List<RangeDriver<P, D>> ranges =
                cut.stream().map(r -> RangeDriver.of("v1", model, r)).toList();
        for (int t = 0; t < steps; t++) {
            Step step = new Step(t, true, false);
            Inputs arrived = inputs.apply(t);
            List<P> proposals = ranges.parallelStream()
                    .map(range -> range.propose(step, arrived, 0))
                    .toList();
            D decision = ranges.get(0).decide(step, 0, proposals);
            ranges.parallelStream().forEach(range -> range.commit(step, arrived, 0, decision));
        }
        return ranges.get(0);
    }
}
