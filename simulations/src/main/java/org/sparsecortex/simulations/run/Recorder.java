package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.scenario.RecordSpec;
import org.sparsecortex.simulations.scenario.RecordedSignal;
import org.sparsecortex.simulations.table.CsvWriter;
import org.sparsecortex.simulations.table.Mark;
import org.sparsecortex.simulations.table.NpyWriter;
import org.sparsecortex.simulations.table.RecordWriter;

/** Writes the watched signals of a run into its record files. */
final class Recorder implements StepObserver, AutoCloseable {
    private final List<RecordSpec> specs;
    private final Watch watch;
    private final List<List<RecordedSignal>> signals = new ArrayList<>();
    private final List<int[]> columns = new ArrayList<>();
    private final List<RecordWriter> writers = new ArrayList<>();
    private final List<Watch.Steps> rows;

    /**
     * Opens all record files.
     *
     * @param from how far each file had come by record id, to go on from there; empty for new files
     */
    Recorder(Network network, List<RecordSpec> specs, Path folder, Map<String, Mark> from) throws IOException {
        this.specs = specs;
        long total = network.schedule().totalSteps();
        this.rows = specs.stream().map(s -> s.steps(total)).toList();
        this.watch = watch(network, specs);
        List<Endpoint> watched = watch.endpoints();
        for (RecordSpec spec : specs) {
            List<RecordedSignal> of = spec.of(network);
            signals.add(of);
            columns.add(of.stream().mapToInt(s -> watched.indexOf(s.endpoint())).toArray());
            long at = from.getOrDefault(spec.id(), new Mark(0, 0)).bytes();
            boolean csv = spec.format() == RecordSpec.Format.CSV;
            Path file = file(spec, folder);
            writers.add(
                    csv
                            ? new CsvWriter(file, names(of), at)
                            : new NpyWriter(file, of.get(0).spec(), at));
        }
    }

    private static List<String> names(List<RecordedSignal> of) {
        return of.get(0).whole().shape().kind() == Signal.Kind.SDR
                ? List.of(CsvWriter.INDEX)
                : of.stream().flatMap(s -> s.columns().stream()).toList();
    }

    private static Path file(RecordSpec spec, Path folder) {
        return folder.resolve(RecordIndex.file(spec));
    }

    /** Whether all record files have their final names, which they get after the last step. */
    static boolean areWhole(List<RecordSpec> specs, Path folder) {
        return !specs.isEmpty() && specs.stream().allMatch(spec -> Files.exists(file(spec, folder)));
    }

    /** What is wrong with files that should have come as far as these marks; empty if nothing is. */
    static Optional<String> damage(List<RecordSpec> specs, Path folder, Map<String, Mark> marks) throws IOException {
        for (RecordSpec spec : specs) {
            Mark mark = marks.get(spec.id());
            Optional<String> damage = mark == null
                    ? Optional.of("nothing is known of the record '" + spec.id() + "'")
                    : RecordWriter.damage(file(spec, folder), mark);
            if (damage.isPresent()) {
                return damage;
            }
        }
        return Optional.empty();
    }

    /** What the records need, in the steps in which they need it. */
    static Watch watch(Network network, List<RecordSpec> specs) {
        Watch watch = Watch.nothing();
        for (RecordSpec spec : specs) {
            Watch.Steps steps = spec.steps(network.schedule().totalSteps());
            for (RecordedSignal signal : spec.of(network)) {
                watch = watch.and(signal.endpoint(), steps);
            }
        }
        return watch;
    }

    @Override
    public void onStep(Step step, List<Signal> values) {
        try {
            for (int r = 0; r < specs.size(); r++) {
                if (rows.get(r).has(step.index())) {
                    List<Signal> row = new ArrayList<>(columns.get(r).length);
                    for (int s = 0; s < columns.get(r).length; s++) {
                        row.add(signals.get(r).get(s).of(values.get(columns.get(r)[s])));
                    }
                    writers.get(r).append(step.index(), row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all rows so far to the files, without forcing them to disk. */
    void drain() throws IOException {
        for (RecordWriter writer : writers) {
            writer.drain();
        }
    }

    /** Forces all files to disk; how far each has come, by record id. */
    Map<String, Mark> flush() throws IOException {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (int r = 0; r < specs.size(); r++) {
            marks.put(specs.get(r).id(), writers.get(r).flush());
        }
        return marks;
    }

    /** Gives all files their names, once all of them are on disk; their lengths and check sums by record id. */
    Map<String, Mark> complete() throws IOException {
        flush();
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (int r = 0; r < specs.size(); r++) {
            marks.put(specs.get(r).id(), writers.get(r).complete());
        }
        return marks;
    }

    Watch watch() {
        return watch;
    }

    /** Ends writing of all files; one that fails keeps no other from being closed. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (RecordWriter writer : writers) {
            try {
                writer.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
