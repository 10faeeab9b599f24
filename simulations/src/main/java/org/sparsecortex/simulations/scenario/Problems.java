package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one file. */
final class Problems {
    private final String file;
    private final List<Problem> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String pointer, Node.Location at, String value, String message) {
        all.add(new Problem(file, pointer, at.line(), at.column(), value, message));
    }

    void add(String pointer, Node node, String message) {
        add(pointer, node.at(), node.brief(), message);
    }

    List<Problem> all() {
        return List.copyOf(all);
    }

    int count() {
        return all.size();
    }

    void throwIfAny() {
        if (!all.isEmpty()) {
            throw new ScenarioException(all);
        }
    }
}
