package org.sparsecortex.learning.gradient;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Tests of a network without part of its weights, which come back after the test.
 *
 * <pre>  floor(f n + 1/2) of all n weights that decay are 0: those of smallest |w| in the whole network, or as many at random  </pre>
 *
 * <p>Ties go to the lower index, layer by layer. Source: Jaiswal et al. 2023, Essential sparsity (arXiv 2306.03805).
 */
final class OneShotPruning {
    private final LayerStack network;
    private final TrainingPlan plan;
    private final List<Weights> weights;
    private final int count;
    private long[] byChance = {};
    private long[] bySize = {};
    private long version = -1;

    OneShotPruning(LayerStack network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
        this.weights = network.weights().stream().filter(Weights::decays).toList();
        this.count = weights.stream().mapToInt(Weights::count).sum();
    }

    /** Numbers that {@link #test} adds to. */
    int totals() {
        return plan.pruneTests().isEmpty() ? 0 : 1 + 2 * plan.pruneTests().size();
    }

    /**
     * Counts right answers without each fraction of the weights.
     *
     * @param totals written from {@code at}: samples, right answers without the smallest weights, the same without random ones
     */
    void test(float[][] rows, int[] labels, Pass pass, double[] totals, int at) {
        if (plan.pruneTests().isEmpty()) {
            return;
        }
        rank();
        totals[at] += labels.length;
        run(bySize, rows, labels, pass, totals, at + 1);
        run(byChance, rows, labels, pass, totals, at + 1 + plan.pruneTests().size());
    }

    /** Ranks weights by what goes first; the key's low half is the weight's index. */
    private void rank() {
        long now = weights.stream().mapToLong(Weights::version).sum();
        if (now == version) {
            return;
        }
        version = now;
        bySize = new long[count];
        byChance = new long[count];
        int flat = 0;
        for (int w = 0; w < weights.size(); w++) {
            KeyedRandom random = KeyedRandom.of(plan.seed(), "weights that a test leaves out, array " + w);
            float[][] values = weights.get(w).values();
            for (int r = 0; r < values.length; r++) {
                for (int c = 0; c < values[r].length; c++) {
                    bySize[flat] = (long) Float.floatToIntBits(Math.abs(values[r][c])) << 32 | flat;
                    byChance[flat] = random.bits(r, 0, c) >>> 33 << 32 | flat;
                    flat++;
                }
            }
        }
        Arrays.sort(bySize);
        Arrays.sort(byChance);
    }

    private void run(long[] order, float[][] rows, int[] labels, Pass pass, double[] totals, int at) {
        float[] whole = gather();
        float[] left = whole.clone();
        float[][] unused = new float[rows.length][network.outputs()];
        int[] answers = new int[labels.length];
        int gone = 0;
        for (int f = 0; f < plan.pruneTests().size(); f++) {
            int target = (int) (plan.pruneTests().get(f) * count + 0.5);
            for (; gone < target; gone++) {
                left[(int) order[gone]] = 0f;
            }
            scatter(left);
            float[][] y = network.forward(rows, pass);
            SoftmaxLoss.evaluate(y, labels, plan.batch().readout(), pass, answers, unused);
            for (int s = 0; s < labels.length; s++) {
                totals[at + f] += answers[s] == labels[s] ? 1 : 0;
            }
        }
        scatter(whole);
        version = weights.stream().mapToLong(Weights::version).sum(); // the values are those that were ranked
    }

    private float[] gather() {
        float[] all = new float[count];
        int at = 0;
        for (Weights w : weights) {
            for (float[] row : w.values()) {
                System.arraycopy(row, 0, all, at, row.length);
                at += row.length;
            }
        }
        return all;
    }

    private void scatter(float[] all) {
        int at = 0;
        for (Weights w : weights) {
            for (float[] row : w.values()) {
                System.arraycopy(all, at, row, 0, row.length);
                at += row.length;
            }
            w.changed();
        }
    }
}
