package org.sparsecortex.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Projects of others, built against the artifacts: a library user, the same with actors, and a jar that adds to scenarios. */
@Tag("slow")
@EnabledOnOs({OS.LINUX, OS.MAC})
class OutsideTest {
    private static final String MAIN = "org.example.SineMemory";
    private static final String LIBRARIES = "home/simulations/target/dist/lib";

    @TempDir
    private static Path folder;

    private static Outside outside;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        outside = new Outside(folder.toRealPath());
        for (String project : List.of("library", "plugin")) {
            Outside.copy(Outside.PROJECTS.resolve(project), outside.folder().resolve(project));
        }
        withActors();
        outside.build(List.of("library", "actors", "plugin"));
    }

    /** The library's project changed as the README says: one dependency more, and one call in place of another. */
    private static void withActors() throws IOException {
        Path actors = outside.folder().resolve("actors");
        Outside.copy(Outside.PROJECTS.resolve("library"), actors);
        replace(actors.resolve("pom.xml"), "<artifactId>library</artifactId>", "<artifactId>actors</artifactId>");
        replace(
                actors.resolve("pom.xml"),
                "  </dependencies>",
                "    <dependency><groupId>org.sparsecortex</groupId><artifactId>runtime</artifactId><version>"
                        + outside.version() + "</version></dependency>\n  </dependencies>");
        Path source = actors.resolve("src/main/java/org/example/SineMemory.java");
        replace(source, "new SequentialRunner(network, watched)", "ActorRunner.of(network, watched)");
        replace(
                source,
                "import org.sparsecortex.sdr.network.SequentialRunner;",
                "import org.sparsecortex.runtime.ActorRunner;");
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private static void bringsNothingElse(List<String> libraries) {
        assertThat(libraries)
                .as("no Akka, no Scala, no native code")
                .containsExactlyInAnyOrder("neurons", "dendrites", "learning", "sdr", "commons-math3");
    }

    @Test
    void aUserOfTheTemporalMemoryDownloadsNeitherActorsNorNativeCode() throws IOException {
        bringsNothingElse(outside.libraries("library"));
        List<String> more = outside.libraries("actors");
        assertThat(more).contains("akka-actor-typed_2.13", "scala-library").doesNotContain("openblas", "javacpp");
        assertThatThrownBy(() -> bringsNothingElse(more)).isInstanceOf(AssertionError.class);
        assertThat(outside.libraries("plugin")).contains("openblas", "javacpp", "akka-actor-typed_2.13");
    }

    @Test
    void theProgramOfTheReadmeLearnsTheSineWithAndWithoutActors() throws IOException, InterruptedException {
        List<String> lines = outside.java("library", MAIN);
        assertThat(lines).hasSize(400);
        assertThat(lines.get(0)).as("everything is new at first").isEqualTo("0 Reals[1.0]");
        assertThat(lines.get(399)).as("in the end nothing is").isEqualTo("399 Reals[0.0]");
        List<String> acted = new ArrayList<>(outside.java("actors", MAIN));
        acted.removeIf(line -> line.startsWith("SLF4J")); // no logger is bound
        assertThat(acted).isEqualTo(lines);
    }

    @Test
    void theJarAddsModelInputChartAndStatistic() throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(outside.folder().resolve("plugins"));
        Files.copy(outside.folder().resolve("plugin/target/plugin-1.jar"), plugins.resolve("plugin-1.jar"));
        String launcher = launcher();
        List<String> list = Outside.run(outside.folder(), List.of(launcher, "--plugins", plugins.toString(), "list"));
        for (String type : List.of("bit-rate", "wandering", "sparklines", "trimmed-mean")) {
            assertThat(list).anyMatch(line -> line.startsWith("  " + type));
        }
        Path whole = run(launcher, plugins, "--engine", "sequential");
        Path cut = run(launcher, plugins, "--partitions", "7", "--threads", "3");
        List<String> rows = Files.readAllLines(whole.resolve("records/rates.csv"));
        assertThat(rows).hasSize(401);
        assertThat(rows.get(0)).startsWith("step,rate.busiest,rate.rates[0],");
        for (int step = 0; step < 400; step += 57) {
            int busiest = Integer.parseInt(rows.get(step + 1).split(",")[1]);
            boolean settled = step % 50 >= 20;
            assertThat(!settled || busiest / 16 == step / 50 % 4)
                    .as("step %d: bit %d is in the window of its step", step, busiest)
                    .isTrue();
        }
        assertThat(Files.readAllBytes(cut.resolve("records/rates.csv")))
                .isEqualTo(Files.readAllBytes(whole.resolve("records/rates.csv")));
        assertThat(whole.resolve("charts/rates.svg")).content().contains("<svg", "rate.rates[48]");
        assertThat(whole.resolve("charts/rates.pdf")).isNotEmptyFile();
        assertThat(whole.resolve("metrics.json")).content().contains("lastBusiest", "typical");
        assertThat(whole.resolve("manifest.json")).content().contains("plugin-1.jar");
    }

    /** JUnit warns of links out of a folder that it deletes. */
    @AfterAll
    static void unlink() throws IOException {
        Files.deleteIfExists(outside.folder().resolve(LIBRARIES));
    }

    private static Path run(String launcher, Path plugins, String... options) throws IOException, InterruptedException {
        Path runs = outside.folder().resolve("runs" + options.length);
        List<String> command = new ArrayList<>(List.of(launcher, "--plugins", plugins.toString(), "run"));
        command.addAll(List.of("plugin/wandering.json", "--output", runs.toString()));
        command.addAll(List.of(options));
        Outside.run(outside.folder(), command);
        try (Stream<Path> found = Files.list(runs)) {
            return found.findFirst().orElseThrow();
        }
    }

    /** The launcher beside the jars of this build, as it stands in a folder where nothing is to be built. */
    private static String launcher() throws IOException {
        Path home = outside.folder().resolve("home");
        Path target = Files.createDirectories(home.resolve("simulations/target"));
        Files.createDirectories(home.resolve("simulations/src/main"));
        Files.createDirectories(target.resolve("dist"));
        Path built = Outside.ROOT.resolve("simulations/target");
        String jar = "simulations-" + outside.version() + ".jar";
        Files.copy(built.resolve(jar), target.resolve(jar));
        Files.createSymbolicLink(outside.folder().resolve(LIBRARIES), built.resolve("dist/lib"));
        Files.copy(Outside.ROOT.resolve("sparsecortex"), home.resolve("sparsecortex"));
        Files.copy(Outside.ROOT.resolve("pom.xml"), home.resolve("pom.xml"));
        Files.copy(Outside.ROOT.resolve("simulations/pom.xml"), home.resolve("simulations/pom.xml"));
        Files.createFile(target.resolve("dist/.built")); // last: nothing is newer, so nothing is built
        return home.resolve("sparsecortex").toString();
    }
}
