package org.sparsecortex.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.param.Params;

/** Temporal memory of 2048 x 32 cells and spatial pooler of 1000 to 2048 against the C++ of htm.core, warm and in a fresh process; bytes a synapse. */
final class PeerMemory {
    private static final int COLUMNS = 2048;
    private static final int CELLS = 32;
    private static final int ACTIVE = 40;
    private static final int INFERENCE_REPETITIONS = 10;
    private static final int ROUNDS = 5;
    private static final String PEER = "htm.core";
    private static final String SCRIPT = "htm_core.py";
    private static final int FIRST_LENGTH = 100;
    private static final int FIRST_REPETITIONS = 200;

    private PeerMemory() {}

    static void compare(PeerTable table) throws IOException {
        memory(table, 100, 30);
        memory(table, 1000, 10);
        pooler(table);
        fresh(table);
        MemoryBenchmark.Size size = MemoryBenchmark.size(FIRST_LENGTH, 30);
        table.add(new Goal(
                "bytes a synapse, 100 patterns, " + size.synapses() + " synapses",
                "bytes",
                "none",
                "",
                String.format(Locale.ROOT, "%.2f bytes", size.bytesPerSynapse()),
                "bytes, segments and reserves included",
                new double[] {size.bytesPerSynapse()},
                7,
                true));
    }

    private static void memory(PeerTable table, int length, int repetitions) throws IOException {
        Sdr[] patterns = Bench.patterns(length, COLUMNS, ACTIVE);
        String file = write(table.folder().resolve("sequence-" + length + ".i32"), patterns);
        String work = String.format(Locale.ROOT, "temporal memory, %,d patterns x %d", length, repetitions);
        for (boolean learn : new boolean[] {true, false}) {
            PeerRow row = new PeerRow(
                    work + (learn ? ", learning" : ", known, inferring"),
                    (learn ? "learn " : "infer ") + length,
                    PEER,
                    6);
            table.compare(
                    row,
                    ROUNDS,
                    table.python(SCRIPT, learn ? "learn" : "infer", file, "" + ACTIVE, "" + COLUMNS, "" + repetitions),
                    learn ? new Learner(patterns, repetitions) : new Inferrer(patterns, repetitions));
        }
    }

    private static void pooler(PeerTable table) throws IOException {
        Sdr[] inputs = Bench.patterns(1000, PoolerBenchmark.INPUTS, 20);
        String file = write(table.folder().resolve("inputs.i32"), inputs);
        for (boolean learn : new boolean[] {true, false}) {
            PeerRow row = new PeerRow(
                    "spatial pooler, 1000 inputs, " + (learn ? "learning" : "inferring"),
                    learn ? "pooler learns" : "pooler infers",
                    PEER,
                    6);
            table.compare(
                    row,
                    ROUNDS,
                    table.python(SCRIPT, learn ? "pool-learn" : "pool-infer", file, "20", "" + PoolerBenchmark.INPUTS),
                    new Pooler(inputs, learn));
        }
    }

    /** Both sides in processes that have just begun. */
    private static void fresh(PeerTable table) throws IOException {
        String file =
                table.folder().resolve("sequence-" + FIRST_LENGTH + ".i32").toString();
        String[] arguments = {"first", file, "" + ACTIVE, "" + COLUMNS, "" + FIRST_REPETITIONS};
        Optional<Contender> there = table.python(SCRIPT, arguments);
        if (there.isPresent()) {
            there.get().close();
        }
        PeerRow row = new PeerRow("temporal memory, first 20,000 steps of a process", "fresh process", PEER, 1.5);
        table.compare(
                row,
                ROUNDS,
                there.map(peer -> new FreshProcess(peer.name(), () -> table.python(SCRIPT, arguments))),
                new FreshProcess(
                        "SparseCortex",
                        () -> ProcessPeer.start(
                                "first-steps",
                                ProcessPeer.command(List.of(), Benchmarks.class.getName(), "first-steps"))));
    }

