package org.sparsecortex.simulations.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * The scenarios in configs/ made smaller, by src/test/resources/smaller/NAME.json: values by JSON pointer. A scenario without
 * such a file runs 4 steps as it is.
 */
public final class SmallScenarios {
    private static final Path CONFIGS = Path.of("../configs");
    private static final Path SMALLER = Path.of("src/test/resources/smaller");

    private SmallScenarios() {}

    /** All shipped scenarios. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> all = Files.walk(CONFIGS)) {
            return all.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .sorted()
                    .toList();
        }
    }

    /** A shipped scenario made smaller, without charts. */
    public static ReadScenario read(Path config) throws IOException {
        return read(config, Map.of());
    }

    /** The same with other values, by JSON pointer. */
    public static ReadScenario read(Path config, Map<String, String> other) throws IOException {
        Map<String, String> set = new LinkedHashMap<>();
        Path file = SMALLER.resolve(config.getFileName());
        if (Files.exists(file)) {
            JsonText.parseObject(Files.readString(file)).forEach((pointer, text) -> set.put(pointer, (String) text));
        } else {
            set.put("/phases/0/steps", "4");
        }
        set.put("/charts", "[]");
        set.putAll(other);
        return new ScenarioReader(List.of()).read(config, set);
    }
}
