package org.sparsecortex.benchmarks;

import java.util.Arrays;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.param.Params;

/**
 * Temporal memory of 2048 columns of 32 cells on repeating random sequences, one thread, kernel alone.
 *
 * <p>The work is counted: columns, cells, active bits, segments and synapses, anomaly 1 in the first repetition and 0 in the last. Each case is repeated on fresh memories
 * within one process; the first repetition still compiles.
 */
final class MemoryBenchmark {
    private static final int COLUMNS = 2048;
    private static final int CELLS = 32;
    private static final int ACTIVE = 40;
    private static final int INFERENCE_REPETITIONS = 10;

    private MemoryBenchmark() {}

    static void run() {
        Bench.sayMachine();
        series(100, 30, 12);
        series(1000, 10, 5);
    }

    private static TemporalMemoryParams params() {
        return Params.of(TemporalMemoryParams.class, "columns", COLUMNS, "cellsPerColumn", CELLS);
    }

    private static void series(int length, int repetitions, int runs) {
        Sdr[] patterns = Bench.patterns(length, COLUMNS, ACTIVE);
        double[] learning = new double[runs];
        double[] secondHalf = new double[runs];
        double[] inference = new double[runs];
        for (int r = 0; r < runs; r++) {
            long before = Bench.liveBytes();
            Bench.Direct memory = new Bench.Direct(params(), "columns", COLUMNS);
            long empty = Bench.liveBytes() - before;
            long t0 = Bench.cpuNanos();
            double first = present(memory, patterns, 0, 1, true);
            present(memory, patterns, 1, repetitions / 2, true);
            long t1 = Bench.cpuNanos();
            present(memory, patterns, repetitions / 2, repetitions - 1, true);
            double last = present(memory, patterns, repetitions - 1, repetitions, true);
            long t2 = Bench.cpuNanos();
            long allocated = Bench.allocatedBytes();
            present(memory, patterns, repetitions, repetitions + INFERENCE_REPETITIONS, false);
            allocated = Bench.allocatedBytes() - allocated;
            long t3 = Bench.cpuNanos();
            learning[r] = length * repetitions * 1e9 / (t2 - t0);
            secondHalf[r] = length * (repetitions - repetitions / 2) * 1e9 / (t2 - t1);
            inference[r] = length * INFERENCE_REPETITIONS * 1e9 / (t3 - t2);
            if (r == runs - 1) {
                long full = Bench.liveBytes() - before;
                counts(memory, first, last, empty, full, allocated / (double) (length * INFERENCE_REPETITIONS));
            }
        }
        Bench.say("  learning        first %8.0f  median %8.0f steps/s", learning[0], Bench.median(learning));
        Bench.say("    second half   first %8.0f  median %8.0f steps/s", secondHalf[0], Bench.median(secondHalf));
        Bench.say("  inference       first %8.0f  median %8.0f steps/s", inference[0], Bench.median(inference));
    }

    /** Synapses, and live bytes that grew for each. */
    record Size(long synapses, double bytesPerSynapse) {}

    /** What a memory needs that has learned a sequence. */
    static Size size(int length, int repetitions) {
        Sdr[] patterns = Bench.patterns(length, COLUMNS, ACTIVE);
        Bench.Direct memory = new Bench.Direct(params(), "columns", COLUMNS);
        long empty = Bench.liveBytes();
        present(memory, patterns, 0, repetitions, true);
        long grown = Bench.liveBytes() - empty;
        long synapses = total(memory, "synapses");
        return new Size(synapses, grown / (double) synapses);
    }

    private static long total(Bench.Direct memory, String signal) {
        return Arrays.stream(((Ints) memory.read(signal)).toArray())
                .asLongStream()
                .sum();
    }

    private static void counts(
            Bench.Direct memory, double first, double last, long empty, long full, double allocatedPerStep) {
        long segments = total(memory, "segments");
        long synapses = total(memory, "synapses");
        Bench.say(
                "temporal memory %d x %d, %d active: anomaly %.3f first, %.3f last repetition, %d segments, %d"
                        + " synapses",
                COLUMNS, CELLS, ACTIVE, first, last, segments, synapses);
        Bench.say(
                "  bytes a synapse %.1f (all that grew), %.1f with the empty memory (%.1f MB); allocated %.0f bytes a"
                        + " step",
                (full - empty) / (double) synapses, full / (double) synapses, empty / 1e6, allocatedPerStep);
    }

    /** Mean anomaly of the repetitions [from, to), without the first step of each. */
    private static double present(Bench.Direct memory, Sdr[] patterns, int from, int to, boolean learn) {
        double sum = 0;
        for (int r = from; r < to; r++) {
            for (int i = 0; i < patterns.length; i++) {
                Step step = new Step((long) r * patterns.length + i, learn, i == 0);
                memory.step(step, patterns[i]);
                double anomaly = ((Reals) memory.read("anomaly")).get(0);
                sum += i == 0 ? 0 : anomaly;
            }
        }
        return sum / ((to - from) * (patterns.length - 1.0));
    }
}
