package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsecortex.simulations.scenario.JsonText;

/**
 * The folder of one run, {@code <name>-<first 8 digits of the hash>/}: scenario.json, manifest.json, records/, metrics.json,
 * charts/, report.html, checkpoints/.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
    /** The folder that a scenario of this name and hash gets below {@code output}. */
    public static RunDirectory of(Path output, String name, String hash) {
        return new RunDirectory(output.resolve(name + "-" + hash.substring(0, 8)));
    }

    /**
     * Makes the folder ready for a new run.
     *
     * @param force whether an existing run is deleted
     * @throws UserError if a run is there and {@code force} is not set
     * @throws IOException if the folders cannot be made
     */
    void create(boolean force) throws IOException {
        if (Files.exists(path)) {
            if (!force) {
                throw new UserError(path + " exists (" + status() + "); use --force to replace it"
                        + (isComplete() ? "" : ", or 'resume " + path + "' to continue it"));
            }
            delete(path);
        }
        Path output = path.toAbsolutePath().getParent();
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new UserError(output + " is a file, not a folder for run directories");
        }
        for (Path folder : List.of(records(), charts(), checkpoints())) {
            Files.createDirectories(folder);
        }
    }

    /** Where record files are. */
    public Path records() {
        return path.resolve("records");
    }

    /** Where charts are. */
    public Path charts() {
        return path.resolve("charts");
    }

    /** Where checkpoints are. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
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

    /** Status in the manifest: running, interrupted, failed or complete; "no manifest" without one. */
    public String status() {
        try {
            return Files.exists(manifest()) ? String.valueOf(readManifest().get("status")) : "no manifest";
        } catch (IOException | IllegalArgumentException e) {
            return "unreadable manifest: " + e.getMessage();
        }
    }

    Map<String, Object> readManifest() throws IOException {
        return JsonText.parseObject(Files.readString(manifest()));
    }

    /** The checkpoint with the largest step, if there is one. */
    public Optional<Path> lastCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.filter(f -> f.getFileName().toString().matches("step-\\d+\\.ckpt"))
                    .max(Comparator.comparing((Path f) -> f.getFileName().toString()));
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
