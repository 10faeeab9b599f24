package org.sparsecortex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cold start up to the first result of a scenario, with the class-data archive that {@code ./sparsecortex} makes and without one. */
final class PeerStart {
    private static final String MAIN = "org.sparsecortex.simulations.cli.Main";
    private static final String PREPARES = "configs/dendrites/nmda-spike.json"; // as in ./sparsecortex
    private static final String SCENARIO = "configs/neurons/anomaly-default.json";
    private static final int ROUNDS = 5;

    private PeerStart() {}

    static void compare(PeerTable table) throws IOException {
        Path archive = table.folder().resolve("run.jsa");
        Path runs = table.folder().resolve("runs");
        Files.deleteIfExists(archive);
        run(command(
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"),
                PREPARES,
                runs));
        if (!Files.exists(archive)) {
            throw new IOException(
                    "the archive could not be made; classes in folders instead of jars cannot be archived");
        }
        PeerRow row = new PeerRow("cold start to the first result of a run", "cold start", "without an archive", 1);
        table.compare(
                row,
                ROUNDS,
                Optional.of(new Start("without an archive", command(List.of("-Xshare:auto"), SCENARIO, runs))),
                new Start("SparseCortex", command(List.of("-XX:SharedArchiveFile=" + archive), SCENARIO, runs)));
    }

    private static List<String> command(List<String> flags, String scenario, Path runs) {
        List<String> all = new ArrayList<>(List.of("-Djava.awt.headless=true", "-Djdk.console=java.base"));
        all.addAll(flags);
        return ProcessPeer.command(all, MAIN, "run", scenario, "--json", "--force", "--output", runs.toString());
    }

    private static void run(List<String> command) throws IOException {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A start that ends at the first line of progress. */
    private record Start(String name, List<String> command) implements Contender {
        @Override
        public Turn take() throws IOException {
            long began = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && !line.contains("\"progress\"")) {
                    line = lines.readLine();
                }
                if (line == null) {
                    throw new IOException(String.join(" ", command) + " ended without a result");
                }
                double cpu =
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-9;
                return new Turn(cpu, (System.nanoTime() - began) * 1e-9, "first progress");
            } finally {
                process.destroyForcibly();
            }
        }

        @Override
        public void close() {
            // each turn ends its own process
        }
    }
}
