package org.sparsecortex.simulations.nir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Normaliser;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.spiking.ExternalSource;
import org.sparsecortex.spiking.Group;
import org.sparsecortex.spiking.SpikingNetworkParams;

/**
 * A NIR file as a scenario that runs: the network, random spikes for each of its inputs, records of all spikes and of those of its
 * outputs, and a raster.
 */
public final class NirImport {
    private static final String NETWORK = "network";
    private static final int ACTIVE_SHARE = 20;

    private NirImport() {}

    /** What was read. */
    public record Imported(String scenario, int neurons, long synapses) {}

    /**
     * Reads a file.
     *
     * @param euler whether a step is one of forward Euler, else exact
     * @param stepSeconds duration of a step, for which a spike is 1
     * @param steps steps of the scenario
     * @throws UserError if the file is none, holds what has no exact counterpart, or numbers that cannot be had
     */
    public static Imported read(Path file, boolean euler, double stepSeconds, int steps) throws IOException {
        NirGraph graph = NirGraph.read(file);
        try {
            NirNetwork network = new NirNetwork(graph, euler ? Cell.Scheme.EULER : Cell.Scheme.EXACT, stepSeconds);
            SpikingNetworkParams params = network.network();
            Map<String, Object> scenario = scenario(file, graph, params, network.outputs(), steps);
            String text = JsonTree.write(Normaliser.node(scenario), true) + "\n";
            return new Imported(text, params.units(), Math.round(params.expectedSynapses()));
        } catch (ParameterException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> scenario(
            Path file, NirGraph graph, SpikingNetworkParams params, List<String> outputs, int steps)
            throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put(
                "name",
                ("nir-" + name.replaceAll("[^A-Za-z0-9._-]", "_")).substring(0, Math.min(64, name.length() + 4)));
        scenario.put(
                "description",
                "Network of the NIR file " + file.getFileName() + " (version " + graph.version() + ", SHA-256 "
                        + sha256(file) + ").");
        scenario.put("phases", List.of(Map.of("steps", steps, "learn", false)));
        scenario.put("inputs", inputs(params));
        scenario.put("populations", Map.of(NETWORK, params));
        scenario.put(
                "connections",
                params.sources().stream()
                        .map(s -> ordered("from", s.id() + ".sdr", "to", NETWORK + "." + s.id()))
                        .toList());
        scenario.put("records", records(outputs));
        scenario.put("charts", List.of(raster(params)));
        return scenario;
    }

    private static Map<String, Object> inputs(SpikingNetworkParams params) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (ExternalSource source : params.sources()) {
            int active = (source.neurons() + ACTIVE_SHARE - 1) / ACTIVE_SHARE;
            inputs.put(source.id(), ordered("type", "random-sdr", "size", source.neurons(), "active", active));
        }
        return inputs;
    }

    private static List<Map<String, Object>> records(List<String> outputs) {
        Map<String, Object> all = ordered("id", "spikes", "signals", List.of(NETWORK + ".spikes"));
        if (outputs.isEmpty()) {
            return List.of(all);
        }
        List<String> signals =
                outputs.stream().map(group -> NETWORK + ".active-" + group).toList();
        return List.of(all, ordered("id", "output", "signals", signals));
    }

    private static Map<String, Object> raster(SpikingNetworkParams params) {
        return ordered(
                "type", "spike-raster",
                "id", "raster",
                "record", "spikes",
                "stepMs", params.stepMs(),
                "groups",
                        params.groups().stream()
                                .map((Group g) -> ordered("label", g.id(), "neurons", g.neurons()))
                                .toList());
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
