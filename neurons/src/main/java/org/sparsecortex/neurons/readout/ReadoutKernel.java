package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * What all read-outs do alike: learn or predict, and keep the confusion of all predictions.
 *
 * @param <P> what speaks for the classes
 */
final class ReadoutKernel<P extends Evidence> implements Kernel<P, Answer> {
    private final UnitRange range;
    private final int classes;
    private final Classifier<P> classifier;
    private final Outputs<ReadoutKernel<P>> outputs;
    private final int[] confusion;
    private int unanswered;
    private int prediction = -1;
    private double correct = Double.NaN;

    ReadoutKernel(UnitRange range, int classes, Classifier<P> classifier, Outputs<ReadoutKernel<P>> outputs) {
        this.range = range;
        this.classifier = classifier;
        this.classes = classes;
        this.outputs = outputs;
        confusion = new int[classes * classes];
    }

    /** The signals of every read-out and where their values come from. */
    static <P extends Evidence> Outputs<ReadoutKernel<P>> outputs(int classes) {
        return new Outputs<ReadoutKernel<P>>()
                .global(
                        "prediction",
                        Kind.INTS,
                        1,
                        "predicted class; -1 while learning or without any evidence",
                        k -> Ints.of(k.prediction))
                .global(
                        "correct",
                        Kind.REALS,
                        1,
                        "1 if it equals the label, 0 if not; NaN while learning or without a label",
                        k -> Reals.of(k.correct))
                .global(
                        "right",
                        Kind.REALS,
                        1,
                        "the same for ports, which take numbers only: 1 if it equals the label, else 0",
                        k -> Reals.of(k.correct == 1.0 ? 1.0 : 0.0))
                .global(
                        "accuracy",
                        Kind.REALS,
                        1,
                        "fraction correct over all steps without learning so far; NaN before the first",
                        k -> Reals.of(k.accuracy()))
                .global(
                        "confusion",
                        Kind.INTS,
                        classes * classes,
                        "counts by label (row) and prediction (column)",
                        k -> Ints.of(k.confusion))
                .over(classes, classes);
    }

    /** Memory of what all read-outs keep. */
    static long bytes(int classes) {
        return 64L + 4L * classes * classes;
    }

    /** What is special to this kind of read-out. */
    Classifier<P> classifier() {
        return classifier;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public P propose(Step step, Inputs inputs, int round) {
        return step.learn() ? classifier.none() : classifier.evidence(inputs.sdr("code"));
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Answer decision) {
        int label = Checks.inRange("label", inputs.ints("label").get(0), -1, classes - 1);
        prediction = -1;
        correct = Double.NaN;
        if (step.learn()) {
            if (label >= 0 && inputs.sdr("code").cardinality() > 0) {
                classifier.learn(inputs.sdr("code"), label);
            }
            return;
        }
        prediction = decision.prediction().get(0);
        if (label >= 0) {
            correct = prediction == label ? 1.0 : 0.0;
            if (prediction >= 0) {
                confusion[label * classes + prediction]++;
            } else {
                unanswered++;
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
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

    @Override
    public void shared(State state) {
        prediction = state.keep("prediction", prediction);
        unanswered = state.keep("unanswered", unanswered);
        correct = state.keep("correct", correct);
        state.keep("confusion", confusion);
        classifier.shared(state);
    }

    @Override
    public void unit(int unit, State state) {
        classifier.unit(unit, state);
    }

    @Override
    public void loaded() {
        classifier.loaded();
    }
}
