package org.sparsecortex.simulations.nir;

import java.util.Map;
import java.util.Optional;
import org.sparsecortex.simulations.array.ArrayFile.Numbers;
import org.sparsecortex.simulations.problem.UserError;

/**
 * A node of a graph.
 *
 * @param name its name, of a node within subgraphs with theirs before it: {@code outer.inner}
 * @param type name of its primitive
 * @param values its parameters
 */
record NirNode(String name, String type, Map<String, Numbers> values) {
    /** What messages call it. */
    @Override
    public String toString() {
        return "node '" + name + "' (" + type + ")";
    }

    /** A parameter. */
    Numbers value(String key) {
        return optional(key).orElseThrow(() -> wrong("has no " + key));
    }

    Optional<Numbers> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A parameter of the neurons: one for each, or one for all. */
    double[] each(String key, int count) {
        double[] given = value(key).values();
        if (given.length != count && given.length != 1) {
            throw wrong("has " + given.length + " values of " + key + " for " + count + " neurons");
        }
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = given[given.length == 1 ? 0 : i];
            if (!Double.isFinite(all[i])) {
                throw wrong("has " + key + " = " + all[i]);
            }
        }
        return all;
    }

    /** Two whole numbers, for rows and columns; one stands for both. */
    int[] pair(String key, int otherwise) {
        double[] given = optional(key).map(Numbers::values).orElse(new double[] {otherwise});
        int[] pair = new int[2];
        for (int d = 0; d < 2; d++) {
            double value = given[Math.min(d, given.length - 1)];
            if (given.length > 2 || value != Math.rint(value) || Math.abs(value) > 1 << 20) {
                throw wrong("has " + key + " = " + value + ", which is no pair of whole numbers");
            }
            pair[d] = (int) value;
        }
        return pair;
    }

    UserError wrong(String what) {
        return new UserError(this + " " + what);
    }
}
