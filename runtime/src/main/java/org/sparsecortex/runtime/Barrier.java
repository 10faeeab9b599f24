package org.sparsecortex.runtime;

import java.util.Arrays;
import java.util.List;

/** Collects one answer of each range for one (step, round); late, early and repeated ones are ignored. */
final class Barrier<T> {
    private final Object[] answers;
    private long step = Long.MIN_VALUE;
    private int round;
    private int missing;

    Barrier(int ranges) {
        answers = new Object[ranges];
    }

    /** Starts to wait for the answers of a (step, round). */
    void open(long forStep, int forRound) {
        step = forStep;
        round = forRound;
        missing = answers.length;
        Arrays.fill(answers, null);
    }

    /** Takes an answer; true if it was the last one missing. */
    boolean accept(int range, long ofStep, int ofRound, T answer) {
        if (ofStep != step || ofRound != round || missing == 0 || answers[range] != null) {
            return false;
        }
        answers[range] = answer;
        return --missing == 0;
    }

    /** Whether no answer is missing. */
    boolean isComplete() {
        return missing == 0;
    }

    /** The answers in the order of the ranges. */
    @SuppressWarnings("unchecked")
    List<T> values() {
        return (List<T>) Arrays.asList(answers.clone());
    }
}
