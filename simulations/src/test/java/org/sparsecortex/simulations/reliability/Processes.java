package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sparsecortex.simulations.cli.Main;

/** Processes of the program, which end with a test at the latest. What they print is in a file each. */
final class Processes implements AutoCloseable {
    /** Longest time that a process of these tests may take on a busy machine. */
    static final long PATIENCE_SECONDS = 240;

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<Path> printed = new ArrayList<>();
    private long fileKib = -1;

    Processes(Path folder) {
        this.folder = folder;
    }

    /** No file of the processes that are started from now on can be longer; -1 for no limit. */
    void limitFiles(long kib) {
        fileKib = kib;
    }

    /** Starts the program with flags of the virtual machine and arguments. */
    Process start(List<String> flags, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (fileKib >= 0) {
            command.addAll(List.of("/bin/bash", "-c", "ulimit -f " + fileKib + "; exec \"$@\"", "bash"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        Path out = Files.createDirectories(folder).resolve("printed-" + started.size());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        started.add(process);
        printed.add(out);
        return process;
    }

    /** What a process has printed so far. */
    String printed(Process process) throws IOException {
        return Files.readString(printed.get(started.indexOf(process)));
    }

    /** What all have printed. */
    String allPrinted() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Process process : started) {
            text.append("\n--- process ").append(process.pid()).append(": ").append(printed(process));
        }
        return text.toString();
    }

    /** Sends a signal. */
    static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether a process ends in time. */
    static boolean ends(Process process, long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
