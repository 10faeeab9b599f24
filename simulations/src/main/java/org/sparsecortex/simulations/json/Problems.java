package org.sparsecortex.simulations.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;

/** Collects the mistakes of one file. */
public final class Problems {
    private final String file;
    private final List<Problem> all = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    /** No problems yet in a file of this name. */
    public Problems(String file) {
        this.file = file;
    }

    /** Adds a problem at a place of the file. */
    public void add(String pointer, Node.Location at, String value, String message) {
        add(new Problem(file, printable(pointer), at.line(), at.column(), printable(value), printable(message)));
    }

    /** Adds the problem of a value of which something else is kept: nothing that is said of that will be added. */
    void addUnreadable(String pointer, Node.Location at, String value, String message) {
        add(pointer, at, value, message);
        unreadable.add(printable(pointer));
    }

    /** Adds a problem of the same file, unless it is there. */
    public void add(Problem problem) {
        if (!all.contains(problem) && !unreadable.contains(problem.pointer())) {
            all.add(problem);
        }
    }

    /** What a damaged or hostile file says may hold escapes that a terminal would obey. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }

    /** Adds a problem of a value. */
    public void add(String pointer, Node node, String message) {
        add(pointer, node.at(), node.brief(), message);
    }

    /** All problems in the order in which they were added. */
    public List<Problem> all() {
        return List.copyOf(all);
    }

    /** Number of problems. */
    public int count() {
        return all.size();
    }

    /**
     * Ends the reading of a file with problems.
     *
     * @throws ScenarioException if there is any
     */
    public void throwIfAny() {
        if (!all.isEmpty()) {
            throw new ScenarioException(all);
        }
    }
}
