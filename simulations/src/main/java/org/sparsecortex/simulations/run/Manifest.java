package org.sparsecortex.simulations.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Where the numbers of a run come from. */
public final class Manifest {
    private Manifest() {}

    /** Version of SparseCortex, from the jar; "development" when run from classes. */
    public static String version() {
        String version = Manifest.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static Map<String, Object> start(ReadScenario read, RunOptions options) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("status", "running");
        manifest.put("scenario", read.scenario().name());
        manifest.put("scenarioHash", read.hash());
        manifest.put("seed", read.scenario().seed());
        manifest.put("inputFiles", read.inputDigests());
        manifest.put("sparsecortex", version());
        manifest.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        manifest.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        manifest.put("numericBackend", "pure Java, StrictMath");
        manifest.put("engine", options.engine().name().toLowerCase(java.util.Locale.ROOT));
        manifest.put("threads", options.engine() == RunOptions.Engine.ACTORS ? options.threads() : 1);
        manifest.put("partitions", options.partitions());
        manifest.put("processors", Runtime.getRuntime().availableProcessors());
        manifest.put("scenarioFolder", read.folder().toString());
        manifest.put(
                "dataRoots",
                read.dataRoots().stream()
                        .map(p -> p.toAbsolutePath().toString())
                        .toList());
        manifest.put("started", Instant.now().toString());
        return manifest;
    }
}
