package org.sparsecortex.simulations.nab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;

/**
 * A folder of series as NAB lays it out: {@code <category>/<file>.csv} with the columns timestamp and value, and the labelled
 * windows of all in one {@code combined_windows.json}.
 *
 * @param folder folder that the names of the series start from
 * @param windows labelled windows of each series by its name, as pairs of time stamps; sorted by name
 */
public record NabCorpus(Path folder, Map<String, List<List<String>>> windows) {
    private static final String WINDOWS = "combined_windows.json";

    /**
     * Reads a corpus.
     *
     * @param root the folder of the series, or one with the folders data and labels
     * @param windowsFile file of the windows; empty looks for it in the folder, its folder labels, and that beside it
     * @throws UserError if there is no series or no file of windows, or a series has no entry in it
     */
    public static NabCorpus read(Path root, Optional<Path> windowsFile) throws IOException {
        Path data = Files.isDirectory(root.resolve("data")) ? root.resolve("data") : root;
        if (!Files.isDirectory(data)) {
            throw new UserError(root + " is no folder");
        }
        List<String> names = names(data);
        if (names.isEmpty()) {
            throw new UserError("there is no .csv file below " + data);
        }
        Path file = windowsFile.orElseGet(() -> find(root, data));
        Map<String, Object> all = parse(file);
        List<String> missing =
                names.stream().filter(name -> !all.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new UserError(file + " has no entry for " + missing.size() + " series below " + data
                    + ", for example '" + missing.get(0) + "'; a series without anomalies has the entry []");
        }
        Map<String, List<List<String>>> windows = new LinkedHashMap<>();
        for (String name : names) {
            windows.put(name, windowsOf(file, name, all.get(name)));
        }
        return new NabCorpus(data, windows);
    }

    private static List<String> names(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(f -> f.toString().endsWith(".csv"))
                    .map(f -> data.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static Path find(Path root, Path data) {
        List<Path> places = List.of(
                data.resolve(WINDOWS),
                root.resolve("labels").resolve(WINDOWS),
                root.toAbsolutePath().resolveSibling("labels").resolve(WINDOWS));
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new UserError("there is none of " + places + "; name the file with --windows"));
    }

    private static Map<String, Object> parse(Path file) throws IOException {
        try {
            return JsonText.parseObject(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new UserError(file + " is no JSON object: " + e.getMessage());
        }
    }

    private static List<List<String>> windowsOf(Path file, String name, Object value) {
        List<List<String>> windows = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            throw new UserError(file + ": '" + name + "' is no list of windows");
        }
        for (Object window : list) {
            if (!(window instanceof List<?> pair) || pair.size() != 2) {
                throw new UserError(file + ": '" + name + "' has a window that is no pair of time stamps: " + window);
            }
            windows.add(pair.stream().map(String::valueOf).toList());
        }
        return windows;
    }
}
