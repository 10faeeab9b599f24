package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;

/** Mean familiarity and number of active macs of a region; with reconstruction, the votes of all macs for each input bit. */
final class MacReducer implements Reducer<Tuple, Tuple> {
    private final MacParams params;

    MacReducer(MacParams params) {
        this.params = params;
    }

    @Override
    public Tuple reduce(Step step, int round, List<Tuple> proposals) {
        Reals g = (Reals) Tuple.joinPart(proposals, 0);
        Ints state = (Ints) Tuple.joinPart(proposals, 1);
        double sum = 0;
        int fresh = 0;
        int active = 0;
        for (int m = 0; m < g.size(); m++) {
            active += state.get(m) == Mac.INACTIVE ? 0 : 1;
            if (state.get(m) == Mac.NEW) {
                sum += g.get(m);
                fresh++;
            }
        }
        Reals mean = Reals.of(fresh == 0 ? Double.NaN : sum / fresh);
        if (!params.reconstruct()) {
            return Tuple.of(mean, Ints.of(active));
        }
        double[] votes = total(proposals, 2);
        double[] possible = total(proposals, 3);
        for (int i = 0; i < votes.length; i++) {
            votes[i] = possible[i] == 0 ? 0.0 : votes[i] / possible[i];
        }
        return Tuple.of(mean, Ints.of(active), Reals.wrap(votes));
    }

    /** Element-wise sums of a part of integers. */
    private static double[] total(List<Tuple> proposals, int part) {
        double[] total = new double[proposals.get(0).get(part).size()];
        for (Tuple proposal : proposals) {
            Ints each = proposal.ints(part);
            for (int i = 0; i < total.length; i++) {
                total[i] += each.get(i);
            }
        }
        return total;
    }
}
