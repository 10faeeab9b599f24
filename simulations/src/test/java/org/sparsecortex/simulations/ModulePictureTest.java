package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawing of the modules in docs/architecture.md is that of the POMs. */
class ModulePictureTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^    (?:    \\|    )?([a-z][a-z0-9-]*) {2,}.*?(?:--> (.*))?$");

    @Test
    void theDrawingIsThatOfThePoms() throws IOException {
        Map<String, Set<String>> drawn = drawn();
        assertThat(drawn).isEqualTo(poms());
        List<String> downwards = new ArrayList<>(drawn.keySet());
        drawn.forEach((module, needed) -> needed.forEach(below -> assertThat(downwards.indexOf(below))
                .as(module + " stands above " + below)
                .isGreaterThan(downwards.indexOf(module))));
    }

    private static Map<String, Set<String>> drawn() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        String picture = page.substring(page.indexOf("    simulations "), page.indexOf("Each third-party library"));
        Map<String, Set<String>> modules = new LinkedHashMap<>();
        for (String line : picture.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                modules.put(
                        row.group(1),
                        row.group(2) == null ? Set.of() : Set.of(row.group(2).split(" ")));
            }
        }
        return modules;
    }

    private static Map<String, Set<String>> poms() throws IOException {
        Map<String, Set<String>> modules = new LinkedHashMap<>();
        Matcher module = Pattern.compile("<module>(.*?)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (module.find()) {
            if (!Set.of("benchmarks", "examples").contains(module.group(1))) {
                modules.put(
                        module.group(1), needed(ROOT.resolve(module.group(1)).resolve("pom.xml")));
            }
        }
        return modules;
    }

    private static Set<String> needed(Path pom) throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        Matcher dependency = DEPENDENCY.matcher(Files.readString(pom));
        while (dependency.find()) {
            String text = dependency.group(1);
            boolean own = text.matches("(?s).*<groupId>(\\$\\{project\\.groupId}|org\\.sparsecortex)</groupId>.*");
            if (own && !text.contains("<scope>test</scope>")) {
                needed.add(text.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"));
            }
        }
        return needed;
    }
}
