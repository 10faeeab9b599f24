package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gallery shows every scenario, with its source, its run time and a chart. */
class GalleryTest {
    private static final Path ROOT = Path.of("..");
    private static final String CURE = "write it anew with: benchmarks/bench gallery NAME, for example sdr/union";

    private static List<String> scenarios() throws IOException {
        Path configs = ROOT.resolve("configs");
        try (Stream<Path> all = Files.walk(configs)) {
            return all.filter(f -> f.toString().endsWith(".json") && !f.startsWith(configs.resolve("schema")))
                    .map(f ->
                            configs.relativize(f).toString().replace('\\', '/').replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyScenarioNamesWhatItFollows() throws IOException {
        for (String name : scenarios()) {
            assertThat(Files.readString(ROOT.resolve("configs/" + name + ".json")))
                    .as("description of " + name)
                    .containsPattern("\"description\":[^\\n]*(doi:10\\.|arXiv \\d{4}\\.\\d{4,5}|our own)");
        }
    }

    @Test
    void everyScenarioIsShownAsItDescribesItself() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/gallery.md"));
        assertThat(scenarios()).hasSizeGreaterThan(60);
        for (String name : scenarios()) {
            String start = "### [" + name + "](";
            assertThat(page).as(CURE).contains(start);
            String entry = page.substring(page.indexOf(start)).split("\n##")[0];
            String scenario = Files.readString(ROOT.resolve("configs/" + name + ".json"));
            int from = scenario.indexOf("\"description\": \"") + 16;
            assertThat(entry).as(CURE).contains(scenario.substring(from, from + 40));
            assertThat(entry)
                    .as(CURE)
                    .containsPattern("\\]\\(https://(doi|arxiv)\\.org/\\S+\\)")
                    .contains("Run time: ");
        }
    }

    @Test
    void itsPicturesAreThereAndNoOthers() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/gallery.md"));
        try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/figures/gallery"))) {
            List<String> names =
                    pictures.map(p -> p.getFileName().toString()).sorted().toList();
            assertThat(names).isNotEmpty().allMatch(p -> page.contains("(figures/gallery/" + p + ")"));
            assertThat(page.split("\\(figures/gallery/", -1)).hasSize(names.size() + 1);
        }
    }

    @Test
    void everyScenarioHasARunTimeAndAPicture() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/gallery.md"));
        List<String> bare =
                scenarios().stream().filter(name -> !shows(page, name)).toList();
        assertThat(bare).as(CURE).isEmpty();
    }

    private static boolean shows(String page, String name) {
        String entry = page.substring(page.indexOf("### [" + name + "](")).split("\n##")[0];
        return entry.matches("(?s).*Run time: \\d+ (s|min)\n.*") && entry.contains("![" + name + "](figures/gallery/");
    }
}
