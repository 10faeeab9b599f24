package org.sparsecortex.learning;

import java.util.Arrays;
import org.sparsecortex.learning.StepSums.Coded;
import org.sparsecortex.learning.StepSums.Learnt;
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

/**
 * Codes the chunks of a range and applies the population's sums to its own copy of the shared parameters.
 *
 * @param <L> the learner that does the arithmetic
 */
public final class LearnerKernel<L extends Learner> implements Kernel<Coded, Learnt> {
    private final LearnerModel<L> model;
    private final ChunkPlan plan;
    private final UnitRange range;
    private final L learner;
    private final double[][] codes;
    private StepSums sums = new StepSums(new double[0], new double[0], new double[0], 0);

    LearnerKernel(LearnerModel<L> model, UnitRange range) {
        this.model = model;
        this.plan = model.plan();
        this.range = range;
        this.learner = model.learner().apply(range);
        this.codes = new double[range.size()][0];
    }

    /** Signals with the codes of the samples and, if there are any beside them, of the probes. */
    public static <L extends Learner> Outputs<LearnerKernel<L>> codes(ChunkPlan plan, int codeSize, String doc) {
        return codes(plan, "codes", codeSize, doc);
    }

    /** The same where codes have a {@code name} of their own. */
    public static <L extends Learner> Outputs<LearnerKernel<L>> codes(
            ChunkPlan plan, String name, int codeSize, String doc) {
        Outputs<LearnerKernel<L>> outputs = new Outputs<>();
        outputs.perUnit(name, Kind.REALS, plan.samples() * codeSize, doc, k -> Reals.wrap(k.codes(false)))
                .over(plan.samples(), codeSize);
        if (plan.probes() > 0) {
            outputs.perUnit(
                            "probeCodes",
                            Kind.REALS,
                            plan.probes() * codeSize,
                            doc + ", of the probes",
                            k -> Reals.wrap(k.codes(true)))
                    .over(plan.probes(), codeSize);
        }
        return outputs;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    /** The learner, whose parameters are those of the whole population. */
    public L learner() {
        return learner;
    }

    /** Sums of the last step. */
    public StepSums sums() {
        return sums;
    }

    /** Codes of this range's samples, or of its probes, one after another. */
    public double[] codes(boolean probes) {
        int first = Math.min(range.to(), Math.max(range.from(), probes ? plan.sampleUnits() : 0));
        int last = Math.max(first, Math.min(range.to(), probes ? plan.units() : plan.sampleUnits()));
        return Dense.concat(Arrays.copyOfRange(codes, first - range.from(), last - range.from()));
    }

    /** The step as the learner sees it: the port {@code training}, where there is one, can forbid learning. */
    private static Step gated(Step step, Inputs inputs) {
        boolean forbidden = step.learn()
                && inputs.hasPort(LearnerModel.TRAINING)
                && inputs.has(LearnerModel.TRAINING)
                && inputs.ints(LearnerModel.TRAINING).get(0) != 1;
        return forbidden ? new Step(step.index(), false, step.reset()) : step;
    }

    @Override
    public Coded propose(Step given, Inputs inputs, int round) {
        Step step = gated(given, inputs);
        Reals samples = plan.samples(step, inputs);
        double[][] statistics = new double[range.size()][];
        double[][] scores = new double[range.size()][0];
        double[][] totals = new double[range.size()][0];
        int[] lengths = new int[range.size()];
        for (int i = 0; i < lengths.length; i++) {
            boolean probe = plan.isProbe(range.from() + i);
            Reals from = probe ? inputs.reals(LearnerModel.PROBES) : samples;
            Chunk chunk = new Chunk(step, inputs, from, plan, range.from() + i, learner);
            learner.code(chunk);
            codes[i] = chunk.codes();
            statistics[i] = probe ? new double[0] : chunk.statistics();
            lengths[i] = statistics[i].length;
            if (!probe) {
                scores[i] = chunk.scores();
                totals[i] = chunk.totals();
            }
        }
        return new Coded(
                Reals.wrap(Dense.concat(statistics)),
                Ints.wrap(lengths),
                Reals.wrap(Dense.concat(scores)),
                Reals.wrap(Dense.concat(totals)));
    }

    @Override
    public void commit(Step given, Inputs inputs, int round, Learnt decision) {
        Step step = gated(given, inputs);
        sums = new StepSums(
                decision.statistics().toArray(),
                decision.scores().toArray(),
                decision.totals().toArray(),
                plan.samples());
        learner.take(step, inputs, sums);
        sums = new StepSums(new double[0], sums.scores(), sums.totals(), sums.samples());
    }

    @Override
    public Signal read(String signal) {
        return model.outputs().read(this, signal);
    }

    @Override
    public void shared(State state) {
        learner.shared(state);
    }

    @Override
    public void imported() {
        learner.imported();
    }

    @Override
    public void unit(int unit, State state) {
        learner.unit(unit, state);
    }

    @Override
    public void loaded() {
        learner.loaded();
    }
}
