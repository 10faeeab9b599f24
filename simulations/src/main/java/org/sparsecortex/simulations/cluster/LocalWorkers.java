package org.sparsecortex.simulations.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Worker processes on this machine, which end with the run. */
final class LocalWorkers implements AutoCloseable {
    private static final String MAIN = "org.sparsecortex.simulations.cli.Main";
    private static final long PATIENCE_SECONDS = 10;

    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts workers that join the run of this process.
     *
     * @param driver where it listens
     * @param threads threads of each
     * @param dataRoots folders in which they find input files
     * @param ended is told the number of a process that has ended
     */
    LocalWorkers(String driver, int count, int threads, List<Path> dataRoots, LongConsumer ended) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agentlib") && !flag.startsWith("-XX:Archive")) {
                command.add(flag);
            }
        }
        command.add("-D" + WorkerProcess.PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "worker", "--once"));
        command.addAll(List.of("--join", driver, "--threads", Integer.toString(threads)));
        for (Path root : dataRoots) {
            command.addAll(List.of("--data", root.toAbsolutePath().toString()));
        }
        try {
            for (int i = 0; i < count; i++) {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                processes.add(process);
                var unused = process.onExit().thenAccept(gone -> ended.accept(gone.pid()));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Whether one of them has ended. */
    boolean hasEnded() {
        return processes.stream().anyMatch(process -> !process.isAlive());
    }

    /** Waits for their end, which the driver has told them, or ends them. */
    @Override
    public void close() {
        for (Process process : processes) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
