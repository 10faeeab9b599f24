package org.sparsecortex.simulations.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.runtime.WorkerLost;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.table.Mark;

/**
 * A run between two steps, on disk: the network's snapshot in global unit order and how far each record file had come.
 *
 * <p>The form is that of {@link Sections}; the state of a population is read from the file, or written to it, block by block. The file says nothing about partitions, threads or placement, so any plan can
 * continue it.
 *
 * @param scenarioHash hash of the scenario that wrote it
 * @param program version of SparseCortex that wrote it
 * @param snapshot state of the network
 * @param records length and check sum of each record file at this point, by record id
 */
record Checkpoint(String scenarioHash, String program, Snapshot snapshot, Map<String, Mark> records) {
    private static final String MAGIC = "SPARSECORTEX-CKPT-3";
    private static final String SCENARIO = "scenario";
    private static final String RUN = "run";
    private static final String HISTORY = "history";
    private static final String POPULATION = "population ";
    private static final String LINK = "link ";
    private static final int BUFFER = 1 << 16;

    private record Origin(String hash, String program) {}

    private record Progress(long position, Map<String, Mark> records) {}

    /** The state of a population where it lies in the file. */
    private record StateInFile(Sections sections, String section, int units) implements PopulationState {
        @Override
        public InputStream open() throws IOException {
            return sections.open(section);
        }
    }

    /**
     * Puts a runner where the run was.
     *
     * @param run whose checkpoint it is
     * @throws RunFailure if a worker is lost over it: the checkpoint is as good as it was
     * @throws UserError if this build cannot go on with it
     * @throws IOException if it cannot be read
     */
    void restore(Runner runner, RunDirectory run) throws IOException {
        try {
            runner.restore(snapshot);
        } catch (RuntimeException e) {
            if (e instanceof UncheckedIOException unreadable && !(e.getCause() instanceof EOFException)) {
                throw unreadable.getCause();
            }
            if (e instanceof RunFailure && e.getCause() instanceof WorkerLost) {
                throw e;
            }
            throw new UserError(
                    "the checkpoint at step " + snapshot.position() + " of " + run.path()
                            + " cannot be continued by this build of version " + Manifest.version() + " ("
                            + e.getMessage() + "); start again with: "
                            + Invocation.command(
                                    "resume", "--from-start", run.path().toString()),
                    e);
        }
    }

    /**
     * Writes the checkpoint whole or not at all.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        Map<String, Sections.Body> sections = new LinkedHashMap<>();
        sections.put(SCENARIO, out -> {
            out.writeUTF(scenarioHash);
            out.writeUTF(program);
        });
        sections.put(RUN, this::writeRun);
        sections.put(HISTORY, this::writeHistory);
        new TreeMap<>(snapshot.populations())
                .forEach((name, state) -> sections.put(POPULATION + name, out -> writeState(state, out)));
        new TreeMap<>(snapshot.links()).forEach((name, bytes) -> sections.put(LINK + name, out -> out.write(bytes)));
        AtomicFile.write(file, raw -> Sections.write(raw, MAGIC, sections));
    }

    /**
     * Reads a checkpoint of the scenario with hash {@code expectedHash}.
     *
     * @throws DamagedFile if a bit of the file is wrong
     * @throws UserError if it belongs to another scenario; the message gives both hashes
     * @throws IOException if it cannot be read
     */
    static Checkpoint read(Path file, String expectedHash) throws IOException, DamagedFile {
        Sections sections = Sections.check(file, MAGIC);
        Origin origin = sections.read(SCENARIO, in -> new Origin(in.readUTF(), in.readUTF()));
        if (!origin.hash().equals(expectedHash)) {
            throw new UserError(file + " belongs to the scenario with hash " + origin.hash() + ", this one has "
                    + expectedHash + "; a checkpoint continues its own scenario only");
        }
        Progress progress = sections.read(RUN, Checkpoint::readRun);
        Map<String, PopulationState> states = new LinkedHashMap<>();
        Map<String, byte[]> links = new LinkedHashMap<>();
        for (String name : sections.places().keySet()) {
            if (name.startsWith(LINK)) {
                links.put(name.substring(LINK.length()), sections.read(name, InputStream::readAllBytes));
            }
            if (name.startsWith(POPULATION)) {
                int units = sections.read(name, DataInputStream::readInt);
                states.put(name.substring(POPULATION.length()), new StateInFile(sections, name, units));
            }
        }
        Map<Endpoint, List<Signal>> history = sections.read(HISTORY, Checkpoint::readHistory);
        return new Checkpoint(
                origin.hash(),
                origin.program(),
                new Snapshot(progress.position(), states, history, links),
                progress.records());
    }

    private void writeRun(DataOutputStream out) throws IOException {
        out.writeLong(snapshot.position());
        out.writeInt(records.size());
        for (var entry : new TreeMap<>(records).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().bytes());
            out.writeLong(entry.getValue().crc32());
        }
    }

    private void writeHistory(DataOutputStream out) throws IOException {
        Map<String, Map.Entry<Endpoint, List<Signal>>> sorted = new TreeMap<>();
        snapshot.history().entrySet().forEach(e -> sorted.put(e.getKey().toString(), e));
        out.writeInt(sorted.size());
        for (var entry : sorted.values()) {
            out.writeUTF(entry.getKey().owner());
            out.writeUTF(entry.getKey().signal());
            out.writeInt(entry.getValue().size());
            for (Signal signal : entry.getValue()) {
                SignalCodec.write(signal, out);
            }
        }
    }

    private static void writeState(PopulationState state, DataOutputStream out) throws IOException {
        try (InputStream in = state.open()) {
            byte[] some = new byte[BUFFER];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                out.write(some, 0, count);
            }
        }
    }

    private static Progress readRun(DataInputStream in) throws IOException {
        long position = in.readLong();
        Map<String, Mark> records = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            records.put(in.readUTF(), new Mark(in.readLong(), in.readLong()));
        }
        return new Progress(position, records);
    }

    private static Map<Endpoint, List<Signal>> readHistory(DataInputStream in) throws IOException {
        Map<Endpoint, List<Signal>> history = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Endpoint endpoint = new Endpoint(in.readUTF(), in.readUTF());
            List<Signal> signals = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                signals.add(SignalCodec.read(in));
            }
            history.put(endpoint, signals);
        }
        return history;
    }
}
