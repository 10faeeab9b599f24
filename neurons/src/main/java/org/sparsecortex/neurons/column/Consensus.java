package org.sparsecortex.neurons.column;

import java.util.List;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;

/**
 * Which of the cells that their input drives become active: those of the highest level of support that half a code reaches.
 *
 * <p>A proposal holds, for each level, the driven cells with at least that much support, lowest level first.
 */
record Consensus(ObjectPoolerParams params) implements Reducer<Tuple, Tuple> {
    @Override
    public Tuple reduce(Step step, int round, List<Tuple> proposals) {
        int levels = proposals.get(0).size();
        for (int level = levels - 1; level > 0; level--) {
            int count = 0;
            for (Tuple p : proposals) {
                count += p.sdr(level).cardinality();
            }
            if (2 * count >= params.active()) {
                return Tuple.of(Tuple.joinPart(proposals, level));
            }
        }
        return Tuple.of(Tuple.joinPart(proposals, 0));
    }
}
