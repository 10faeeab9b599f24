package org.sparsecortex.benchmarks;

import org.sparsecortex.neurons.pooler.SpatialPoolerParams;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.param.Params;

/**
 * Spatial pooler of 1000 inputs and 2048 columns of which 2 % win, one thread, kernel alone; fresh random inputs in every
 * step, 2 % or 20 % active, half of the inputs in each pool.
 */
final class PoolerBenchmark {
    static final int INPUTS = 1000;
    private static final int COLUMNS = 2048;
    private static final int PATTERNS = 1000;
    private static final int STEPS = 10_000;
    private static final int RUNS = 5;

    private PoolerBenchmark() {}

    static void run() {
        Bench.sayMachine();
        series(20, 0.0);
        series(20, 3.0);
        series(200, 0.0);
    }

    private static void series(int active, double boost) {
        Sdr[] patterns = Bench.patterns(PATTERNS, INPUTS, active);
        double[] learning = new double[RUNS];
        double[] inference = new double[RUNS];
        double allocated = 0;
        for (int r = 0; r < RUNS; r++) {
            Bench.Direct pooler = new Bench.Direct(params(boost), "input", INPUTS);
            long t0 = Bench.cpuNanos();
            present(pooler, patterns, true);
            long t1 = Bench.cpuNanos();
            allocated = Bench.allocatedBytes();
            present(pooler, patterns, false);
            allocated = (Bench.allocatedBytes() - allocated) / STEPS;
            long t2 = Bench.cpuNanos();
            learning[r] = STEPS * 1e9 / (t1 - t0);
            inference[r] = STEPS * 1e9 / (t2 - t1);
        }
        Bench.say(
                "spatial pooler %d -> %d, %d inputs active, 2 %% win, boost %.0f; allocated %.0f bytes a step",
                INPUTS, COLUMNS, active, boost, allocated);
        Bench.say("  learning   median %8.0f steps/s", Bench.median(learning));
        Bench.say("  inference  median %8.0f steps/s", Bench.median(inference));
    }

    static SpatialPoolerParams params(double boost) {
        return Params.of(SpatialPoolerParams.class, "columns", COLUMNS, "boostStrength", boost);
    }

    private static void present(Bench.Direct pooler, Sdr[] patterns, boolean learn) {
        for (int t = 0; t < STEPS; t++) {
            pooler.step(new Step(t, learn, false), patterns[t % patterns.length]);
        }
    }
}
