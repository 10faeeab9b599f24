package org.sparsecortex.sdr.kernel;

import java.util.Map;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Where a population stands in its network.
 *
 * @param name name of the population
 * @param seed seed of the population, a function of the scenario's seed and the name
 * @param inputs shape of each connected port, by port name
 */
public record BuildContext(String name, long seed, Map<String, Shape> inputs) {
    public BuildContext {
        inputs = Map.copyOf(inputs);
    }

    /** The context of population {@code name} under the scenario's seed. */
    public static BuildContext of(String name, long scenarioSeed, Map<String, Shape> inputs) {
        return new BuildContext(name, KeyedRandom.deriveSeed(scenarioSeed, "population " + name), inputs);
    }

    /** Whether a port is connected. */
    public boolean has(String port) {
        return inputs.containsKey(port);
    }

    /** Number of elements that arrive at a connected port. */
    public int inputSize(String port) {
        return Checks.present("input '" + port + "'", inputs.get(port)).size();
    }
}
