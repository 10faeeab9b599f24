package org.sparsecortex.simulations.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.live.LiveOptions;
import org.sparsecortex.simulations.run.Invocation;
import org.sparsecortex.simulations.run.RunOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that start a run of a scenario: what is changed in it, where it goes, how it is carried out. */
final class StartOptions {
    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "folder of run directories (default: ${DEFAULT-VALUE})")
    private Path output;

    @Option(names = "--force", description = "replace an existing run directory")
    private boolean force;

    @Option(names = "--resume", description = "continue the run if it was interrupted, else start it")
    private boolean resume;

    @Option(
            names = "--set",
            paramLabel = "POINTER=JSON",
            description = "put a value into the scenario, for example /seed=7; may be repeated")
    private Map<String, String> overrides = new LinkedHashMap<>();

    StartOptions() {}

    EngineOptions engine() {
        return engine;
    }

    Path output() {
        return output;
    }

    boolean force() {
        return force;
    }

    boolean resume() {
        return resume;
    }

    Map<String, String> overrides() {
        return overrides;
    }

    RunOptions toRunOptions(List<String> commandLine) {
        return toRunOptions(commandLine, LiveOptions.defaults());
    }

    RunOptions toRunOptions(List<String> commandLine, LiveOptions live) {
        return engine.toRunOptions(output, force, new Invocation(commandLine, overrides), live);
    }
}
