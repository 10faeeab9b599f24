package org.sparsecortex.simulations.run;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * What must hold for every mutant: it is read, or refused with located problems, in bounded time and memory; what is read can
 * be read again from its normalised text, with the same hash; and what is run ends, or says where it failed and why.
 */
final class ScenarioMutants {
    /** Limit of the reader for inputs and populations. */
    private static final long MAX_BYTES = 256L << 20;

    /** Bytes, live or not, that reading may take: some times the limit, as pictures are prepared in several stages. */
    private static final long MAX_ALLOCATED = 8 * MAX_BYTES;

    /** Time of the processor that a mutant may take, and time to wait for one that takes none. */
    private static final long MAX_SECONDS = 30;

    private static final int MAX_WAIT_SECONDS = 600;

    /** Of so many mutants that are run one draws its charts, which takes longer than the run. */
    private static final int SHARE_DRAWN = 4;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long RUN_NANOS = 1_000_000_000;

    private final ScenarioMutator mutator;
    private final Path folder;
    private final int shareToRun;
    private int accepted;
    private int ran;
    private int ended;

    /**
     * Checks of mutants.
     *
     * @param folder for runs
     * @param shareToRun of so many small mutants that are valid one is run
     */
    ScenarioMutants(ScenarioMutator mutator, Path folder, int shareToRun) {
        this.mutator = mutator;
        this.folder = folder;
        this.shareToRun = shareToRun;
    }

    /** Mutants that were valid. */
    int accepted() {
        return accepted;
    }

    /** Mutants that were run. */
    int ran() {
        return ran;
    }

    /** Mutants that were run to their end. */
    int ended() {
        return ended;
    }

    /** What is wrong with a mutant, or nothing. */
    Optional<String> fault(long key) {
        FutureTask<Optional<String>> task = new FutureTask<>(() -> check(key));
        Thread thread = new Thread(task, "mutant " + key);
        thread.setDaemon(true);
        thread.start();
        try {
            for (int second = 0; second < MAX_WAIT_SECONDS; second++) {
                try {
                    return task.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) { // what other processes take from this one does not count
                    if (THREADS.getThreadCpuTime(thread.getId()) > MAX_SECONDS * 1_000_000_000L) {
                        break;
                    }
                }
            }
            return Optional.of("took more than " + MAX_SECONDS + " s, in " + List.of(thread.getStackTrace()));
        } catch (ExecutionException e) {
            return Optional.of(trace(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Optional<String> check(long key) throws IOException {
        Path from = mutator.file(key).toAbsolutePath().getParent();
        ScenarioReader reader = new ScenarioReader(List.of(), MAX_BYTES);
        long before = allocated();
        ReadScenario read;
        try {
            read = reader.read(mutator.text(key), "mutant.json", from, Map.of());
        } catch (ScenarioException e) {
            return badlyTold(e).or(() -> tooMuch(before));
        }
        accepted++;
        Optional<String> much = tooMuch(before);
        if (much.isPresent()) {
            return much;
        }
        ReadScenario again = reader.read(read.json(), "scenario.json", from, Map.of());
        if (!again.hash().equals(read.hash())) {
            return Optional.of("its normalised text has another hash");
        }
        if (!mutator.isSmall(key) || accepted % shareToRun != 0) {
            return Optional.empty();
        }
        Map<String, String> set = ran % SHARE_DRAWN == 0 ? Map.of() : Map.of("/charts", "[]");
        return run(reader.read(read.json(), "scenario.json", from, set));
    }

    private static Optional<String> badlyTold(ScenarioException e) {
        for (Problem p : e.problems()) {
            boolean located = p.line() >= 1
                    && p.column() >= 0
                    && (p.pointer().isEmpty() || p.pointer().startsWith("/"));
            boolean told = p.message() != null
                    && p.message().length() > 8
                    && !p.message().matches("(?s).*(Exception|java\\.|: null$).*");
            if (!located || !told) {
                return Optional.of("a problem is badly told: " + p);
            }
        }
        return e.problems().isEmpty() ? Optional.of("refused without any problem") : Optional.empty();
    }

    private Optional<String> tooMuch(long before) {
        long bytes = allocated() - before;
        return bytes > MAX_ALLOCATED ? Optional.of("took " + (bytes >> 20) + " MiB to read") : Optional.empty();
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private Optional<String> run(ReadScenario read) throws IOException {
        Path output = Files.createTempDirectory(folder, "run");
        ran++;
        try {
            RunOptions options = new RunOptions(output, RunOptions.Engine.SEQUENTIAL, 1, 1, 0, true);
            RunDirectory run = read.scenario().sweep().isPresent()
                    ? Sweep.run(read, options, new OneSecond(), false)
                    : Simulation.run(read, options, new OneSecond());
            ended += run.isComplete() ? 1 : 0;
            return Optional.empty();
        } catch (ScenarioException | UserError e) {
            return Optional.empty();
        } catch (RunFailure e) {
            Throwable cause = e.getCause();
            boolean told = cause.getClass() == ParameterException.class
                    || cause.getClass() == IllegalArgumentException.class
                    || cause.getClass() == IllegalStateException.class;
            return told ? Optional.empty() : Optional.of("run: " + trace(e));
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of("run: " + trace(e));
        } finally {
            RunDirectory.delete(output);
        }
    }

    /** Asks for the end of a run after a second. */
    private static final class OneSecond implements RunListener {
        private final long began = System.nanoTime();

        @Override
        public boolean stopRequested() {
            return System.nanoTime() - began > RUN_NANOS;
        }
    }

    static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** {@code ScenarioMutants FIRST COUNT SHARE}: checks mutants and prints the faults. */
    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        try {
            Path folder = Files.createTempDirectory("mutants");
            ScenarioMutants mutants = new ScenarioMutants(new ScenarioMutator(), folder, Integer.parseInt(args[2]));
            List<Long> faulty = new ArrayList<>();
            for (long key = first; key < first + count; key++) {
                long began = System.nanoTime();
                Optional<String> fault = mutants.fault(key);
                long millis = (System.nanoTime() - began) / 1_000_000;
                if (millis > 2000) {
                    System.out.println("slow " + key + " " + millis + " ms " + mutants.mutator.file(key));
                }
                if (fault.isPresent()) {
                    faulty.add(key);
                    System.out.println("FAULT " + key + " " + mutants.mutator.file(key) + "\n" + fault.get() + "\n");
                }
            }
            System.out.println(count + " mutants, " + mutants.accepted + " valid, " + mutants.ran + " run, "
                    + mutants.ended + " ended, faulty: " + faulty);
            RunDirectory.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