    /** What a fresh process of ours does when it is asked: learns, all its threads' processor time counted. */
    static void firstSteps() throws IOException {
        System.out.println("ready SparseCortex");
        if (System.in.read() < 0) {
            return;
        }
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = process.getProcessCpuTime();
        Contender.Turn turn = new Learner(Bench.patterns(FIRST_LENGTH, COLUMNS, ACTIVE), FIRST_REPETITIONS).take();
        double spent = (process.getProcessCpuTime() - cpu) * 1e-9;
        System.out.println(spent + " " + turn.seconds() + " " + turn.result());
    }

    private static String write(Path file, Sdr[] patterns) throws IOException {
        ByteBuffer bits = ByteBuffer.allocate(patterns.length * patterns[0].cardinality() * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Sdr pattern : patterns) {
            for (int bit : pattern.toArray()) {
                bits.putInt(bit);
            }
        }
        return Files.write(file, bits.array()).toString();
    }

    private static Bench.Direct memory() {
        return new Bench.Direct(
                Params.of(TemporalMemoryParams.class, "columns", COLUMNS, "cellsPerColumn", CELLS), "columns", COLUMNS);
    }

    /** Presents the sequence so often, from a step on; the anomaly of the last repetition. */
    private static Contender.Turn present(
            Bench.Direct memory, Sdr[] patterns, int from, int repetitions, boolean learn) {
        double anomaly = 0;
        long cpu = Bench.cpuNanos();
        long began = System.nanoTime();
        for (int r = 0; r < repetitions; r++) {
            anomaly = 0;
            for (int i = 0; i < patterns.length; i++) {
                memory.step(new Step((long) (from + r) * patterns.length + i, learn, i == 0), patterns[i]);
                anomaly += i == 0 ? 0 : ((Reals) memory.read("anomaly")).get(0);
            }
        }
        double clock = (System.nanoTime() - began) * 1e-9;
        double spent = (Bench.cpuNanos() - cpu) * 1e-9;
        String result = String.format(Locale.ROOT, "anomaly %.3f", anomaly / (patterns.length - 1));
        return new Contender.Turn(spent, clock, result);
    }

    /** Ours; nothing is open. */
    private interface Ours extends Contender {
        @Override
        default String name() {
            return "SparseCortex";
        }

        @Override
        default void close() {
            // nothing is open
        }
    }

    /** A new memory learns the sequence. */
    private record Learner(Sdr[] patterns, int repetitions) implements Ours {
        @Override
        public Turn take() {
            return present(memory(), patterns, 0, repetitions, true);
        }
    }

    /** A memory that knows the sequence sees it again. */
    private static final class Inferrer implements Ours {
        private final Sdr[] patterns;
        private final Bench.Direct memory = memory();
        private int seen;

        Inferrer(Sdr[] patterns, int repetitions) {
            this.patterns = patterns;
            seen = repetitions;
            present(memory, patterns, 0, repetitions, true);
        }

        @Override
        public Turn take() {
            Turn turn = present(memory, patterns, seen, INFERENCE_REPETITIONS, false);
            seen += INFERENCE_REPETITIONS;
            return turn;
        }
    }

    /** A new pooler sees all inputs, once. */
    private record Pooler(Sdr[] inputs, boolean learn) implements Ours {
        @Override
        public Turn take() {
            Bench.Direct pooler = new Bench.Direct(PoolerBenchmark.params(0), "input", PoolerBenchmark.INPUTS);
            long cpu = Bench.cpuNanos();
            long began = System.nanoTime();
            for (int t = 0; t < inputs.length; t++) {
                pooler.step(new Step(t, learn, false), inputs[t]);
            }
            double clock = (System.nanoTime() - began) * 1e-9;
            double spent = (Bench.cpuNanos() - cpu) * 1e-9;
            int won = ((Sdr) pooler.read("activeColumns")).cardinality();
            return new Turn(spent, clock, won + " columns");
        }
    }
}
