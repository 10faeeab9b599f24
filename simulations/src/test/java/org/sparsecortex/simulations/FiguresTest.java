package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.simulations.json.JsonText;

/** docs/figures/figures.csv says where every figure comes from: it is complete, and what it names is there. */
class FiguresTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path FIGURES = DOCS.resolve("figures");

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(FIGURES.resolve("figures.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    @Test
    void everyFigureIsListedOnceAndShown() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        for (String[] row : rows()) {
            assertThat(row).hasSize(3);
            assertThat(listed.add(row[0])).as(row[0] + " is listed twice").isTrue();
        }
        TreeSet<String> shown = new TreeSet<>();
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> docs = Files.walk(DOCS)) {
            List<Path> files = new ArrayList<>(docs.filter(Files::isRegularFile).toList());
            files.add(Path.of("../README.md"));
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    Pattern.compile("figures/([a-z0-9-]+)\\.png")
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(found -> shown.add(found.group(1)));
                } else if (name.endsWith(".png") && FIGURES.equals(file.getParent())) {
                    there.add(name.replace(".png", ""));
                }
            }
        }
        assertThat(there).isEqualTo(listed);
        assertThat(shown).isEqualTo(listed);
    }

    @Test
    void theChartOrThePageIsThere() throws IOException {
        for (String[] row : rows()) {
            if (row[1].isEmpty()) {
                assertThat(Files.readString(Path.of("..", row[2]))).as(row[0]).contains("figures/" + row[0] + ".png");
                continue;
            }
            Object charts = JsonText.parseObject(Files.readString(Path.of("..", row[1])))
                    .get("charts");
            assertThat((List<?>) charts)
                    .as(row[0])
                    .anySatisfy(chart -> assertThat(chart)
                            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                            .containsEntry("id", row[2]));
        }
    }
}
