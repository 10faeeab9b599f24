package org.sparsecortex.v1.code;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A penalty and its thresholding rule over a range of coefficients, as in figure 1 of Rentzeperis et al. 2023. A unit is a
 * point of the curve.
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
        return List.of(
                SignalSpec.perUnit("threshold", Kind.REALS, points, "T(u)"),
                SignalSpec.perUnit("cost", Kind.REALS, points, "pen(|u|)"),
                SignalSpec.perUnit("coefficient", Kind.REALS, points, "u"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 3L * Double.BYTES * points;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        double weight = paperConvention ? penalty.fromPaper(lambda) : lambda;
        Prox prox = penalty.prox(weight, step);
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new Curve(PenaltyCurveParams.this, weight, prox, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.none();
            }
        };
    }

    private static final class Curve implements StreamedKernel<Tuple, Tuple> {
        private final UnitRange range;
        private final double[] u;
        private final double[] threshold;
        private final double[] cost;

        Curve(PenaltyCurveParams params, double lambda, Prox prox, UnitRange range) {
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
        public Tuple propose(Step step, Inputs inputs, int round) {
            return Tuple.EMPTY;
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Tuple decision) {
            // the curve is a constant
        }

        @Override
        public Signal read(String signal) {
            return switch (signal) {
                case "threshold" -> Reals.of(threshold);
                case "cost" -> Reals.of(cost);
                case "coefficient" -> Reals.of(u);
                default -> throw new IllegalArgumentException("a penalty curve has no signal '" + signal + "'");
            };
        }

        @Override
        public void saveUnit(int unit, DataOutput out) {
            // a constant has no state
        }

        @Override
        public void loadUnit(int unit, DataInput in) {
            // a constant has no state
        }
    }
}
