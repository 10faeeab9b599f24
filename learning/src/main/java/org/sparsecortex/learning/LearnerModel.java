package org.sparsecortex.learning;

import java.util.List;
import java.util.function.Function;
import org.sparsecortex.learning.StepSums.Coded;
import org.sparsecortex.learning.StepSums.Learnt;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * A population of chunks around a {@link Learner}: port {@code samples}, optional ports {@code probes} and {@code training}.
 *
 * @param <L> the learner
 * @param plan how samples are cut into units
 * @param outputs signals of the model
 * @param merge how statistics of chunks become those of the step
 * @param learner a fresh learner in its initial state, for the kernel of a range
 */
public record LearnerModel<L extends Learner>(
        ChunkPlan plan, Outputs<LearnerKernel<L>> outputs, Merge merge, Function<UnitRange, L> learner)
        implements Model<Coded, Learnt> {
    static final String SAMPLES = "samples";
    static final String PROBES = "probes";
    static final String TRAINING = "training";

    /** The port of the samples. */
    public static PortSpec samples(String what) {
        return new PortSpec(SAMPLES, Kind.REALS, true, what);
    }

    /** The ports of the samples and of the probes. */
    public static List<PortSpec> ports(String what) {
        return List.of(
                samples(what + " of the step, one after another"),
                probes("samples that are coded but not learnt from"));
    }

    /** The port of the probes. */
    public static PortSpec probes(String what) {
        return new PortSpec(PROBES, Kind.REALS, false, what);
    }

    /** A port that forbids learning in steps in which it is not 1. */
    public static PortSpec training(String doc) {
        return new PortSpec(TRAINING, Kind.INTS, false, doc);
    }

    /** A model whose statistics are sums, at its place in a network; errors as in {@link #check}. */
    public static <L extends Learner> LearnerModel<L> at(
            BuildContext context, ChunkPlan plan, Outputs<LearnerKernel<L>> outputs, Function<UnitRange, L> learner) {
        return new LearnerModel<>(plan, outputs, Merge.SUM, learner).check(context);
    }

    /**
     * This model, once the sizes of its ports are found to fit.
     *
     * @throws IllegalArgumentException if the sizes of the ports do not fit the plan
     */
    public LearnerModel<L> check(BuildContext context) {
        requireSize(context, SAMPLES, plan.samples());
        if (plan.probesInstead()) {
            if (context.has(PROBES)) {
                requireSize(context, PROBES, plan.samples());
            }
            return this;
        }
        Checks.that(
                context.has(PROBES) == plan.probes() > 0,
                "probes",
                plan.probes(),
                context.has(PROBES)
                        ? "must be > 0, for port 'probes' is connected"
                        : "port 'probes' has no connection");
        if (plan.probes() > 0) {
            requireSize(context, PROBES, plan.probes());
        }
        if (context.has(TRAINING)) {
            Checks.equal("size of input 'training'", context.inputSize(TRAINING), 1);
        }
        return this;
    }

    private void requireSize(BuildContext context, String port, int samples) {
        int arriving = context.inputSize(port);
        long all = (long) samples * plan.sampleSize();
        Checks.that(
                arriving == all,
                "input '" + port + "'",
                arriving,
                "must be " + samples + " samples of " + plan.sampleSize() + " numbers = " + all);
    }

    @Override
    public Kernel<Coded, Learnt> kernel(UnitRange range) {
        return new LearnerKernel<>(this, range);
    }

    /** Merges the statistics in unit order and joins scores and totals. */
    @Override
    public Reducer<Coded, Learnt> reducer() {
        return (step, round, proposals) -> {
            List<Reals> parts = proposals.stream().map(Coded::statistics).toList();
            List<Ints> lengths = proposals.stream().map(Coded::lengths).toList();
            boolean none = parts.stream().allMatch(p -> p.size() == 0);
            return new Learnt(
                    none ? Reals.zeros(0) : merge.merge(parts, lengths),
                    join(proposals.stream().map(Coded::scores).toList()),
                    join(proposals.stream().map(Coded::totals).toList()));
        };
    }

    private static Reals join(List<Reals> parts) {
        return parts.size() == 1 ? parts.get(0) : (Reals) Signal.join(parts);
    }
}
