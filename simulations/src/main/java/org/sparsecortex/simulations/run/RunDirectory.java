package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.DirectoryEntries;

/**
 * The folder of one run, {@code <name>-<first 8 digits of the hash>/}: scenario.json, manifest.json, records/, metrics.json,
 * charts/, report.html, checkpoints/.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
    private static final String RUNNING = "running";
    private static final String KILLED = "killed";
    private static final long MAX_OBJECT_BYTES = 256L << 20;

    /** The folder that a scenario of this name and hash gets below {@code output}. */
    public static RunDirectory of(Path output, String name, String hash) {
        return new RunDirectory(output.resolve(name + "-" + hash.substring(0, 8)));
    }

    /**
     * Takes the folder for a new run and makes it ready.
     *
     * @param force whether an existing run is deleted
     * @return the lock, to be closed at the end of the run
     * @throws UserError if a run is there and {@code force} is not set, or another process is at it
     * @throws IOException if the folders cannot be made
     */
    RunLock create(boolean force) throws IOException {
        RunLock lock = open();
        try {
            if (!isEmpty()) {
                if (!force) {
                    throw new UserError(path + " exists (" + statusOfUnlocked() + "); use --force to replace it"
                            + (isComplete() ? "" : ", or --resume to continue it"));
                }
                clear();
            }
            makeFolders();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws UserError if another process is at it
     */
    RunLock open() throws IOException {
        Path output = path.toAbsolutePath().getParent();
        for (Path folder : List.of(output, path)) {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new UserError(folder + " is a file, not a folder for run directories");
            }
        }
        try {
            Files.createDirectories(path);
        } catch (NoSuchFileException e) { // of a folder that takes no new ones, as /proc
            throw new UserError(path + " cannot be created; give another folder with --output", e);
        }
        DirectoryEntries.force(output);
        return RunLock.take(path);
    }

    /** Makes the folders of a run where they are missing. */
    void makeFolders() throws IOException {
        for (Path folder : List.of(records(), charts(), checkpoints())) {
            Files.createDirectories(folder);
        }
        DirectoryEntries.force(path);
    }

    /** Deletes everything but the lock. */
    void clear() throws IOException {
        for (Path entry : entries()) {
            delete(entry);
        }
    }

    /**
     * Deletes the folder while its lock is held. The name of the lock goes before the lock: who comes in between makes a file of its
     * own, and then the folder stays.
     */
    void remove() throws IOException {
        clear();
        try {
            Files.deleteIfExists(path.resolve(RunLock.NAME));
            Files.delete(path);
        } catch (FileSystemException e) {
            return; // somebody else is there, or this system keeps open files: a folder with nothing but a lock is no
            // run
        }
    }

    /** Deletes what a run that starts again writes anew: records, checkpoints, metrics, charts, report. */
    void clearResults() throws IOException {
        for (Path entry : List.of(records(), checkpoints(), charts(), models(), metrics(), report())) {
            if (Files.exists(entry)) {
                delete(entry);
            }
        }
    }

    private boolean isEmpty() throws IOException {
        return entries().isEmpty();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(e -> !e.getFileName().toString().equals(RunLock.NAME))
                    .toList();
        }
    }

    /** Where record files are. */
    public Path records() {
        return path.resolve("records");
    }

    /** Whether the tables of a sweep are here, and not the records of a single run. */
    public boolean isSweep() {
        return Files.exists(records().resolve("sweep.csv"));
    }

    /** Where charts are. */
    public Path charts() {
        return path.resolve("charts");
    }

    /** Where checkpoints are. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Where the rows of streams are kept, if the scenario has one. */
    public Path rows() {
        return path.resolve("rows");
    }

    /** Where saved models are, if the scenario saves any. */
    public Path models() {
        return path.resolve("models");
    }

    /** The normalised scenario. */
    public Path scenario() {
        return path.resolve("scenario.json");
    }

    /** Provenance of the run. */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** Numbers computed from the records. */
    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** The page that shows everything. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Whether the run has ended. */
    public boolean isComplete() {
        return "complete".equals(status());
    }

    /** Whether a complete run of this very scenario by this version of the program is here. */
    public boolean holds(ReadScenario read) throws IOException {
        if (!isComplete()) {
            return false;
        }
        Map<String, Object> manifest = readManifest();
        return read.hash().equals(manifest.get("scenarioHash"))
                && Manifest.version().equals(Manifest.lastVersion(manifest));
    }

    /** The metrics, one a line with its name and five significant digits; none of a run without. */
    public List<String> metricLines() throws IOException {
        return Metrics.read(this).entrySet().stream()
                .map(m -> "%-24s %s".formatted(m.getKey(), rounded(m.getValue())))
                .toList();
    }

    private static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(5));
        boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7);
        return plain
                ? rounded.stripTrailingZeros().toPlainString()
                : rounded.stripTrailingZeros().toString();
    }

    /**
     * How far the run is: running, interrupted, failed, recorded (the records are whole, charts are to come) or complete;
     * "killed" if its manifest says running but no process is at it, "no manifest" without one.
     */
    public String status() {
        try {
            String status = statusOfUnlocked();
            return status.equals(KILLED) && RunLock.isHeld(path) ? RUNNING : status;
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    private String statusOfUnlocked() throws IOException {
        if (!Files.exists(manifest())) {
            return "no manifest";
        }
        try {
            String status = String.valueOf(readManifest().get("status"));
            return status.equals(RUNNING) ? KILLED : status;
        } catch (UserError e) {
            return "damaged manifest";
        }
    }

    /**
     * The manifest.
     *
     * @throws UserError if it is damaged
     */
    public Map<String, Object> readManifest() throws IOException {
        return readObject(manifest());
    }

    /**
     * A JSON object in a file of this folder.
     *
     * @throws UserError if the file holds none, is no text, or is far too long
     */
    static Map<String, Object> readObject(Path file) throws IOException {
        if (Files.size(file) > MAX_OBJECT_BYTES) {
            throw new UserError(file + " is damaged: it has more than " + (MAX_OBJECT_BYTES >> 20) + " MiB");
        }
        try {
            return JsonText.parseObject(Files.readString(file));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new UserError(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** The checkpoint with the largest step, if there is one. */
    public Optional<Path> lastCheckpoint() throws IOException {
        return allCheckpoints().stream().findFirst();
    }

    /** All checkpoints, the newest first. */
    List<Path> allCheckpoints() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.filter(f -> f.getFileName().toString().matches("step-\\d{1,19}\\.ckpt"))
                    .sorted(Comparator.comparing(RunDirectory::stepOf).reversed())
                    .toList();
        }
    }

    private static BigInteger stepOf(Path checkpoint) {
        return new BigInteger(checkpoint.getFileName().toString().replaceAll("\\D", ""));
    }

    /** Deletes all checkpoints but the newest {@code keep}. */
    void keepCheckpoints(int keep) throws IOException {
        List<Path> all = allCheckpoints();
        for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
            Files.delete(old);
        }
    }

    Path checkpoint(long step) {
        return checkpoints().resolve(String.format(Locale.ROOT, "step-%012d.ckpt", step));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
