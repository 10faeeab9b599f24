package org.sparsecortex.sparsey;

import java.util.List;
import java.util.function.Function;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sparsey.MacKernel.Activity;
import org.sparsecortex.sparsey.MacKernel.Summary;

/** Mean familiarity and number of active macs of a region; with reconstruction, the votes of all macs for each input bit. */
final class MacReducer implements Reducer<Activity, Summary> {
    @Override
    public Summary reduce(Step step, int round, List<Activity> proposals) {
        double sum = 0;
        int fresh = 0;
        int active = 0;
        for (Activity range : proposals) {
            for (int m = 0; m < range.state().size(); m++) {
                active += range.state().get(m) == Mac.INACTIVE ? 0 : 1;
                if (range.state().get(m) == Mac.NEW) {
                    sum += range.familiarity().get(m);
                    fresh++;
                }
            }
        }
        double[] votes = total(proposals, Activity::votes);
        double[] possible = total(proposals, Activity::possible);
        for (int i = 0; i < votes.length; i++) {
            votes[i] = possible[i] == 0 ? 0.0 : votes[i] / possible[i];
        }
        return new Summary(Reals.of(fresh == 0 ? Double.NaN : sum / fresh), Ints.of(active), Reals.wrap(votes));
    }

    /** Element-wise sums of a part. */
    private static double[] total(List<Activity> proposals, Function<Activity, Ints> part) {
        double[] total = new double[part.apply(proposals.get(0)).size()];
        for (Activity proposal : proposals) {
            Ints each = part.apply(proposal);
            for (int i = 0; i < total.length; i++) {
                total[i] += each.get(i);
            }
        }
        return total;
    }
}
