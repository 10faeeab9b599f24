package org.sparsecortex.simulations.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Graphs that h5py wrote in the layout of the NIR library spike as forward Euler in NumPy does; make.py made both. */
class NirImportTest {
    private static final Path FILES = Path.of("src/test/resources/nir");
    private static final int STEPS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"feedforward, input, 12, 2", "recurrent, input, 12, 2", "convolutional, frames, 60, 2"})
    void spikesAreThoseOfForwardEuler(String graph, String input, int inputs, int layers) throws IOException {
        Map<String, Object> reference = JsonText.parseObject(Files.readString(FILES.resolve("spikes.json")));
        StringBuilder spikes = new StringBuilder("time,neuron\n");
        for (Object spike : (List<?>) reference.get(input)) {
            List<?> pair = (List<?>) spike;
            spikes.append(String.format(Locale.ROOT, "%.1f,%d\n", ((int) pair.get(0) + 1) * 0.1, (int) pair.get(1)));
        }
        Files.writeString(folder.resolve("spikes.csv"), spikes.toString());
        String scenario = NirImport.read(FILES.resolve(graph + ".nir"), true, 1e-4, STEPS + layers)
                .scenario();
        ReadScenario read = new ScenarioReader(List.of())
                .read(
                        scenario,
                        "scenario.json",
                        folder,
                        Map.of(
                                "/inputs/input",
                                "{ \"type\": \"spike-file\", \"path\": \"spikes.csv\", \"neurons\": " + inputs + " }",
                                "/connections/0/from",
                                "\"input.spikes\""));
        RunDirectory run = Simulation.run(
                read, new RunOptions(folder.resolve("run"), Engine.ACTORS, 2, 3, 0, false), new RunListener() {});
        List<List<Integer>> found = new ArrayList<>();
        for (String line : Files.readAllLines(run.records().resolve("output.csv"))) {
            if (line.startsWith("step")) {
                continue;
            }
            String[] row = line.split(",");
            found.add(List.of(Integer.parseInt(row[0]) - layers, Integer.parseInt(row[1])));
        }
        assertThat(found).hasSizeGreaterThan(100).isEqualTo(reference.get(graph));
    }

    /** A graph of nodes: name, type, and parameters of as many values as neurons, which all are the same. */
    private Path graph(String edges, String... nodes) {
        Path file = folder.resolve("g.nir");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("version", "1.0.6");
            WritableGroup node = hdf.putGroup("node");
            node.putDataset("type", "NIRGraph");
            node.putDataset("edges", edges.split("[ >]+"));
            WritableGroup all = node.putGroup("nodes");
            for (String text : nodes) {
                String[] words = text.split(" ");
                WritableGroup one = all.putGroup(words[0]);
                one.putDataset("type", words[1]);
                for (int w = 2; w < words.length; w++) {
                    String[] value = words[w].split("=");
                    one.putDataset(value[0], numbers(value[1]));
                }
            }
        }
        return file;
    }

    private static Object numbers(String text) {
        if (text.contains(";")) {
            String[] rows = text.split(";");
            double[][] values = new double[rows.length][];
            for (int r = 0; r < rows.length; r++) {
                values[r] = (double[]) numbers(rows[r]);
            }
            return values;
        }
        String[] words = text.split(",");
        double[] values = new double[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }

    private static final String LIF = "tau=0.001,0.001 r=10,10 v_leak=0,0 v_threshold=1,1";

    private void refused(Path file, String... says) {
        assertThatThrownBy(() -> NirImport.read(file, true, 1e-4, 10))
                .isInstanceOf(UserError.class)
                .message()
                .contains(says);
    }

    @Test
    void whatDoesNotMapIsNamed() throws IOException {
        String lif = "b LIF " + LIF;
        assertThat(NirImport.read(graph("a > b b > c", "a Input shape=2", lif, "c Output shape=2"), true, 1e-4, 10)
                        .neurons())
                .isEqualTo(2);
        refused(
                graph("a > b b > r r > c", "a Input shape=2", lif, "r LI tau=1,1 r=1,1 v_leak=0,0", "c Output shape=2"),
                "node 'r' (LI)",
                "no exact counterpart");
        refused(
                graph("a > b b > w w > c", "a Input shape=2", lif, "w Linear weight=1,2;3,4", "c Output shape=2"),
                "node 'c' (Output)",
                "weighted sums");
        refused(
                graph(
                        "a > w w > v v > w w > b",
                        "a Input shape=2",
                        lif,
                        "w Linear weight=1,2;3,4",
                        "v Scale scale=1,1"),
                "loop without a neuron");
        refused(
                graph("a > w w > b", "a Input shape=3", lif, "w Linear weight=1,2;3,4"),
                "node 'w' (Linear)",
                "[2, 2]",
                "[3]");
        refused(graph("a > b", "a Input shape=3", lif), "node 'b' (LIF)", "2 neurons and gets 3");
        refused(graph("a > x", "a Input shape=2", lif), "names 'x'");
        refused(graph("a > d d > b", "a Input shape=2", lif, "d Delay delay=0.00015"), "node 'd' (Delay)", "1.5E-4 s");
        refused(
                graph("a > b", "a Input shape=2", "b LIF tau=0.00005,0.001 r=1,1 v_leak=0,0 v_threshold=1,1"),
                "tau = 5.0E-5 s",
                "above the step");
        refused(
                graph("a > b", "a Input shape=2", "b LIF tau=0.001,0.001 r=1,1 v_leak=0,0 v_threshold=1,1 v_reset=2,2"),
                "node 'b' (LIF)",
                "resetMv");
        refused(FILES.resolve("../imports/dictionary.h5"), "no NIR graph");
        refused(FILES.resolve("spikes.json"), "no HDF5 file");
    }

    /** Delays add to the steps between layers, and a skip gets as many as the layers that it skips. */
    @Test
    void delaysAndSkipsAreSteps() throws IOException {
        String made = NirImport.read(
                        graph(
                                "a > b b > d d > c a > c",
                                "a Input shape=2",
                                "b LIF " + LIF,
                                "c LIF " + LIF,
                                "d Delay delay=0.0003"),
                        false,
                        1e-4,
                        10)
                .scenario();
        Map<?, ?> populations = (Map<?, ?>) JsonText.parseObject(made).get("populations");
        Map<?, ?> network = (Map<?, ?>) populations.get("network");
        Map<String, Double> delays = new TreeMap<>();
        for (Object p : (List<?>) network.get("projections")) {
            Map<?, ?> projection = (Map<?, ?>) p;
            delays.put((String) projection.get("id"), (double) ((Map<?, ?>) projection.get("delayMs")).get("value"));
        }
        assertThat(delays)
                .hasSize(3)
                .containsEntry("a-b", 0.1)
                .containsEntry("a-c", 0.2)
                .containsEntry("b-c", 0.4);
    }
}
