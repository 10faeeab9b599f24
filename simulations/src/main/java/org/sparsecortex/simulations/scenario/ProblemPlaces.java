package org.sparsecortex.simulations.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.input.InputProblems;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;

/**
 * Adds problems of a scenario at the place in its file that they are about.
 *
 * @param root the scenario as it was written
 * @param problems written
 */
record ProblemPlaces(Node root, Problems problems) {
    /** A member or an element in the name of a value such as {@code layers[1].filterSize}. */
    private static final Pattern PART = Pattern.compile("[.\\[]?([A-Za-z0-9_]+)]?");

    /** Number of problems so far. */
    int count() {
        return problems.count();
    }

    /**
     * Adds what is wrong with a part of the scenario, as deep as the name of the value and the file go: {@code layers[1].filterSize}
     * may be written there, or only {@code layers}, or neither.
     */
    void problem(String pointer, RuntimeException wrong) {
        if (wrong instanceof InputProblems several) {
            several.all().forEach(one -> problem(pointer, one));
            return;
        }
        String at = pointer;
        if (wrong instanceof ParameterException known) {
            Matcher parts = PART.matcher(known.name());
            boolean found = true;
            for (int end = 0; found && parts.find(end) && parts.start() == end; end = parts.end()) {
                String deeper = at + "/" + parts.group(1);
                found = Overrides.find(root, deeper) != null;
                at = found ? deeper : at;
            }
        }
        problem(at, message(wrong));
    }

    /** What a part of the scenario says against its values; of a fault of that part itself, what it is. */
    private static String message(RuntimeException wrong) {
        return wrong instanceof IllegalArgumentException && wrong.getMessage() != null
                ? wrong.getMessage()
                : "cannot be used with these values, for a reason that it does not tell: " + wrong;
    }

    /** The place {@code deeper} within {@code pointer} if it is written in the file, else {@code pointer}. */
    String nearest(String pointer, String deeper) {
        return Overrides.find(root, pointer + deeper) == null ? pointer : pointer + deeper;
    }

    /** Adds a problem at the pointer, with the line of its nearest ancestor that is written in the file. */
    void problem(String pointer, String message) {
        String at = pointer;
        Node node = Overrides.find(root, at);
        while (node == null && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
            node = Overrides.find(root, at);
        }
        Node place = node == null ? root : node;
        problems.add(pointer, place.at(), place instanceof Node.Scalar ? place.brief() : "", message);
    }
}
