package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * A scenario of configs/, made small, that runs for a second or two and writes some ten checkpoints, and what its run leaves when
 * nobody disturbs it.
 *
 * @param config the scenario's file
 * @param set what makes it small
 * @param checkpointEvery steps between checkpoints
 */
record ChaosCase(Path config, Map<String, String> set, long checkpointEvery) {
    private static final Path CONFIGS = Path.of("../configs");
    private static final Path SMALLER = Path.of("src/test/resources/smaller");

    private static final String CHART = """
        [{ "type": "line", "id": "one", "x": { "label": "step" }, "y": { "label": "value" },
           "series": [{ "record": "RECORD", "y": "SIGNAL" }] }]""";

    /** Single runs of four families, with one chart each. */
    static List<ChaosCase> single() throws IOException {
        return List.of(
                of("neurons/sequence-noise", 90, "/phases/0/steps", "900", "/charts", chart("anomaly", "tm.anomaly")),
                of("spiking/stdp", 200, "/phases/0/steps", "2000", "/charts", chart("activity", "neuron.timeMs")),
                of("v1/edges", 10, "/phases/0/steps", "100", "/charts", chart("curves", "v1.mse")),
                of("sparsey/novelty", 40, "/phases/0/steps", "400", "/charts", chart("all", "mac.meanFamiliarity")));
    }

    private static String chart(String record, String signal) {
        return CHART.replace("RECORD", record).replace("SIGNAL", signal);
    }

    /** The same without charts. */
    static List<ChaosCase> withoutCharts() throws IOException {
        List<ChaosCase> cases = new ArrayList<>();
        for (ChaosCase c : single()) {
            Map<String, String> set = new LinkedHashMap<>(c.set);
            set.put("/charts", "[]");
            cases.add(new ChaosCase(c.config, set, c.checkpointEvery));
        }
        return cases;
    }

    /** Ten runs of a delta network. */
    static ChaosCase sweep() throws IOException {
        String bytes = chart("sweep", "pixelBytes")
                .replace("\"y\": \"pixelBytes\"", "\"x\": \"distance\", \"y\": \"pixelBytes\"");
        return of("delta/htm-link", 20, "/phases/0/steps", "100", "/charts", bytes, "/sweep/repeats", "2");
    }

    private static ChaosCase of(String name, long checkpointEvery, String... more) throws IOException {
        Path config = CONFIGS.resolve(name + ".json");
        Path sizes = SMALLER.resolve(config.getFileName());
        Map<String, String> set = new LinkedHashMap<>();
        JsonText.parseObject(Files.readString(sizes)).forEach((pointer, value) -> set.put(pointer, (String) value));
        for (int i = 0; i < more.length; i += 2) {
            set.put(more[i], more[i + 1]);
        }
        return new ChaosCase(config, set, checkpointEvery);
    }

    ReadScenario read() throws IOException {
        return new ScenarioReader(List.of()).read(config, set);
    }

    /** The arguments of {@code run} that make it. */
    List<String> arguments(Path output) {
        List<String> arguments = new ArrayList<>(List.of("run", config.toString()));
        set.forEach((pointer, value) -> arguments.addAll(List.of("--set", pointer + "=" + value)));
        arguments.addAll(List.of("--output", output.toString()));
        return arguments;
    }

    /** Where a run of it below {@code output} is. */
    RunDirectory directory(Path output) throws IOException {
        ReadScenario read = read();
        return RunDirectory.of(output, read.scenario().name(), read.hash());
    }

    /** What an undisturbed run leaves. */
    Map<String, String> undisturbed(Path output) throws IOException {
        ReadScenario read = read();
        RunOptions options = new RunOptions(output, RunOptions.Engine.SEQUENTIAL, 1, 1, 0, true);
        boolean many = read.scenario().sweep().isPresent();
        return files(
                many
                        ? Sweep.run(read, options, new RunListener() {}, false)
                        : Simulation.run(read, options, new RunListener() {}));
    }

    /** All files of a run that two runs must have in common, by their names: records, metrics and charts, of variants too. */
    static Map<String, String> files(RunDirectory run) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = run.path().relativize(file).toString();
                if (name.matches("(variants/[^/]+/)?(records/.*|charts/.*|metrics\\.json)")) {
                    all.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all;
    }

    /** How the files of a run differ from those of an undisturbed one, if they do. */
    static Optional<String> difference(Map<String, String> files, Map<String, String> expected) {
        if (!files.keySet().equals(expected.keySet())) {
            return Optional.of("files " + files.keySet() + " instead of " + expected.keySet());
        }
        return expected.keySet().stream()
                .filter(name -> !files.get(name).equals(expected.get(name)))
                .findFirst()
                .map(name -> name + " differs");
    }
}
