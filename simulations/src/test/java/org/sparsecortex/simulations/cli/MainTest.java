package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.simulations.scenario.ScenarioReader;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void aStarterScenarioRunsAsItIs() {
        Path file = folder.resolve("my.json");
        assertThat(run("new", "sequence", file.toString())).isZero();
        assertThat(run("validate", file.toString())).isZero();
        assertThat(out.toString()).contains("is valid: 1500 steps");
        int code = run(
                "run",
                file.toString(),
                "--output",
                folder.resolve("runs").toString(),
                "--set",
                "/phases/0/steps=1000",
                "--set",
                "/populations/tm/cellsPerColumn=2",
                "--partitions",
                "3");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(run("new", "sequence", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("exists; it is not overwritten");
    }

    /** Its runs are found under the name that the user gave. */
    @ParameterizedTest
    @CsvSource({"taxi of 2024.json, taxi-of-2024", "_x, x", "'§.json', anomaly-default", "a$1b.json, a-1b"})
    void aStarterIsCalledLikeItsFile(String file, String name) throws IOException {
        Path written = folder.resolve(file);
        assertThat(run("new", "anomaly", written.toString())).isZero();
        assertThat(new ScenarioReader(List.of())
                        .read(written, Map.of())
                        .scenario()
                        .name())
                .isEqualTo(name);
    }

    @Test
    void everyStarterIsListedAndValid() {
        assertThat(run("new", "--list")).isZero();
        for (Starter starter : Starter.values()) {
            assertThat(out.toString()).contains(starter.label());
            Path file = folder.resolve(starter.label() + ".json");
            assertThat(run("new", starter.label(), file.toString()))
                    .as(starter.label())
                    .isZero();
            assertThat(run("validate", file.toString())).as(err.toString()).isZero();
        }
        assertThat(run("new", "none", folder.resolve("x.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("only [anomaly, sequence, sparse-coding, digits, video, stream, dendrite]");
        assertThat(run("new", "digits")).isEqualTo(2);
        assertThat(err.toString()).contains("--list shows the templates");
    }

    @Test
    void mistakesEndWithTwoAndOneMessageEach() throws Exception {
        assertThat(run("run", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no such file: ").contains("none.json");
        Path bad = folder.resolve("bad.json");
        Files.writeString(bad, "{\"name\": \"x\", \"phases\": [], \"popultions\": {}}");
        assertThat(run("run", bad.toString(), "--output", folder.resolve("r").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("/popultions")
                .contains("did you mean 'populations'")
                .contains("nothing was run");
        assertThat(folder.resolve("r")).doesNotExist();
        assertThat(run("runn")).isEqualTo(2);
        assertThat(run("resume", folder.toString())).isEqualTo(2);
    }

    @Test
    void everythingThatScenariosCanNameIsListed() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("temporal-memory", "rdse", "image-grid", "csv");
        assertThat(run("list", "temporal-memory")).isZero();
        assertThat(out.toString()).contains("activationThreshold", "predictiveCells", "Hawkins and Ahmad 2016");
        assertThat(run("list", "temporal-memroy")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'temporal-memory'");
        assertThat(run("schema")).isZero();
    }

    @Test
    void mistakesInOptionsAndFilesHaveOneLineAndCodeTwo() throws Exception {
        Path file = folder.resolve("s.json");
        assertThat(run("new", "sequence", file.toString())).isZero();
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {-1, -2, '{'});
        for (String[] args : new String[][] {
            {"run", file.toString(), "--partitions", "0"},
            {"run", file.toString(), "--threads", "x"},
            {"run", file.toString(), "--bogus"},
            {"run", folder.toString()},
            {"run", bytes.toString()},
            {"run", file.toString(), "--output", file.toString()},
            {"plot", folder.toString()},
            {"sweep", folder.toString()},
            {}
        }) {
            err.getBuffer().setLength(0);
            assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
            assertThat(err.toString().lines().filter(l -> l.startsWith("error: ")))
                    .hasSize(1);
            assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        }
    }
}
