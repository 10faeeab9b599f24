package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a folder of its own, with a stand-in for Java that prints its arguments. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    private static final String JAVA = """
            #!/usr/bin/env bash
            if [[ "$1" == -version ]]; then echo 'openjdk version "17.0.1"' >&2; else printf '%s\\n' "$@"; fi
            """;

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0-SNAPSHOT", "0.1.0", "1.0.0-rc1"})
    void startsTheOneJarOfItsVersion(String version) throws IOException, InterruptedException {
        Path target = project(version);
        for (String other :
                List.of("0.0.9", "0.0.9-SNAPSHOT", version + "-sources", version + "-javadoc", version + "-all")) {
            Files.createFile(target.resolve("simulations-" + other + ".jar"));
        }
        String jar = target.resolve("simulations-" + version + ".jar").toString();
        assertThat(start("list", "inputs"))
                .containsSubsequence(
                        "-cp",
                        jar + ":" + target.resolve("dist/lib/*"),
                        "org.sparsecortex.simulations.cli.Main",
                        "list",
                        "inputs");
    }

    /** That of Windows is not run here: it names the same class, flags and files, and has the line ends of its system. */
    @Test
    void theLauncherOfWindowsStartsTheSame() throws IOException {
        String bash = Files.readString(Path.of("../sparsecortex"));
        String windows = Files.readString(Path.of("../sparsecortex.cmd"));
        for (String same : List.of(
                "org.sparsecortex.simulations.cli.Main",
                "-XX:+UseParallelGC -Djava.awt.headless=true -Djdk.console=java.base",
                "-DskipTests -Dspotless.check.skip=true package",
                "-Dsparsecortex.command=",
                "-Dsparsecortex.plugins=",
                "SPARSECORTEX_JAVA_OPTS",
                ".built")) {
            assertThat(bash).contains(same);
            assertThat(windows).contains(same);
        }
        assertThat(windows.lines().count()).isEqualTo(windows.split("\r\n", -1).length - 1);
    }

    @Test
    void passesArgumentsWithBlanksAsTheyAre() throws IOException, InterruptedException {
        project("0.1.0");
        assertThat(start("run", "my study.json")).endsWith("run", "my study.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--plugins DIR list line", "list --plugins DIR line", "list line --plugins=DIR", "list line"})
    void putsPluginsLastOnTheClassPath(String line) throws IOException, InterruptedException {
        Path target = project("0.1.0");
        Path plugins = Files.createDirectories(home.resolve("my plugins"));
        Files.createFile(plugins.resolve("a.jar"));
        List<String> arguments = Arrays.stream(line.split(" "))
                .map(word -> word.replace("DIR", plugins.toString()))
                .toList();
        String variable = line.contains("DIR") ? "" : plugins.toString();
        assertThat(run(0, Map.of("SPARSECORTEX_PLUGINS", variable), arguments.toArray(new String[0])))
                .containsSubsequence(
                        "-Dsparsecortex.plugins=" + plugins,
                        "-cp",
                        target.resolve("simulations-0.1.0.jar") + ":" + target.resolve("dist/lib/*") + ":" + plugins
                                + "/*",
                        "org.sparsecortex.simulations.cli.Main",
                        "list",
                        "line")
                .noneMatch(word -> word.startsWith("--plugins"));
    }

    @Test
    void refusesPluginsThatAreNotThere() throws IOException, InterruptedException {
        project("0.1.0");
        Path empty = Files.createDirectories(home.resolve("empty"));
        assertThat(run(2, Map.of(), "list", "--plugins", "no-such"))
                .first()
                .asString()
                .contains("--plugins = no-such");
        assertThat(run(2, Map.of(), "list", "--plugins")).first().asString().contains("needs a folder");
        assertThat(run(2, Map.of("SPARSECORTEX_PLUGINS", "gone"), "list"))
                .first()
                .asString()
                .contains("SPARSECORTEX_PLUGINS = gone");
        assertThat(run(2, Map.of(), "--plugins=" + empty, "list"))
                .first()
                .asString()
                .contains("no .jar");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // the second waits by flock
    void twoFirstStartsBuildOnce() throws IOException, InterruptedException {
        Path target = project("0.1.0");
        Files.delete(target.resolve("dist/.built"));
        Files.writeString(home.resolve("mvnw"), "#!/usr/bin/env bash\necho built >>times.txt\nsleep 1\n");
        assertThat(home.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        ProcessBuilder other = new ProcessBuilder(home.resolve("sparsecortex").toString(), "list");
        other.environment().put("JAVA_HOME", home.toString());
        Process first = other.redirectErrorStream(true)
                .redirectOutput(home.resolve("first.txt").toFile())
                .start();
        start("list");
        assertThat(first.waitFor()).isZero();
        assertThat(home.resolve("times.txt")).hasContent("built");
    }

    private Path project(String version) throws IOException {
        Path target = Files.createDirectories(home.resolve("simulations/target"));
        Files.createDirectories(target.resolve("dist/lib"));
        Files.createDirectories(home.resolve("simulations/src/main"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("../sparsecortex"), home.resolve("sparsecortex"));
        String pom = "<project>\n  <parent>\n    <version>" + version + "</version>\n  </parent>\n"
                + "  <dependency><version>9</version></dependency>\n</project>\n";
        Files.writeString(home.resolve("pom.xml"), pom);
        Files.writeString(home.resolve("simulations/pom.xml"), pom);
        Files.createFile(target.resolve("simulations-" + version + ".jar"));
        Files.writeString(home.resolve("bin/java"), JAVA);
        assertThat(home.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        Files.createFile(target.resolve("dist/.built")); // last: nothing is newer, so nothing is built
        return target;
    }

    private List<String> start(String... arguments) throws IOException, InterruptedException {
        return run(0, Map.of(), arguments);
    }

    private List<String> run(int exit, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("sparsecortex").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().remove("SPARSECORTEX_JAVA_OPTS");
        builder.environment().remove("SPARSECORTEX_PLUGINS");
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(exit);
        return printed.lines().toList();
    }
}
