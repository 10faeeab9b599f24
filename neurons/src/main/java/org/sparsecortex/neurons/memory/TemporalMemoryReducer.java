package org.sparsecortex.neurons.memory;

import java.util.List;
import java.util.function.Function;
import org.sparsecortex.neurons.memory.TemporalMemoryKernel.Activity;
import org.sparsecortex.neurons.memory.TemporalMemoryKernel.Decision;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;

/** Joins the activity of all ranges in column order and sums their counts into the anomaly score. */
final class TemporalMemoryReducer implements Reducer<Activity, Decision> {
    @Override
    public Decision reduce(Step step, int round, List<Activity> proposals) {
        long predicted = 0;
        long columns = 0;
        int expected = 0;
        boolean allWin = true;
        for (Activity p : proposals) {
            allWin &= p.active().cardinality() == p.winners().cardinality();
            predicted += p.counts().get(0);
            columns += p.counts().get(1);
            expected += p.counts().get(2);
        }
        double anomaly = columns == 0 ? 0.0 : (double) (columns - predicted) / columns;
        Sdr active = joined(proposals, Activity::active);
        Sdr winners = allWin ? active : joined(proposals, Activity::winners);
        return new Decision(active, winners, Reals.of(anomaly), Ints.of(expected));
    }

    private static Sdr joined(List<Activity> proposals, Function<Activity, Sdr> part) {
        if (proposals.size() == 1) {
            return part.apply(proposals.get(0));
        }
        return (Sdr) Signal.join(proposals.stream().map(part).toList());
    }
}
