package org.sparsecortex.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sparsecortex.simulations.run.Output;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;

/** One run for the gallery, and the processor time that it takes: that of all its threads, in one or several sittings. */
final class GalleryRun {
    private final Path scenario;
    private final String name;
    private final GalleryOptions options;
    private final ReadScenario read;
    private final boolean sweeps;

    GalleryRun(Path scenario, String name, GalleryOptions options) throws IOException {
        this.scenario = scenario;
        this.name = name;
        this.options = options;
        String data = System.getenv("SPARSECORTEX_DATA");
        ReadScenario written =
                new ScenarioReader(data == null ? List.of() : List.of(Path.of(data))).read(scenario, Map.of());
        this.sweeps = written.scenario().sweep().stream().anyMatch(s -> !s.whenAsked());
        this.read = sweeps ? written : SweepPlan.single(written);
    }

    /** Takes what a complete run drew. */
    interface Pictures {
        void keep(Path scenario, String name, Path charts) throws IOException;
    }

    /** Runs it, or goes on; its processor time in words, nothing if it takes longer than the limit. */
    Optional<String> time(Pictures pictures) throws IOException {
        Path folder = options.keep().isPresent()
                ? Files.createDirectories(options.keep().get().resolve(name.replace('/', '-')))
                : Files.createTempDirectory("gallery");
        Path spent = folder.resolve("processor-seconds");
        double before = Files.exists(spent) ? Double.parseDouble(Files.readString(spent)) : 0;
        RunDirectory run = RunDirectory.of(folder, read.scenario().name(), read.hash());
        double seconds = before;
        if (run.isComplete()) {
            Output.redraw(read, run, Set.of(), new RunListener() {});
        } else {
            seconds += run(folder, before);
            Files.writeString(spent, Double.toString(seconds));
        }
        boolean whole = run.isComplete();
        if (whole) {
            pictures.keep(scenario, name, run.charts());
        }
        if (options.keep().isEmpty()) {
            delete(folder);
        }
        return whole ? Optional.of(words(seconds)) : Optional.empty();
    }

    private double run(Path folder, double before) throws IOException {
        RunOptions where = RunOptions.defaults().withOutput(folder);
        long start = processorNanos();
        RunListener limiter = new RunListener() {
            @Override
            public boolean stopRequested() {
                double spent = before + (processorNanos() - start) * 1e-9;
                return options.seconds().stream().anyMatch(limit -> spent > limit);
            }
        };
        if (sweeps) {
            Sweep.run(read, where, limiter, true);
        } else {
            Simulation.runOrResume(read, where, limiter);
        }
        return (processorNanos() - start) * 1e-9;
    }

    private static String words(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds))
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
