package org.sparsecortex.neurons.readout;

import java.util.function.Function;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;

/** The last answer of a read-out, and the confusion of all of them. */
final class Tally {
    private final int classes;
    private final int[] confusion;
    private int unanswered;
    private int prediction = -1;
    private double correct = Double.NaN;

    Tally(int classes) {
        this.classes = classes;
        confusion = new int[classes * classes];
    }

    /** The signals of every read-out and where their values come from. */
    static <K> Outputs<K> outputs(int classes, Function<K, Tally> of) {
        return new Outputs<K>()
                .global(
                        "prediction",
                        Kind.INTS,
                        1,
                        "predicted class; -1 while learning or without any evidence",
                        k -> Ints.of(of.apply(k).prediction))
                .global(
                        "correct",
                        Kind.REALS,
                        1,
                        "1 if it equals the label, 0 if not; NaN while learning or without a label",
                        k -> Reals.of(of.apply(k).correct))
                .global(
                        "right",
                        Kind.REALS,
                        1,
                        "the same for ports, which take numbers only: 1 if it equals the label, else 0",
                        k -> Reals.of(of.apply(k).correct == 1.0 ? 1.0 : 0.0))
                .global(
                        "accuracy",
                        Kind.REALS,
                        1,
                        "fraction correct over all steps without learning so far; NaN before the first",
                        k -> Reals.of(of.apply(k).accuracy()))
                .global(
                        "confusion",
                        Kind.INTS,
                        classes * classes,
                        "counts by label (row) and prediction (column)",
                        k -> Ints.of(of.apply(k).confusion))
                .over(classes, classes);
    }

    /** A step in which nothing is answered. */
    void none() {
        prediction = -1;
        correct = Double.NaN;
    }

    /** An answer, -1 for none, and what is right, -1 if that is not known. */
    void answer(int answer, int label) {
        prediction = answer;
        correct = Double.NaN;
        if (label >= 0) {
            correct = prediction == label ? 1.0 : 0.0;
            if (prediction >= 0) {
                confusion[label * classes + prediction]++;
            } else {
                unanswered++;
            }
        }
    }

    private double accuracy() {
        long all = unanswered;
        long right = 0;
        for (int c = 0; c < confusion.length; c++) {
            all += confusion[c];
            right += c % (classes + 1) == 0 ? confusion[c] : 0;
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    void state(State state) {
        prediction = state.keep("prediction", prediction);
        unanswered = state.keep("unanswered", unanswered);
        correct = state.keep("correct", correct);
        state.keep("confusion", confusion);
    }
}
