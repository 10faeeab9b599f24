package org.sparsecortex.v1.hierarchy;

import java.io.DataInput;
import java.io.DataOutput;
import org.sparsecortex.learning.batch.Dense;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Finds, for every true feature D_i, the atom A_j with the largest |cos(D_i, A_j)|.
 *
 * <p>A child c of parent p counts as absorbed if its best atom is nearer to (D_p + D_c) / sqrt 2 than to D_c: the dictionary then
 * holds "parent with child" as one atom and the two levels are not separated.
 */
final class RecoveryKernel implements StreamedKernel<Tuple, Tuple> {
    private final RecoveryParams p;
    private final UnitRange range;
    private final double[] cosine;
    private double[] allCosines = {};
    private double[] allAbsorbed = {};

    RecoveryKernel(RecoveryParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        this.cosine = new double[range.size()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
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
        return Tuple.of(Reals.of(cosine), Reals.wrap(absorbed));
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
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        allCosines = decision.reals(0).toArray();
        allAbsorbed = decision.reals(1).toArray();
    }

    @Override
    public Signal read(String signal) {
        int parents = p.parents();
        int all = p.units();
        return switch (signal) {
            case "cosine" -> Reals.of(cosine);
            case "parentCosine" -> Reals.of(mean(allCosines, 0, parents));
            case "childCosine" -> Reals.of(mean(allCosines, parents, all));
            case "parentRecovered" -> Reals.of(share(0, parents));
            case "childRecovered" -> Reals.of(share(parents, all));
            case "absorbed" -> Reals.of(mean(allAbsorbed, parents, all));
            default -> throw new IllegalArgumentException("hierarchy recovery has no signal '" + signal + "'");
        };
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

    @Override
    public void saveUnit(int unit, DataOutput out) {}

    @Override
    public void loadUnit(int unit, DataInput in) {}
}
