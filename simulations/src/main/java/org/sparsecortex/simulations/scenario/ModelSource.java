package org.sparsecortex.simulations.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.input.InputContext;

/**
 * Where a population's state comes from before the first step: a model that another run saved.
 *
 * <p>The population keeps the saved one's randomness: its draws are keyed by the seed and the name that the model was saved
 * with, so that a run that goes on with other data is what one longer run would have been.
 */
public record ModelSource(
        @Param(doc = "run directory that holds the model, below the scenario's folder or a data root", def = "\"\"")
        String run,

        @Param(doc = "name of the population in that run; empty for the same name", def = "\"\"")
        String population,

        @Param(doc = "instead of run: file of the model (.npz)", def = "\"\"")
        String file,

        @Param(
                doc =
                        "parameters that may differ from those that the model was saved with, for example rates of learning",
                def = "[]")
        List<String> changed,

        @Param(
                doc = "instead of the whole state: parts of it, by their names in a saved model without shared/,"
                        + " each with the name of its array in the file",
                def = "{}")
        Map<String, String> arrays,

        @Param(doc = "parts whose arrays stand the other way round, as columns of MATLAB do", def = "[]")
        List<String> transposed) {
    public ModelSource {
        Checks.that(
                changed.isEmpty() || arrays.isEmpty(),
                "changed",
                changed,
                "goes with a whole state; arrays are taken whatever the parameters were, if their sizes fit");
        Checks.that(
                arrays.isEmpty() || !run.isEmpty() || ArrayFile.isKnown(Path.of(file)),
                "arrays",
                arrays.keySet(),
                "goes with a file of arrays: .npy, .npz, .h5, .hdf5 or .mat");
        for (String part : transposed) {
            Checks.that(arrays.containsKey(part), "transposed", part, "is not among the arrays " + arrays.keySet());
        }
        Checks.that(run.isEmpty() != file.isEmpty(), "run", "\"" + run + "\"", "give either run or file");
        Checks.that(
                population.isEmpty() || !run.isEmpty(),
                "population",
                "\"" + population + "\"",
                "goes with run; a file holds one population");
    }

    /** Whether the population takes all of its state from the model, and its seed and name with it. */
    public boolean whole() {
        return arrays.isEmpty();
    }

    /** The path of the model for a population of this scenario. */
    public String path(String name) {
        return file.isEmpty() ? run + "/models/" + (population.isEmpty() ? name : population) + ".npz" : file;
    }

    /**
     * The file of the model for a population of this scenario.
     *
     * @throws IllegalArgumentException if there is none, or it lies where nothing may be read
     */
    public Path resolve(String name, InputContext files) {
        return files.resolve(path(name));
    }
}
