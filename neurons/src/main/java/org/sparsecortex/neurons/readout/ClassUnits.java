package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Counts how often each bit was active with each class of the range. */
final class ClassUnits implements Classifier<Margins> {
    /** What a bit weighs for a class that was never met: less than for any class that was, and not less than a double holds. */
    private static final double NEVER_MET = ExactMath.log(0.5 / (Integer.MAX_VALUE + 1.0));

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

    /** The signals of a read-out, and the evidence. */
    static Outputs<ReadoutKernel<Margins>> outputs(ClassUnitsParams p) {
        return ReadoutKernel.<Margins>outputs(p.classes())
                .perUnit(
                        "evidence",
                        Kind.REALS,
                        p.classes(),
                        "sum of weights of each class; 0 while learning",
                        k -> ((ClassUnits) k.classifier()).evidence);
    }

    @Override
    public Margins none() {
        evidence = Reals.zeros(range.size());
        return Margins.NONE;
    }

    @Override
    public Margins evidence(Sdr code) {
        double[] sums = new double[range.size()];
        for (int c = 0; c < sums.length; c++) {
            for (int i = 0; i < code.cardinality(); i++) {
                sums[c] += weight(count[c][code.active(i)], seen[c]);
            }
        }
        evidence = Reals.wrap(sums);
        return new Margins(evidence);
    }

    private double weight(int together, int ofClass) {
        return switch (params.rule()) {
            case BINARY -> together > 0 ? 1 : 0;
            case LOG_ODDS -> ofClass == 0 ? NEVER_MET : ExactMath.log((together + 0.5) / (ofClass + 1.0));
            case KEY_VALUES -> ExactMath.log(together + 0.1);
        };
    }

    @Override
    public void learn(Sdr code, int label) {
        if (range.contains(label)) {
            int c = label - range.from();
            seen[c]++;
            for (int i = 0; i < code.cardinality(); i++) {
                count[c][code.active(i)]++;
            }
        }
    }

    @Override
    public void unit(int unit, State state) {
        int c = unit - range.from();
        seen[c] = state.keep("seen", seen[c]);
        double[] sums = evidence.toArray();
        sums[c] = state.keep("evidence", sums[c]);
        evidence = Reals.wrap(sums);
        state.keep("coincidences", count[c]);
    }
}
