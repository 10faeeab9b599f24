package org.sparsecortex.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages show is what the projects hold, which {@link OutsideTest} builds and runs. */
class PagesTest {
    private static final Pattern FILE = Pattern.compile("(?m)^`([^`\n]+)`:\n\n```[a-z]*\n(.*?)```$", Pattern.DOTALL);

    private static Map<String, String> filesOn(String page) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Matcher found = FILE.matcher(Files.readString(Outside.ROOT.resolve(page)));
        while (found.find()) {
            assertThat(files.put(found.group(1), found.group(2)))
                    .as(found.group(1) + " once")
                    .isNull();
        }
        return files;
    }

    private static Map<String, String> filesOf(Path project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(project)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(project.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void thePageShowsEveryFileOfThePlugin() throws IOException {
        assertThat(filesOn("docs/add-a-model.md")).isEqualTo(filesOf(Outside.PROJECTS.resolve("plugin")));
    }

    @Test
    void theReadmeShowsTheProgramAndItsDependency() throws IOException {
        String readme = Files.readString(Outside.ROOT.resolve("README.md"));
        Path library = Outside.PROJECTS.resolve("library");
        String program = Files.readString(library.resolve("src/main/java/org/example/SineMemory.java"));
        assertThat(readme).contains("```java\n" + program + "```");
        Matcher xml = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(xml.find()).isTrue();
        assertThat(Files.readString(library.resolve("pom.xml")).replaceAll("(?m)^ +", ""))
                .contains(xml.group(1).replaceAll("(?m)^ +", ""));
    }

    @Test
    void theProjectsAskForTheVersionOfThisBuild() throws IOException {
        String own = "<version>" + version() + "</version>";
        for (String project : List.of("library", "plugin")) {
            assertThat(Files.readString(Outside.PROJECTS.resolve(project + "/pom.xml")))
                    .contains("<groupId>org.sparsecortex</groupId>", own);
        }
    }

    private static String version() throws IOException {
        Matcher found = Pattern.compile("<version>([^<]*)</version>")
                .matcher(Files.readString(Outside.ROOT.resolve("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
