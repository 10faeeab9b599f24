package org.sparsecortex.simulations.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.runtime.Cost;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.simulations.input.InputContext;

/**
 * A scenario that was read without a problem.
 *
 * @param scenario its records
 * @param network the network it describes, with opened inputs
 * @param json normalised text, every default filled in
 * @param hash SHA-256 of the normalised text and of the contents of all input files, in hexadecimal digits
 * @param folder folder that paths in it are relative to
 * @param dataRoots further folders from which it may read
 * @param inputDigests SHA-256 of each input file by its path in the scenario
 * @param sweepFiles the files that each axis over files runs through, by its label
 * @param notices what a user should know about the file although nothing is wrong with it, a line each
 * @param found what inputs found in their files where the scenario left it open, by the input's name
 */
public record ReadScenario(
        Scenario scenario,
        Network network,
        String json,
        String hash,
        Path folder,
        List<Path> dataRoots,
        Map<String, String> inputDigests,
        Map<String, List<String>> sweepFiles,
        List<String> notices,
        Map<String, Map<String, Object>> found) {
    /** A scenario whose inputs say everything themselves. */
    public ReadScenario(
            Scenario scenario,
            Network network,
            String json,
            String hash,
            Path folder,
            List<Path> dataRoots,
            Map<String, String> inputDigests,
            Map<String, List<String>> sweepFiles,
            List<String> notices) {
        this(scenario, network, json, hash, folder, dataRoots, inputDigests, sweepFiles, notices, Map.of());
    }

    /** What each population is estimated to take, bytes. */
    public Map<String, Cost> estimatedBytes() {
        Map<String, Cost> bytes = new LinkedHashMap<>();
        scenario.populations().forEach((name, params) -> {
            BuildContext context = BuildContext.of(name, scenario.seed(), network.arriving(name));
            long all = Math.max(0, params.estimatedBytes(context));
            long repeated = Math.min(all, params.repeatedBytes(context));
            bytes.put(name, new Cost(all - repeated, repeated));
        });
        return bytes;
    }

    /** The file of the saved model that a population starts from. */
    public Path modelOf(String population) {
        return scenario.from()
                .get(population)
                .resolve(population, new InputContext(0, folder, dataRoots, Long.MAX_VALUE));
    }
}
