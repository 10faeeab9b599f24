package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Counts how often each bit was active with each class of the range. */
final class ClassUnits implements Classifier {
    private final ClassUnitsParams params;
    private final UnitRange range;
    private final int[][] count;
    private final int[] seen;
    private Reals evidence;

    ClassUnits(ClassUnitsParams params, UnitRange range, int bits) {
        this.range = range;
        this.params = params;
        count = new int[range.size()][bits];
        seen = new int[range.size()];
        evidence = Reals.zeros(range.size());
    }

    @Override
    public Tuple evidence(Sdr code) {
        double[] sums = new double[range.size()];
        for (int c = 0; c < sums.length; c++) {
            boolean counts = params.rule() == ClassUnitsParams.Rule.LOG_ODDS;
            for (int i = 0; i < code.cardinality(); i++) {
                int n = count[c][code.active(i)];
                sums[c] += counts ? ExactMath.log((n + 0.5) / (seen[c] + 1.0)) : n > 0 ? 1 : 0;
            }
        }
        evidence = Reals.wrap(sums);
        return Tuple.of(evidence);
    }

    @Override
    public void learn(Sdr code, int label) {
        evidence = Reals.zeros(range.size());
        if (range.contains(label)) {
            int c = label - range.from();
            seen[c]++;
            for (int i = 0; i < code.cardinality(); i++) {
                count[c][code.active(i)]++;
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return signal.equals("evidence") ? evidence : Classifier.super.read(signal);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int c = unit - range.from();
        out.writeInt(seen[c]);
        out.writeDouble(evidence.get(c));
        for (int n : count[c]) {
            out.writeInt(n);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int c = unit - range.from();
        seen[c] = in.readInt();
        double[] sums = evidence.toArray();
        sums[c] = in.readDouble();
        evidence = Reals.wrap(sums);
        for (int i = 0; i < count[c].length; i++) {
            count[c][i] = in.readInt();
        }
    }
}
