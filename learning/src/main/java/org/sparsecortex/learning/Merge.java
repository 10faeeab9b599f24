package org.sparsecortex.learning;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;

/** How the statistics of all chunks become those of the step; a pure function of them in unit order. */
@FunctionalInterface
public interface Merge {
    /** Adds vectors of one length element by element, chunk by chunk in unit order. */
    Merge SUM = Merge::sum;

    /** Lays them one after another. */
    Merge JOIN = (parts, lengths) -> (Reals) Signal.join(parts);

    /**
     * Merges; at least one part holds anything.
     *
     * @param parts statistics of each range, those of its units one after another
     * @param lengths how many numbers belong to each unit of the range; 0 for probes
     */
    Reals merge(List<Reals> parts, List<Ints> lengths);

    private static Reals sum(List<Reals> parts, List<Ints> lengths) {
        double[] sum = {};
        double[] part = {};
        for (int r = 0; r < parts.size(); r++) {
            int at = 0;
            for (int u = 0; u < lengths.get(r).size(); u++) {
                int size = lengths.get(r).get(u);
                if (size > 0) {
                    if (sum.length == 0) {
                        sum = new double[size];
                        part = new double[size];
                    }
                    parts.get(r).copyTo(at, part, 0, size);
                    Dense.addScaled(1.0, part, 0, sum, 0, size);
                    at += size;
                }
            }
        }
        return Reals.wrap(sum);
    }
}
