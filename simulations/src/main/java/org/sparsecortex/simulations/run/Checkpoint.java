package org.sparsecortex.simulations.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.PopulationState;
import org.sparsecortex.sdr.network.Snapshot;

/**
 * A run between two steps, on disk: the network's snapshot in global unit order and how far each record file had come.
 *
 * <p>Layout, big-endian: the magic text {@code SPARSECORTEX-CKPT-1}, the scenario's hash, then sections of name, length,
 * bytes and CRC-32. The file says nothing about partitions, threads or placement, so any plan can continue it.
 *
 * @param scenarioHash hash of the scenario that wrote it
 * @param snapshot state of the network
 * @param recordBytes length of each record file at this point, by record id
 */
record Checkpoint(String scenarioHash, Snapshot snapshot, Map<String, Long> recordBytes) {
    private static final String MAGIC = "SPARSECORTEX-CKPT-1";
    private static final String POPULATION = "population ";
    private static final String LINK = "link ";

    /** Something that writes a section's bytes. */
    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * Writes the checkpoint whole or not at all.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        AtomicFile.write(file, raw -> {
            DataOutputStream out = new DataOutputStream(raw);
            out.writeUTF(MAGIC);
            out.writeUTF(scenarioHash);
            out.writeInt(snapshot.populations().size() + snapshot.links().size() + 2);
            section(out, "run", this::writeRun);
            section(out, "history", this::writeHistory);
            for (var entry : new TreeMap<>(snapshot.populations()).entrySet()) {
                section(out, POPULATION + entry.getKey(), body -> writeState(entry.getValue(), body));
            }
            for (var entry : new TreeMap<>(snapshot.links()).entrySet()) {
                section(out, LINK + entry.getKey(), body -> body.write(entry.getValue()));
            }
            out.flush();
        });
    }

    /**
     * Reads a checkpoint of the scenario with hash {@code expectedHash}.
     *
     * @throws UserError if the file is damaged or belongs to another scenario; the message gives both hashes
     * @throws IOException if it cannot be read
     */
    static Checkpoint read(Path file, String expectedHash) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(raw, 1 << 16))) {
            if (!in.readUTF().equals(MAGIC)) {
                throw new UserError(file + " is not a checkpoint of this version (" + MAGIC + ")");
            }
            String hash = in.readUTF();
            if (!hash.equals(expectedHash)) {
                throw new UserError(file + " belongs to the scenario with hash " + hash + ", this one has "
                        + expectedHash + "; a checkpoint continues its own scenario only");
            }
            Map<String, byte[]> sections = new LinkedHashMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                readSection(in, file, sections);
            }
            return decode(hash, sections);
        } catch (EOFException | java.io.UTFDataFormatException | IllegalArgumentException e) {
            throw new UserError(file + " is damaged: " + e);
        }
    }

    private static void section(DataOutputStream out, String name, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream buffer = new DataOutputStream(bytes);
        body.writeTo(buffer);
        buffer.flush();
        CRC32 crc = new CRC32();
        crc.update(bytes.toByteArray());
        out.writeUTF(name);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.writeLong(crc.getValue());
    }

    private static void readSection(DataInputStream in, Path file, Map<String, byte[]> sections) throws IOException {
        String name = in.readUTF();
        byte[] bytes = in.readNBytes(in.readInt());
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (in.readLong() != crc.getValue()) {
            throw new UserError(file + " is damaged: wrong check sum of section '" + name + "'");
        }
        sections.put(name, bytes);
    }

    private void writeRun(DataOutputStream out) throws IOException {
        out.writeLong(snapshot.position());
        out.writeInt(recordBytes.size());
        for (var entry : new TreeMap<>(recordBytes).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
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
        out.writeInt(state.shared().length);
        out.write(state.shared());
        out.writeInt(state.units().length);
        for (byte[] unit : state.units()) {
            out.writeInt(unit.length);
            out.write(unit);
        }
    }

    private static Checkpoint decode(String hash, Map<String, byte[]> sections) throws IOException {
        DataInputStream run = open(sections, "run");
        long position = run.readLong();
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (int left = run.readInt(); left > 0; left--) {
            lengths.put(run.readUTF(), run.readLong());
        }
        Map<String, PopulationState> states = new LinkedHashMap<>();
        Map<String, byte[]> links = new LinkedHashMap<>();
        for (String name : sections.keySet()) {
            if (name.startsWith(LINK)) {
                links.put(name.substring(LINK.length()), sections.get(name));
            }
            if (name.startsWith(POPULATION)) {
                states.put(name.substring(POPULATION.length()), readState(open(sections, name)));
            }
        }
        return new Checkpoint(
                hash, new Snapshot(position, states, readHistory(open(sections, "history")), links), lengths);
    }

    private static DataInputStream open(Map<String, byte[]> sections, String name) {
        byte[] bytes = sections.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("section '" + name + "' is missing");
        }
        return new DataInputStream(new ByteArrayInputStream(bytes));
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

    private static PopulationState readState(DataInputStream in) throws IOException {
        byte[] shared = in.readNBytes(in.readInt());
        byte[][] units = new byte[in.readInt()][];
        for (int u = 0; u < units.length; u++) {
            units[u] = in.readNBytes(in.readInt());
        }
        return new PopulationState(shared, units);
    }
}
