package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** What all read-outs do alike: learn or predict, and keep the confusion of all predictions. */
final class ReadoutKernel implements StreamedKernel<Tuple, Tuple> {
    private final UnitRange range;
    private final int classes;
    private final Classifier classifier;
    private final int[] confusion;
    private int unanswered;
    private int prediction = -1;
    private double correct = Double.NaN;

    ReadoutKernel(UnitRange range, int classes, Classifier classifier) {
        this.range = range;
        this.classifier = classifier;
        this.classes = classes;
        confusion = new int[classes * classes];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        return step.learn() ? Tuple.EMPTY : classifier.evidence(inputs.sdr("code"));
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        int label = Checks.inRange("label", inputs.ints("label").get(0), -1, classes - 1);
        prediction = -1;
        correct = Double.NaN;
        if (step.learn()) {
            if (label >= 0 && inputs.sdr("code").cardinality() > 0) {
                classifier.learn(inputs.sdr("code"), label);
            }
            return;
        }
        prediction = decision.ints(0).get(0);
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
        return switch (signal) {
            case "prediction" -> Ints.of(prediction);
            case "correct" -> Reals.of(correct);
            case "accuracy" -> Reals.of(accuracy());
            case "confusion" -> Ints.of(confusion);
            default -> classifier.read(signal);
        };
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
    public void saveShared(DataOutput out) throws IOException {
        out.writeInt(prediction);
        out.writeInt(unanswered);
        out.writeDouble(correct);
        for (int count : confusion) {
            out.writeInt(count);
        }
        classifier.saveShared(out);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        prediction = in.readInt();
        unanswered = in.readInt();
        correct = in.readDouble();
        for (int c = 0; c < confusion.length; c++) {
            confusion[c] = in.readInt();
        }
        classifier.loadShared(in);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        classifier.saveUnit(unit, out);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        classifier.loadUnit(unit, in);
    }

    @Override
    public void loaded() {
        classifier.loaded();
    }
}
