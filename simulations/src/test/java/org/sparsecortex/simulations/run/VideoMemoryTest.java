package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.video.ClipsInput;
import org.sparsecortex.simulations.input.video.VideoInput;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** The composed network: its dictionary comes from another scenario, and Java builds what JSON does. */
class VideoMemoryTest {
    private static final Path CORTEX = Path.of("../configs/cortex");
    private static final List<String> WATCHED = List.of(
            "v1.sdr",
            "prediction.predictedColumns",
            "prediction.anomaly",
            "level1.code",
            "level3.code",
            "recognition.correct");

    @TempDir
    private Path folder;

    private static ReadScenario read(String name, Map<String, String> set) throws IOException {
        return new ScenarioReader(List.of()).read(CORTEX.resolve(name), set);
    }

    private static Map<String, String> smaller() throws IOException {
        Map<String, String> set = new HashMap<>();
        JsonText.parseObject(Files.readString(Path.of("src/test/resources/smaller/video-memory.json")))
                .forEach((pointer, value) -> set.put(pointer, (String) value));
        set.put("/charts", "[]");
        return set;
    }

    private RunDirectory run(ReadScenario read) throws IOException {
        RunOptions options = new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 2, 0, true);
        return Simulation.run(read, options, new RunListener() {});
    }

    /** The state that video-memory starts from is, byte for byte, what the other scenario saves. */
    @Test
    @Tag("slow")
    void theShippedDictionaryIsTheOneThatIsLearned() throws IOException {
        RunDirectory learned = run(read("video-dictionary.json", Map.of("/charts", "[]")));
        Map<String, String> arrays = arrays(CORTEX.resolve("video-dictionary.npz"));
        assertThat(arrays(learned.models().resolve("v1.npz"))).isEqualTo(arrays).containsKey("shared/dictionary.npy");
    }

    /** The arrays of a model without its header, which names version and hash. */
    private static Map<String, String> arrays(Path file) throws IOException {
        Map<String, String> arrays = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                arrays.put(
                        entry.getName(),
                        HexFormat.of().formatHex(zip.getInputStream(entry).readAllBytes()));
            }
        }
        arrays.remove("model.npy");
        return arrays;
    }

    @Test
    void theDictionaryArrives() throws IOException {
        Path record = run(read("video-memory.json", smaller())).records().resolve("fields.npy");
        Map<String, String> set = smaller();
        set.put("/from", "{}");
        assertThat(Files.readAllBytes(
                        run(read("video-memory.json", set)).records().resolve("fields.npy")))
                .as("Gabor functions without it")
                .isNotEqualTo(Files.readAllBytes(record));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /from/v1/arrays            | { "dictionary": "atoms" }        | 'atoms'
        /from/v1/arrays            | { "weights": "shared/usage" }    | the population has no part of this name, only [dictionary]
        /from/v1/arrays            | { "dictionary": "shared/usage" } | has the shape [64], needed is [64, 8, 8]
        /populations/v1/atoms      | 32                               | has the shape [4096], needed is [32, 8, 8]
        """)
    void arraysThatDoNotFitAreRefused(String pointer, String value, String why) throws IOException {
        Map<String, String> set = smaller();
        set.put(pointer, value);
        if (pointer.endsWith("atoms")) {
            set.put("/populations/prediction/columns", "576");
            set.put("/populations/level1/u/fields", "[{\"rows\": 3, \"columns\": 3, \"bits\": 64}]");
            set.put("/populations/decoder/atoms", "32");
        }
        ReadScenario read = read("video-memory.json", set);
        assertThatThrownBy(() -> run(read))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/from/")
                .hasMessageContaining(why);
    }

    /** A folder of frames, a Y4M file, a GIF and an event recording: 8 clips of 3 frames of a bar that moves, without labels. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        frames    | { "type": "video-file", "path": "frames" }
        bar.y4m   | { "type": "video-file", "path": "bar.y4m" }
        bar.gif   | { "type": "video-file", "path": "bar.gif" }
        bar.bin   | { "type": "events", "path": "bar.bin", "format": "nmnist", "height": 16, "width": 16, "binMs": 1 }
        """)
    void recordingsTakeThePlaceOfTheGeneratedVideo(String file, String video) throws IOException {
        BarVideo.write(folder.resolve(file));
        Map<String, String> set = smaller();
        set.keySet().removeIf(pointer -> pointer.startsWith("/inputs/clips/of"));
        set.put("/inputs/clips/of", video);
        ReadScenario read = new ScenarioReader(List.of(folder)).read(CORTEX.resolve("video-memory.json"), set);
        RunDirectory run = run(read);
        assertThat(run.isComplete()).isTrue();
        double[] surprise = RecordTable.read(run.records(), "prediction").column("prediction.anomaly");
        assertThat(surprise).as("the bar is coded").contains(1.0);
        assertThat(surprise[22]).as("and predicted when it comes again").isLessThan(0.5);
    }

    /** Java and JSON describe one network: every watched signal of every step is equal. */
    @Test
    void theSameNetworkInJava() throws IOException {
        Map<String, String> set = new HashMap<>();
        set.put("/from", "{}"); // the program codes with Gabor functions
        set.put("/inputs/clips/learned", "4");
        set.put("/inputs/clips/repeats", "1");
        set.put("/inputs/clips/known", "2");
        set.put("/inputs/clips/unseen", "1");
        set.put("/inputs/clips/recalled", "0");
        set.put(
                "/phases",
                "[{ \"name\": \"learn\", \"steps\": 48 }, { \"name\": \"test\", \"steps\": 36, \"learn\": false }]");
        set.put("/records", "[]");
        set.put("/metrics", "[]");
        set.put("/charts", "[]");
        set.put("/seed", "1");
        Network json = read("video-memory.json", set).network();
        Source clips = Params.of(
                        ClipsInput.class,
                        "of",
                        Params.of(VideoInput.class, "sceneFrames", 12),
                        "learned",
                        4,
                        "known",
                        2,
                        "unseen",
                        1)
                .open(new InputContext(KeyedRandom.deriveSeed(1, "input clips"), folder, List.of(), 1L << 30))
                .source();
        Network java = VideoMemory.network(
                clips,
                new Schedule(List.of(
                        new Schedule.Phase("learn", 48, true, false), new Schedule.Phase("test", 36, false, false))));
        assertThat(values(java)).isEqualTo(values(json)).hasSize(84);
    }

    @Test
    void thePageShowsTheProgram() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/sparsecortex/simulations/run/VideoMemory.java"));
        String shown =
                source.substring(source.indexOf("    static Network network("), source.indexOf("    // spotless:on"));
        assertThat(Files.readString(Path.of("../docs/tutorials/video-memory.md")))
                .contains("```java\n" + shown.replaceAll("(?m)^ {4}", "").strip() + "\n```");
    }

    private static List<List<?>> values(Network network) {
        List<Endpoint> watched = WATCHED.stream()
                .map(name -> new Endpoint(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1)))
                .toList();
        List<List<?>> all = new java.util.ArrayList<>();
        try (Runner runner = new SequentialRunner(network, watched)) {
            runner.runTo(84, (step, values) -> all.add(List.copyOf(values)));
        }
        return all;
    }
}
