package org.sparsecortex.learning.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * A population of chunks around a {@link BatchLearner}: port {@code samples}, optional port {@code probes}, and per-unit signals
 * with the codes.
 *
 * @param plan how samples are cut into units
 * @param codes name of the signal that holds the codes of the samples
 * @param learner a fresh learner in its initial state
 */
public record BatchModel(BatchPlan plan, String codes, Supplier<BatchLearner> learner) implements Model<Tuple, Tuple> {
    /** Name of the signal that holds the codes of the probes. */
    public static final String PROBE_CODES = "probeCodes";

    /** The two ports. */
    public static List<PortSpec> ports(String what) {
        return List.of(
                new PortSpec("samples", Kind.REALS, true, what + " of the step, one after another"),
                new PortSpec("probes", Kind.REALS, false, "samples that are coded but not learnt from"));
    }

    /** The per-unit signals: codes of the samples and, if there are any, of the probes. */
    public static List<SignalSpec> codeSignals(BatchPlan plan, String name, int codeSize, String doc) {
        List<SignalSpec> all = new ArrayList<>();
        all.add(SignalSpec.perUnit(name, Kind.REALS, plan.samples() * codeSize, doc));
        if (plan.probes() > 0) {
            all.add(SignalSpec.perUnit(PROBE_CODES, Kind.REALS, plan.probes() * codeSize, doc + ", of the probes"));
        }
        return all;
    }

    /**
     * The model at its place in a network.
     *
     * @throws IllegalArgumentException if the sizes of the ports do not fit the plan
     */
    public static BatchModel at(BuildContext context, BatchPlan plan, String codes, Supplier<BatchLearner> learner) {
        requireSize(context, "samples", plan.samples(), plan.sampleSize());
        Checks.that(
                context.has("probes") == plan.probes() > 0,
                "probes",
                plan.probes(),
                context.has("probes")
                        ? "must be > 0, for port 'probes' is connected"
                        : "port 'probes' has no connection");
        if (plan.probes() > 0) {
            requireSize(context, "probes", plan.probes(), plan.sampleSize());
        }
        return new BatchModel(plan, codes, learner);
    }

    private static void requireSize(BuildContext context, String port, int samples, int size) {
        int arriving = context.inputSize(port);
        Checks.that(
                arriving == (long) samples * size,
                "input '" + port + "'",
                arriving,
                "must be " + samples + " samples of " + size + " numbers = " + (long) samples * size);
    }

    @Override
    public Kernel<Tuple, Tuple> kernel(UnitRange range) {
        return new BatchKernel(this, range);
    }

    /** Adds the statistics chunk by chunk in unit order and joins the scores. */
    @Override
    public Reducer<Tuple, Tuple> reducer() {
        return BatchModel::reduce;
    }

    private static Tuple reduce(Step step, int round, List<Tuple> proposals) {
        int size = proposals.get(0).ints(2).get(0);
        double[] sum = new double[size];
        for (Tuple proposal : proposals) {
            Reals parts = proposal.reals(0);
            double[] part = new double[size];
            for (int at = 0; size > 0 && at < parts.size(); at += size) {
                parts.copyTo(at, part, 0, size);
                Dense.addScaled(1.0, part, 0, sum, 0, size);
            }
        }
        return Tuple.of(Reals.wrap(sum), Tuple.joinPart(proposals, 1));
    }
}
