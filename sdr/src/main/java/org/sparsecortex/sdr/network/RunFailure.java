package org.sparsecortex.sdr.network;

import java.util.Optional;
import org.sparsecortex.sdr.kernel.UnitRange;

/** A kernel, reducer or observer threw, or a signal is not a number: says in which population, unit range and step. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String population;
    private final transient UnitRange range;
    private final long step;

    /** The failure of {@code population} (or of the observer) at {@code step}, because of {@code cause}; before any step if that is below 0. */
    public RunFailure(String population, UnitRange range, long step, Throwable cause) {
        super(
                population + (range == null ? "" : ", units " + range) + (step < 0 ? "" : ", step " + step) + ": "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                cause);
        this.population = population;
        this.range = range;
        this.step = step;
    }

    /** This failure; one that knows no step happened at {@code position}. */
    public RunFailure since(long position) {
        return step >= 0 ? this : new RunFailure(population, range, position, getCause());
    }

    /** Name of the population that failed. */
    public String population() {
        return population;
    }

    /** The units among which it failed; empty if it was no range. */
    public Optional<UnitRange> range() {
        return Optional.ofNullable(range);
    }

    /** The step in which it failed. */
    public long step() {
        return step;
    }
}
