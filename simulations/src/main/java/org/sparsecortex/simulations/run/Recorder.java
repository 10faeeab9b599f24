package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.simulations.scenario.RecordSpec;
import org.sparsecortex.simulations.table.CsvWriter;
import org.sparsecortex.simulations.table.NpyWriter;
import org.sparsecortex.simulations.table.RecordWriter;

/** Writes the watched signals of a run into its record files. */
final class Recorder implements StepObserver, AutoCloseable {
    private final List<RecordSpec> specs;
    private final List<Endpoint> watched;
    private final List<int[]> columns = new ArrayList<>();
    private final List<RecordWriter> writers = new ArrayList<>();
    private final long lastStep;

    /**
     * Opens all record files.
     *
     * @param resumeAt length of each file by record id to go on from; empty for new files
     */
    Recorder(Network network, List<RecordSpec> specs, Path folder, Map<String, Long> resumeAt) throws IOException {
        this.specs = specs;
        this.watched = watched(network, specs);
        this.lastStep = network.schedule().totalSteps() - 1;
        for (RecordSpec spec : specs) {
            List<Endpoint> endpoints =
                    spec.signals().stream().map(s -> endpoint(network, s)).toList();
            columns.add(endpoints.stream().mapToInt(watched::indexOf).toArray());
            List<Shape> shapes =
                    endpoints.stream().map(e -> network.spec(e).shape()).toList();
            long at = resumeAt.getOrDefault(spec.id(), 0L);
            boolean csv = spec.format() == RecordSpec.Format.CSV;
            Path file = folder.resolve(spec.id() + (csv ? ".csv" : ".npy"));
            writers.add(
                    csv
                            ? new CsvWriter(
                                    file,
                                    endpoints.stream().map(Endpoint::toString).toList(),
                                    shapes,
                                    at)
                            : new NpyWriter(file, shapes, at));
        }
    }

    /** The endpoints that the records need, each once. */
    static List<Endpoint> watched(Network network, List<RecordSpec> specs) {
        return specs.stream()
                .flatMap(s -> s.signals().stream())
                .map(s -> endpoint(network, s))
                .distinct()
                .toList();
    }

    private static Endpoint endpoint(Network network, String text) {
        int dot = text.indexOf('.');
        if (dot >= 0) {
            return new Endpoint(text.substring(0, dot), text.substring(dot + 1));
        }
        return new Endpoint(text, network.signals(text).get(0).name());
    }

    @Override
    public void onStep(Step step, List<Signal> values) {
        try {
            for (int r = 0; r < specs.size(); r++) {
                if (isWanted(specs.get(r), step.index())) {
                    List<Signal> row = new ArrayList<>(columns.get(r).length);
                    for (int column : columns.get(r)) {
                        row.add(values.get(column));
                    }
                    writers.get(r).append(step.index(), row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWanted(RecordSpec spec, long step) {
        long from = spec.from() < 0 ? Math.max(0, lastStep + 1 + spec.from()) : spec.from();
        return spec.rows() == RecordSpec.Rows.LAST
                ? step == lastStep
                : step >= from && (step - from) % spec.every() == 0;
    }

    /** Forces all files to disk; their lengths by record id. */
    Map<String, Long> flush() throws IOException {
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (int r = 0; r < specs.size(); r++) {
            lengths.put(specs.get(r).id(), writers.get(r).flush());
        }
        return lengths;
    }

    /** Gives all files their names. */
    void complete() throws IOException {
        for (RecordWriter writer : writers) {
            writer.complete();
        }
    }

    /** Removes all incomplete files. */
    void discard() throws IOException {
        for (RecordWriter writer : writers) {
            writer.discard();
        }
    }

    List<Endpoint> watched() {
        return watched;
    }

    @Override
    public void close() throws IOException {
        for (RecordWriter writer : writers) {
            writer.close();
        }
    }
}
