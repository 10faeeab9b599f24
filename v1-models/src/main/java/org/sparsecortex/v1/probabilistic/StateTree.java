package org.sparsecortex.v1.probabilistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * All states of a few candidate units with one to gamma of them on, each made from another by switching on one unit more.
 *
 * <p>Order: the states with one unit on by candidate and value; then by size, by the state they come from, by the added candidate
 * and by its value. Candidates are known by rank, 0 for the best.
 */
final class StateTree {
    private static final int MOST = 1 << 20;

    private final int singles;
    private final int[] parent;
    private final int[][] ranks;
    private final int[][] values;

    /**
     * All states.
     *
     * @param candidates H', number of candidates
     * @param active gamma, most units on
     * @param values values other than 0 that a unit can take
     * @throws IllegalArgumentException if there are more than a million
     */
    StateTree(int candidates, int active, int values) {
        List<Integer> parents = new ArrayList<>();
        List<int[]> ranks = new ArrayList<>();
        List<int[]> indices = new ArrayList<>();
        for (int r = 0; r < candidates; r++) {
            for (int v = 0; v < values; v++) {
                parents.add(-1);
                ranks.add(new int[] {r});
                indices.add(new int[] {v});
            }
        }
        singles = parents.size();
        int from = 0;
        for (int size = 2; size <= active; size++) {
            int to = parents.size();
            for (int p = from; p < to; p++) {
                for (int r = ranks.get(p)[size - 2] + 1; r < candidates; r++) {
                    for (int v = 0; v < values; v++) {
                        parents.add(p);
                        ranks.add(with(ranks.get(p), r));
                        indices.add(with(indices.get(p), v));
                    }
                }
                Checks.that(
                        parents.size() <= MOST,
                        "active",
                        active,
                        "with candidates = " + candidates + " gives more than " + MOST + " states for each sample");
            }
            from = to;
        }
        this.parent = parents.stream().mapToInt(Integer::intValue).toArray();
        this.ranks = ranks.toArray(int[][]::new);
        this.values = indices.toArray(int[][]::new);
    }

    private static int[] with(int[] list, int last) {
        int[] longer = Arrays.copyOf(list, list.length + 1);
        longer[list.length] = last;
        return longer;
    }

    /** Number of states. */
    int size() {
        return parent.length;
    }

    /** The first so many states have one unit on. */
    int singles() {
        return singles;
    }

    /** The state without the unit that was added last; of a state with several units on. */
    int parent(int state) {
        return parent[state];
    }

    /** Ranks of the units that are on, ascending; the last is the one that was added. */
    int[] ranks(int state) {
        return ranks[state];
    }

    /** Index of the value of each of them. */
    int[] values(int state) {
        return values[state];
    }
}
