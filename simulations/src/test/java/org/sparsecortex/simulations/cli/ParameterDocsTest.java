package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.ModelParams;

/** What a parameter record computes, and after whom, stands in its published Javadoc and not on a class that nobody sees. */
class ParameterDocsTest {
    /** Packages of records that compute nothing, with the reason. */
    private static final Map<String, String> NO_FORMULA = Map.of(
            "simulations/scenario", "parts of a scenario file",
            "simulations/chart", "how columns are drawn",
            "simulations/input", "where values come from; formulas of generated ones stand where they are drawn",
            "simulations/analysis/Stack.java", "rows of all runs in one table");
    /** What stands for a DOI or an arXiv number where nothing was published. */
    private static final Pattern SOURCE = Pattern.compile(
            "(?s)Sources?( of [^:]{1,40})?:.*(doi:10\\.|arXiv \\d{4}\\.\\d{4,5}|our own|usual|textbook|NuPIC)");

    private static final Pattern DIFFERS =
            Pattern.compile("(?i)differs from|our own|own design|are ours|is ours|from memory");
    private static final Pattern PUBLIC = Pattern.compile("(?m)^public (sealed interface|record) \\w+");

    /** Javadoc of the public records with parameters, and of sealed interfaces of such, by path. */
    private static Map<String, String> docs() throws IOException {
        Map<String, String> docs = new LinkedHashMap<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/main/java/org/sparsecortex");
                if (Files.isDirectory(sources) && !module.endsWith("benchmarks")) {
                    try (Stream<Path> all = Files.walk(sources)) {
                        for (Path file : all.filter(f -> f.toString().endsWith(".java"))
                                .sorted()
                                .toList()) {
                            add(sources.relativize(file).toString(), Files.readString(file), docs);
                        }
                    }
                }
            }
        }
        return docs;
    }

    private static void add(String path, String text, Map<String, String> docs) {
        Matcher type = PUBLIC.matcher(text);
        if (text.contains("@Param") && type.find()) {
            int from = text.indexOf("\n/**");
            docs.put(path.replace('\\', '/'), from < 0 ? "" : text.substring(from, text.indexOf("*/", from)));
        }
    }

    private static String plain(String doc) {
        return doc.replaceAll("\\s*\n \\*\\s*", " ");
    }

    private static boolean computes(String path) {
        return NO_FORMULA.keySet().stream().noneMatch(path::startsWith);
    }

    @Test
    void everyParameterRecordHasItsFormulaAndItsSource() throws IOException {
        List<String> wrong = new ArrayList<>();
        docs().forEach((path, doc) -> {
            if (computes(path)) {
                String plain = plain(doc);
                if (!doc.contains("<pre>")) {
                    wrong.add(path + " shows no formula (<pre>)");
                }
                if (!SOURCE.matcher(plain).find()) {
                    wrong.add(path + " names no source with a doi: or an arXiv number, nor says that it is our own");
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static List<String> models() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.sorted().toList()) {
                Path list = module.resolve("src/main/resources/META-INF/services/" + ModelParams.class.getName());
                if (Files.exists(list)) {
                    names.addAll(Files.readAllLines(list));
                }
            }
        }
        return names;
    }

    @Test
    void everyModelSaysHowItDiffersFromItsSource() throws IOException {
        Map<String, String> docs = docs();
        List<String> silent = new ArrayList<>();
        int models = 0;
        for (String model : models()) {
            String path = model.substring("org.sparsecortex.".length()).replace('.', '/') + ".java";
            assertThat(docs).containsKey(path);
            models++;
            if (!DIFFERS.matcher(plain(docs.get(path))).find()) {
                silent.add(path);
            }
        }
        assertThat(models).isGreaterThan(40);
        assertThat(silent).isEmpty();
    }

    @Test
    void theListOfExemptionsIsNeeded() throws IOException {
        List<String> paths = List.copyOf(docs().keySet());
        assertThat(paths).hasSizeGreaterThan(100);
        assertThat(NO_FORMULA.keySet()).allMatch(p -> paths.stream().anyMatch(path -> path.startsWith(p)));
    }
}
