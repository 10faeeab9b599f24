package org.sparsecortex.v1.code;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A penalty and its thresholding rule over a range of coefficients, as in figure 1 of Rentzeperis et al. 2023. A unit is a
 * point of the curve.
 *
 * <pre>  T(u) = argmin_x 1/2 (x - u)^2 + g pen(|x|; lambda)  </pre>
 *
 * u: coefficient before the step; g: {@code step}; pen: {@link Penalty}. Source: Rentzeperis et al. 2023,
 * doi:10.1371/journal.pcbi.1011459. Differs from the paper: l0 and l1/2 have the 1/2 before the error that all
 * others have, unless {@code paperConvention}.
 */
@ModelType(
        name = "penalty-curve",
        summary = "Cost and thresholding rule of a sparse-coding penalty over a range of coefficients.",
        source = "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1, figure 1")
public record PenaltyCurveParams(
        @Param(doc = "the penalty") Penalty penalty,

        @Param(doc = "weight of the penalty", def = "0.5", symbol = "lambda", min = 0, max = 1e6)
        double lambda,

        @Param(
                doc = "whether lambda is meant as in the paper, where l0 and l1/2 have no 1/2 before the error",
                def = "false")
        boolean paperConvention,

        @Param(doc = "step of the thresholding rule", def = "1", symbol = "g", min = 1e-6, max = 1e6)
        double step,

        @Param(doc = "first coefficient", def = "-3") double from,
        @Param(doc = "last coefficient", def = "3") double to,

        @Param(doc = "points of the curve", def = "601", min = 2, max = 1_000_000)
        int points)
        implements ModelParams {
    public PenaltyCurveParams {
        penalty.requireSeparable();
        Checks.that(from < to, "from", from, "must be less than to = " + to);
    }

    @Override
    public int units() {
        return points;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of();
    }

    @Override
    public List<SignalSpec> signals() {
        return Curve.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 3L * Double.BYTES * points;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        double weight = paperConvention ? penalty.fromPaper(lambda) : lambda;
        Prox prox = penalty.prox(weight, step);
        return Model.independent(range -> new Curve(this, weight, prox, range));
    }

    private static final class Curve implements IndependentKernel {
        private final Outputs<Curve> outputs;
        private final UnitRange range;
        private final double[] u;
        private final double[] threshold;
        private final double[] cost;

        Curve(PenaltyCurveParams params, double lambda, Prox prox, UnitRange range) {
            this.outputs = outputs(params);
            this.range = range;
            this.u = new double[range.size()];
            this.threshold = new double[range.size()];
            this.cost = new double[range.size()];
            for (int i = 0; i < u.length; i++) {
                double part = (range.from() + i) / (params.points - 1.0);
                u[i] = params.from + part * (params.to - params.from);
                threshold[i] = prox.apply(u[i]);
                cost[i] = params.penalty.cost(Math.abs(u[i]), lambda);
            }
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public void step(Step step, Inputs inputs) {
            // the curve is a constant
        }

        static Outputs<Curve> outputs(PenaltyCurveParams p) {
            return new Outputs<Curve>()
                    .perUnit("threshold", Kind.REALS, p.points, "T(u)", k -> Reals.of(k.threshold))
                    .perUnit("cost", Kind.REALS, p.points, "pen(|u|)", k -> Reals.of(k.cost))
                    .perUnit("coefficient", Kind.REALS, p.points, "u", k -> Reals.of(k.u));
        }

        @Override
        public Signal read(String signal) {
            return outputs.read(this, signal);
        }
    }
}
