package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.simulations.cluster.Arithmetic;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.Mark;

/**
 * Where the numbers of a run come from: what is the same in all of it, and one entry of {@code sessions} for each process that
 * worked on it.
 */
public final class Manifest {
    private static final int RESERVE_BYTES = 1 << 14;
    /** Key of the fingerprint of the arithmetic, see {@link Arithmetic}. */
    static final String BITS = "bits";

    private static final String STATUS = "status";
    private static final String SESSIONS = "sessions";
    private static final String RECORDS = "records";

    private final RunDirectory directory;
    private final Map<String, Object> run = new LinkedHashMap<>();
    private final Map<String, Object> session = new LinkedHashMap<>();

    private Manifest(RunDirectory directory) {
        this.directory = directory;
    }

    /** Version of SparseCortex, from the jar; "development" when run from classes. */
    public static String version() {
        String version = Manifest.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * The manifest of a session that begins.
     *
     * @param earlier manifest of the sessions before, empty for a new run
     */
    static Manifest begin(RunDirectory directory, ReadScenario read, RunOptions options, Map<String, Object> earlier) {
        Manifest manifest = new Manifest(directory);
        Map<String, Object> run = manifest.run;
        run.put(STATUS, "running");
        run.put("scenario", read.scenario().name());
        run.put("scenarioHash", read.hash());
        run.put("seed", read.scenario().seed());
        run.put("inputFiles", read.inputDigests());
        if (!read.found().isEmpty()) {
            run.put("foundInInputs", read.found());
        }
        run.put("arithmetic", "Java, StrictMath");
        run.put("linearAlgebra", backends(read));
        run.put(BITS, Arithmetic.fingerprint(read.scenario()));
        run.put("overrides", kept(earlier, "overrides", options.invocation().overrides()));
        run.put("scenarioFolder", read.folder().toString());
        run.put(
                "dataRoots",
                read.dataRoots().stream()
                        .map(p -> p.toAbsolutePath().toString())
                        .toList());
        manifest.session.put("started", Instant.now().toString());
        manifest.session.putAll(Machine.describe());
        Map<String, Object> plugins = Plugins.describe();
        if (!plugins.isEmpty()) {
            manifest.session.put("plugins", plugins);
        }
        boolean actors = options.engine() == RunOptions.Engine.ACTORS;
        manifest.session.put("engine", options.engine().name().toLowerCase(Locale.ROOT));
        manifest.session.put("threads", actors ? options.threads() : 1);
        manifest.session.put("partitions", options.partitions());
        manifest.session.put("checkpointEvery", options.checkpointEvery());
        manifest.session.put("commandLine", options.invocation().commandLine());
        List<Object> sessions = new ArrayList<>();
        if (earlier.get(SESSIONS) instanceof List<?> before) {
            sessions.addAll(before);
        }
        sessions.add(manifest.session);
        run.put(SESSIONS, sessions);
        return manifest;
    }

    /** A resumed run has the values that were put into its scenario at its start, not those of the command that resumes it. */
    private static Object kept(Map<String, Object> earlier, String key, Object now) {
        return earlier.getOrDefault(key, now);
    }

    /** The library of matrix products by population, for those that name one; it is opened to learn its version. */
    private static Map<String, String> backends(ReadScenario read) {
        Map<String, String> backends = new LinkedHashMap<>();
        read.scenario().populations().forEach((name, params) -> {
            for (RecordComponent component : params.getClass().getRecordComponents()) {
                if (component.getType() == Backend.class) {
                    backends.put(name, value(component, params).open().name());
                }
            }
        });
        return backends;
    }

    private static Backend value(RecordComponent component, Object params) {
        try {
            return (Backend) component.getAccessor().invoke(params);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** Notes something of the whole run. */
    void put(String key, Object value) {
        run.put(key, value);
    }

    /** Notes something of this session. */
    void note(String key, Object value) {
        session.put(key, value);
    }

    /** Notes how far the run has come. */
    void status(String status) {
        run.put(STATUS, status);
        session.put(STATUS, status);
        if (!status.equals("running") && !status.equals("recorded")) {
            session.put("ended", Instant.now().toString());
        }
    }

    /** Notes that the run failed, and the command that goes on. */
    void fail(String failure, String next) {
        status("failed");
        session.put("failure", failure);
        run.put("failure", failure);
        run.put("next", next);
    }

    /** Notes the length and check sum of each whole record file. */
    void records(Map<String, Mark> marks) {
        Map<String, Object> files = new LinkedHashMap<>();
        marks.forEach((id, mark) -> files.put(id, Map.of("bytes", mark.bytes(), "crc32", mark.crc32())));
        run.put(RECORDS, files);
    }

    /** The lengths and check sums that {@link #records} noted; empty if it did not. */
    static Map<String, Mark> marks(Map<String, Object> manifest) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        if (manifest.get(RECORDS) instanceof Map<?, ?> files) {
            files.forEach((id, file) -> {
                if (file instanceof Map<?, ?> map
                        && map.get("bytes") instanceof Number bytes
                        && map.get("crc32") instanceof Number crc) {
                    marks.put(String.valueOf(id), new Mark(bytes.longValue(), crc.longValue()));
                }
            });
        }
        return marks;
    }

    /** Version of the program in the last session of a manifest; that of this program if nothing is known. */
    static String lastVersion(Map<String, Object> manifest) {
        return manifest.get(SESSIONS) instanceof List<?> sessions
                        && !sessions.isEmpty()
                        && sessions.get(sessions.size() - 1) instanceof Map<?, ?> last
                        && last.get("sparsecortex") instanceof String version
                ? version
                : version();
    }

    /** All of it. */
    Map<String, Object> all() {
        return run;
    }

    /** Writes it, and keeps some space in reserve, so that it can still tell of a disk that became full. */
    void begin() throws IOException {
        String text = JsonText.pretty(run);
        AtomicFile.write(directory.manifest(), text);
        Files.write(reserve(), new byte[Math.max(RESERVE_BYTES, 4 * text.length())]);
    }

    /** Writes it; on a full disk into the space in reserve. */
    void write() throws IOException {
        String text = JsonText.pretty(run);
        try {
            AtomicFile.write(directory.manifest(), text);
        } catch (IOException full) {
            if (!Files.deleteIfExists(reserve())) {
                throw full;
            }
            AtomicFile.write(directory.manifest(), text);
        }
    }

    /** Gives the space in reserve back. */
    void release() throws IOException {
        Files.deleteIfExists(reserve());
    }

    private Path reserve() {
        return directory.path().resolve(".reserve");
    }
}
