package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * How rare each of several numbers is against its own past: 0 for a common one, 1 for a record, whatever the length of the
 * past.
 *
 * <pre>
 *   k = #{past values &gt;= x},  N = number of past values
 *   u = 1 - ln(k + 1) / ln(N + 1)                      ;  0 if u &lt; u0 or N &lt; minHistory
 *   k = 0:  u = 1 + min(excess, (x - largest) / (3 ln(10) * m)),  m = mean excess of the top 2 % over their lower bound
 *   total = sum_c weights_c u_c
 * </pre>
 *
 * A unit is a channel. ln(k + 1) / ln(N + 1) is the logarithm of the p-value on the scale of what the past can resolve: a
 * channel with a short past can be as surprised as one with a long past, and the number of records grows as ln N only. The mean
 * excess extrapolates beyond the record as for an exponential tail; it is at least a twentieth of the distance from the median
 * to the record.
 *
 * <p>Source: our own; ranks as in conformal anomaly detection, Laxhammar and Falkman 2014, doi:10.1109/TPAMI.2013.172.
 */
@ModelType(
        name = "surprise",
        summary = "How rare each of several numbers is against its own past, as a logarithm of its rank.",
        source = "our own; ranks as in conformal anomaly detection (Laxhammar and Falkman 2014)")
public record SurpriseParams(
        @Param(doc = "numbers that are watched", min = 1, max = 1 << 20)
        int channels,

        @Param(
                doc = "steps that are not remembered: the source settles",
                unit = "steps",
                def = "80",
                min = 0,
                max = 1e9)
        int warmUp,

        @Param(
                doc = "remembered steps below which nothing is surprising",
                unit = "steps",
                def = "60",
                min = 1,
                max = 1e9)
        int minHistory,

        @Param(doc = "steps that are remembered, the last ones", unit = "steps", def = "16384", min = 10, max = 1 << 22)
        int history,

        @Param(doc = "surprise below which a channel is silent", symbol = "u0", def = "0.5", min = 0, max = 1)
        double silence,

        @Param(doc = "largest surprise beyond that of a record", def = "1", min = 0, max = 100)
        double excess,

        @Param(
                doc = "factors of the channels in the total, one a channel; empty counts every channel once",
                def = "[]",
                min = 0,
                max = 1000)
        List<Double> weights)
        implements ModelParams {
    public SurpriseParams {
        Checks.that(minHistory <= history, "minHistory", minHistory, "must not exceed history = " + history);
        Checks.that(
                weights.isEmpty() || weights.size() == channels,
                "weights",
                weights,
                "must be " + channels + " numbers, one a channel, or none");
    }

    @Override
    public int units() {
        return channels;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("values", Kind.REALS, true, "the numbers; larger ones are more unusual"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SurpriseKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 2L * Double.BYTES * history * channels;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'values'", context.inputSize("values"), channels);
        return Model.of(range -> new SurpriseKernel(this, range), Reducer.joinAll());
    }
}
