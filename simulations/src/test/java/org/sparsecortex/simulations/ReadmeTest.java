package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README to what is in the tree: its links lead somewhere. The module examples builds and runs its program. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void linksInDocumentsLeadToFiles() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)\\)");
        for (Path page : pages()) {
            Matcher found = link.matcher(Files.readString(page));
            while (found.find()) {
                assertThat(page.resolveSibling(found.group(1)))
                        .as(page + " links to " + found.group(1))
                        .exists();
            }
        }
    }

    @Test
    void everyConfigIsNamedOnAPage() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        try (Stream<Path> configs = Files.walk(ROOT.resolve("configs"))) {
            for (Path config : configs.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .toList()) {
                assertThat(all)
                        .as("README or docs")
                        .contains(config.getFileName().toString().replace(".json", ""));
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(f -> f.toString().endsWith(".md")))
                    .toList();
        }
    }
}
