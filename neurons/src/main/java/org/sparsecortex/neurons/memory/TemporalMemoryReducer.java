package org.sparsecortex.neurons.memory;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;

/** Joins the activity of all ranges in column order and sums their counts into the anomaly score. */
final class TemporalMemoryReducer implements Reducer<Tuple, Tuple> {
    @Override
    public Tuple reduce(Step step, int round, List<Tuple> proposals) {
        long predicted = 0;
        long columns = 0;
        int foreseen = 0;
        boolean allWin = true;
        for (Tuple p : proposals) {
            allWin &= p.sdr(0).cardinality() == p.sdr(1).cardinality();
            foreseen += p.ints(2).get(2);
            predicted += p.ints(2).get(0);
            columns += p.ints(2).get(1);
        }
        double anomaly = columns == 0 ? 0.0 : (double) (columns - predicted) / columns;
        Signal active = Tuple.joinPart(proposals, 0);
        Signal winners = allWin ? active : Tuple.joinPart(proposals, 1);
        return Tuple.of(active, winners, Reals.of(anomaly), Ints.of(foreseen));
    }
}
