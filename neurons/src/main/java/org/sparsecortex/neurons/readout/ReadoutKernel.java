package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Signal;
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
    private final Tally tally;

    ReadoutKernel(UnitRange range, int classes, Classifier<P> classifier, Outputs<ReadoutKernel<P>> outputs) {
        this.range = range;
        this.classifier = classifier;
        this.classes = classes;
        this.outputs = outputs;
        tally = new Tally(classes);
    }

    /** The signals of every read-out and where their values come from. */
    static <P extends Evidence> Outputs<ReadoutKernel<P>> outputs(int classes) {
        return Tally.outputs(classes, k -> k.tally);
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
        tally.none();
        if (step.learn()) {
            if (label >= 0 && inputs.sdr("code").cardinality() > 0) {
                classifier.learn(inputs.sdr("code"), label);
            }
            return;
        }
        tally.answer(decision.prediction().get(0), label);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        tally.state(state);
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
