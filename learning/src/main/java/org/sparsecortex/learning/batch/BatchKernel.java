package org.sparsecortex.learning.batch;

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

/** Codes the chunks of a range and applies the population's sums to its own copy of the shared parameters. */
final class BatchKernel implements StreamedKernel<Tuple, Tuple> {
    private final BatchModel model;
    private final BatchPlan plan;
    private final UnitRange range;
    private final BatchLearner learner;
    private final double[][] codes;
    private double[] scores = {};

    BatchKernel(BatchModel model, UnitRange range) {
        this.model = model;
        this.plan = model.plan();
        this.range = range;
        this.learner = model.learner().get();
        this.codes = new double[range.size()][];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        int size = step.learn() ? learner.statisticsSize() : 0;
        double[] samples = inputs.reals("samples").toArray();
        double[] probes = plan.probes() > 0 ? inputs.reals("probes").toArray() : new double[0];
        int sampleUnits = Math.max(0, Math.min(range.to(), plan.sampleUnits()) - range.from());
        double[][] parts = new double[sampleUnits][size];
        double[][] scored = new double[sampleUnits][];
        for (int unit = range.from(); unit < range.to(); unit++) {
            int i = unit - range.from();
            int count = plan.count(unit);
            codes[i] = new double[count * learner.codeSize()];
            double[] score = new double[count * learner.scoreSize()];
            boolean probe = plan.isProbe(unit);
            double[] statistics = probe ? new double[0] : parts[i];
            learner.code(probe ? probes : samples, plan.first(unit), count, codes[i], score, statistics);
            if (!probe) {
                scored[i] = score;
            }
        }
        return Tuple.of(Reals.wrap(concat(parts)), Reals.wrap(concat(scored)), Ints.of(size));
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        scores = decision.reals(1).toArray();
        if (step.learn()) {
            learner.learn(decision.reals(0).toArray(), plan.samples());
        }
    }

    @Override
    public Signal read(String signal) {
        boolean probes = signal.equals(BatchModel.PROBE_CODES);
        if (!probes && !signal.equals(model.codes())) {
            return learner.read(signal, scores);
        }
        int first = Math.min(range.to(), Math.max(range.from(), probes ? plan.sampleUnits() : 0));
        int last = Math.max(first, Math.min(range.to(), probes ? plan.units() : plan.sampleUnits()));
        double[][] owned = new double[last - first][];
        for (int unit = first; unit < last; unit++) {
            owned[unit - first] = codes[unit - range.from()];
        }
        return Reals.wrap(concat(owned));
    }

    private static double[] concat(double[][] parts) {
        int size = 0;
        for (double[] part : parts) {
            size += part.length;
        }
        double[] all = new double[size];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        learner.save(out);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        learner.load(in);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) {}

    @Override
    public void loadUnit(int unit, DataInput in) {}
}
