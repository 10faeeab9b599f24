package org.sparsecortex.simulations.saved;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Normaliser;

/**
 * What a saved model says about itself, as JSON in its array {@code model}.
 *
 * @param population name of the population that was saved
 * @param seed seed of its scenario; with the name, the key of all its randomness
 * @param units number of units
 * @param inputs shape of each connected port
 * @param parameters its type and parameters, as a scenario holds them
 * @param origin where it comes from: scenario, hash, step, version
 */
public record ModelHeader(
        String population,
        long seed,
        int units,
        Map<String, String> inputs,
        Map<String, Object> parameters,
        Map<String, Object> origin) {
    /** Version of the form; a reader refuses others. */
    private static final int FORMAT = 1;

    /** Key of {@link #steps} in the origin. */
    public static final String STEPS = "steps";

    private static final String TYPE = "type";

    public ModelHeader {
        inputs = new TreeMap<>(inputs);
    }

    /** The header of a population. */
    public static ModelHeader of(
            String population, long seed, ModelParams params, Map<String, Shape> inputs, Map<String, Object> origin) {
        return new ModelHeader(population, seed, params.units(), texts(inputs), parameters(params), origin);
    }

    private static Map<String, String> texts(Map<String, Shape> inputs) {
        Map<String, String> texts = new TreeMap<>();
        inputs.forEach((port, shape) -> texts.put(port, shape.toString()));
        return texts;
    }

    private static Map<String, Object> parameters(ModelParams params) {
        Node node = Normaliser.node(params);
        return node instanceof Node.Scalar name
                ? Map.of(TYPE, name.value())
                : JsonText.parseObject(JsonTree.write(node, false));
    }

    /** Steps that the population had been through when it was saved, those of runs before among them. */
    public long steps() {
        return origin.get(STEPS) instanceof Number steps ? steps.longValue() : 0;
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", FORMAT);
        all.put("population", population);
        all.put("seed", seed);
        all.put("units", units);
        all.put("inputs", inputs);
        all.put("parameters", parameters);
        all.put("origin", origin);
        return JsonText.pretty(all);
    }

    /** @throws UnfitModel if the text is no header */
    @SuppressWarnings("unchecked") // each part is looked at by those who use it, as an Object
    static ModelHeader parse(String text) {
        try {
            Map<String, Object> all = JsonText.parseObject(text);
            if (!Integer.valueOf(FORMAT).equals(all.get("format"))) {
                throw new UnfitModel("is of format " + all.get("format") + ", this version reads format " + FORMAT);
            }
            Map<String, String> inputs = new TreeMap<>();
            ((Map<String, Object>) all.get("inputs")).forEach((port, shape) -> inputs.put(port, (String) shape));
            return new ModelHeader(
                    (String) Objects.requireNonNull(all.get("population")),
                    ((Number) all.get("seed")).longValue(),
                    ((Number) all.get("units")).intValue(),
                    inputs,
                    (Map<String, Object>) Objects.requireNonNull(all.get("parameters")),
                    (Map<String, Object>) Objects.requireNonNull(all.get("origin")));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new UnfitModel("has an array 'model' that does not describe one: " + e.getMessage(), e);
        }
    }

    /**
     * What keeps a population from starting with this model, by the name of the parameter or of the port; empty if nothing
     * does.
     *
     * @param changed parameters that may differ
     */
    public Map<String, String> mismatches(ModelParams params, Map<String, Shape> shapes, List<String> changed) {
        Map<String, Object> now = parameters(params);
        Map<String, String> found = new LinkedHashMap<>();
        if (!Objects.equals(parameters.get(TYPE), now.get(TYPE))) {
            found.put(TYPE, "the saved model is a " + parameters.get(TYPE) + ", not a " + now.get(TYPE));
            return found;
        }
        Set<String> names = new TreeSet<>(parameters.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            if (!changed.contains(name) && !Objects.equals(parameters.get(name), now.get(name))) {
                found.put(
                        name,
                        name + " = " + now.get(name) + ", but the saved model has " + parameters.get(name)
                                + "; take its value, or name the parameter in \"changed\" if its state fits both");
            }
        }
        Map<String, String> arriving = texts(shapes);
        if (!inputs.equals(arriving)) {
            found.put("", "what arrives is " + arriving + ", but the saved model was made with " + inputs);
        }
        for (String name : new ArrayList<>(changed)) {
            if (!names.contains(name)) {
                found.put("", "changed: there is no parameter '" + name + "', only " + names);
            }
        }
        return found;
    }
}
