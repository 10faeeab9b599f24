package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * What each step does: the phases of a run one after another.
 *
 * @param phases at least one phase
 */
public record Schedule(List<Phase> phases) {
    /** Number of steps of a phase without an end, which a run never reaches. */
    public static final long OPEN = 1L << 52;

    public Schedule {
        phases = List.copyOf(phases);
        Checks.atLeast("phases", phases.size(), 1);
    }

    /**
     * A stretch of steps under one regime.
     *
     * @param name name shown in records and reports
     * @param steps number of steps, at least 1
     * @param learn whether plasticity is on
     * @param resetAtStart whether the first step begins a new sequence
     */
    public record Phase(String name, long steps, boolean learn, boolean resetAtStart) {
        public Phase {
            Checks.inRange("steps", steps, 1L, Long.MAX_VALUE >> 8);
        }
    }

    /** One phase of learning. */
    public static Schedule learning(long steps) {
        return new Schedule(List.of(new Phase("run", steps, true, false)));
    }

    /** Whether the last phase has no end: how long the run is shows when its input ends. */
    public boolean isOpen() {
        return phases.get(phases.size() - 1).steps() >= OPEN;
    }

    /** Number of steps of all phases; {@link #OPEN} or more without an end. */
    public long totalSteps() {
        return phases.stream().mapToLong(Phase::steps).sum();
    }

    /** Index of the phase that holds {@code step}; the last one for any step beyond the end. */
    public int phaseAt(long step) {
        long end = 0;
        for (int p = 0; p < phases.size(); p++) {
            end += phases.get(p).steps();
            if (step < end) {
                return p;
            }
        }
        return phases.size() - 1;
    }

    boolean learnAt(long step) {
        return phases.get(phaseAt(step)).learn();
    }

    boolean resetAt(long step) {
        long start = 0;
        for (Phase phase : phases) {
            if (step == start) {
                return phase.resetAtStart();
            }
            start += phase.steps();
        }
        return false;
    }
}
