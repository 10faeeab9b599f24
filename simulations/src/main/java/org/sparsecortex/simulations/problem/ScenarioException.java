package org.sparsecortex.simulations.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be run; carries every mistake that was found. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** The exception of at least one problem. */
    public ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }
}
