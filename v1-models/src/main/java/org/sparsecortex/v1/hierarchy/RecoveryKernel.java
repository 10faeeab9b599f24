package org.sparsecortex.v1.hierarchy;

import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Finds, for every true feature D_i, the atom A_j with the largest |cos(D_i, A_j)|.
 *
 * <p>A child c of parent p counts as absorbed if its best atom is nearer to (D_p + D_c) / sqrt 2 than to D_c: the dictionary then
 * holds "parent with child" as one atom and the two levels are not separated.
 */
final class RecoveryKernel implements Kernel<RecoveryKernel.Match, RecoveryKernel.Match> {
    /** Of each true feature the cosine of its best atom, and 1 if it is absorbed. */
    record Match(Reals cosine, Reals absorbed) implements Packet {}

    private final RecoveryParams p;
    private final Outputs<RecoveryKernel> outputs;
    private final UnitRange range;
    private final double[] cosine;
    private double[] allCosines = {};
    private double[] allAbsorbed = {};

    RecoveryKernel(RecoveryParams params, UnitRange range) {
        this.p = params;
        this.outputs = outputs(params);
        this.range = range;
        this.cosine = new double[range.size()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Match propose(Step step, Inputs inputs, int round) {
        double[] atoms = inputs.reals("dictionary").toArray();
        double[] truth = inputs.reals("truth").toArray();
        double[] absorbed = new double[range.size()];
        for (int unit = range.from(); unit < range.to(); unit++) {
            int i = unit - range.from();
            int best = 0;
            cosine[i] = -1.0;
            for (int j = 0; j * p.dimension() < atoms.length; j++) {
                double cos = cosine(truth, unit, atoms, j);
                if (cos > cosine[i]) {
                    cosine[i] = cos;
                    best = j;
                }
            }
            if (unit >= p.parents()) {
                absorbed[i] = isAbsorbed(truth, unit, atoms, best) ? 1.0 : 0.0;
            }
        }
        return new Match(Reals.of(cosine), Reals.wrap(absorbed));
    }

    private double cosine(double[] truth, int unit, double[] atoms, int j) {
        int d = p.dimension();
        double norms = Dense.square(truth, unit * d, d) * Dense.square(atoms, j * d, d);
        return norms == 0.0 ? 0.0 : Math.abs(Dense.dot(truth, unit * d, atoms, j * d, d)) / Math.sqrt(norms);
    }

    private boolean isAbsorbed(double[] truth, int child, double[] atoms, int j) {
        int d = p.dimension();
        int parent = (child - p.parents()) / p.children();
        double[] both = new double[d];
        Dense.addScaled(1.0, truth, child * d, both, 0, d);
        Dense.addScaled(1.0, truth, parent * d, both, 0, d);
        return cosine(both, 0, atoms, j) > cosine(truth, child, atoms, j);
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Match decision) {
        allCosines = decision.cosine().toArray();
        allAbsorbed = decision.absorbed().toArray();
    }

    static Outputs<RecoveryKernel> outputs(RecoveryParams p) {
        int parents = p.parents();
        int all = p.units();
        return new Outputs<RecoveryKernel>()
                .perUnit(
                        "cosine",
                        Kind.REALS,
                        all,
                        "largest cosine of a feature to an atom, in magnitude",
                        k -> Reals.of(k.cosine))
                .global(
                        "parentCosine",
                        Kind.REALS,
                        1,
                        "mean cosine of the upper level",
                        k -> Reals.of(mean(k.allCosines, 0, parents)))
                .global(
                        "childCosine",
                        Kind.REALS,
                        1,
                        "mean cosine of the lower level",
                        k -> Reals.of(mean(k.allCosines, parents, all)))
                .global(
                        "parentRecovered",
                        Kind.REALS,
                        1,
                        "share of parents above the threshold",
                        k -> Reals.of(k.share(0, parents)))
                .global(
                        "childRecovered",
                        Kind.REALS,
                        1,
                        "share of children above the threshold",
                        k -> Reals.of(k.share(parents, all)))
                .global(
                        "absorbed",
                        Kind.REALS,
                        1,
                        "share of children whose best atom lies nearer to parent + child than to the child alone",
                        k -> Reals.of(mean(k.allAbsorbed, parents, all)));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0.0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return to == from ? 0.0 : sum / (to - from);
    }

    private double share(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += allCosines[i] >= p.threshold() ? 1 : 0;
        }
        return to == from ? 0.0 : (double) count / (to - from);
    }
}
