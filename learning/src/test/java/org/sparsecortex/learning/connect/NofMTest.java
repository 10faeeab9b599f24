package org.sparsecortex.learning.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.connect.Structure.NofM;
import org.sparsecortex.learning.connect.Structure.NofM.Axis;
import org.sparsecortex.learning.gradient.Batch;
import org.sparsecortex.learning.gradient.LossSpec;
import org.sparsecortex.learning.gradient.Trainer;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.gradient.Updates;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerSpec;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.param.Params;

/** Expected numbers were worked out by hand. */
class NofMTest {
    private static final float[] W = {0.3f, -0.5f, 0.1f, 0.5f, 0.2f, -0.2f, 0.2f, 0};

    private static Weights weights(float[]... rows) {
        Weights w = new Weights("w", rows.length, rows[0].length, true);
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, w.values()[r], 0, rows[r].length);
        }
        return w;
    }

    private static String kept(float[][] values, int n, int m, Axis axis) {
        StringBuilder marks = new StringBuilder();
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                marks.append(DenseWeights.keeps(values, n, m, axis, r, c) ? 'x' : '.');
            }
        }
        return marks.toString();
    }

    @Test
    void theLargestOfEachGroupAreKeptAndTiesGoToTheLowerIndex() {
        assertThat(kept(new float[][] {W}, 1, 4, Axis.INPUTS)).isEqualTo(".x..x...");
        assertThat(kept(new float[][] {W}, 2, 4, Axis.INPUTS)).isEqualTo(".x.xxx..");
        assertThat(kept(new float[][] {W}, 4, 4, Axis.INPUTS)).isEqualTo("xxxxxxxx");
        assertThat(kept(new float[][] {W}, 2, 3, Axis.INPUTS))
                .as("the last group has two")
                .isEqualTo("xx.xx.xx");
    }

    @Test
    void groupsMayRunOverUnits() {
        float[][] column = new float[8][1];
        for (int r = 0; r < 8; r++) {
            column[r][0] = W[r];
        }
        assertThat(kept(column, 1, 4, Axis.OUTPUTS)).isEqualTo(".x..x...");
        float[][] two = {{1, 0, 2}, {-3, 1, 1}};
        assertThat(kept(two, 1, 2, Axis.OUTPUTS)).isEqualTo("..xxx.");
    }

    private static Connectivity rule(long until, Object... pattern) {
        return Params.of(Connectivity.class, "until", until, "structure", Params.of(NofM.class, pattern));
    }

    /** The gradient of a single row, laid out as the reducer gives it. */
    private static double[] gradient(double... g) {
        double[] vector = new double[2 + g.length];
        vector[0] = 1;
        System.arraycopy(g, 0, vector, 2, g.length);
        return vector;
    }

    @Test
    void weightsBehindThePatternStayAndFadeInFrontOfIt() {
        Weights w = weights(new float[] {0.3f, -0.5f, 0.1f, 0.4f});
        PatternDecay linear = new PatternDecay.Linear(0.25);
        Connections c = new Connections(rule(10, "from", 2, "decay", linear), 1, List.of(w), List.of(), false);
        c.hide(2);
        assertThat(w.values()[0]).as("D = 1").containsExactly(0.3f, -0.5f, 0.1f, 0.4f);
        for (long u = 2; u < 5; u++) {
            c.show(u);
            c.hide(u + 1);
        }
        assertThat(w.values()[0]).as("D = 1/4").containsExactly(0.075f, -0.5f, 0.025f, 0.1f);
        c.show(5);
        assertThat(w.values()[0]).as("what learns").containsExactly(0.3f, -0.5f, 0.1f, 0.4f);
        w.values()[0][3] = 0.6f;
        c.hide(6);
        assertThat(w.values()[0]).as("another is the largest now, D = 0").containsExactly(0, 0, 0, 0.6f);
        c.show(9);
        c.hide(10);
        assertThat(w.mask().orElseThrow().present()).as("the pattern stands").isEqualTo(1);
        c.show(10);
        assertThat(w.values()[0]).as("nothing is left behind it").containsExactly(0, 0, 0, 0.6f);
    }

    /** At a learning rate of 0 nothing but the factor moves: e^(-0.1 u) of the first weights, not of those before. */
    @Test
    void theTrainerFadesWhatLearnsAndNotWhatFadedBefore() {
        Layer layer = new LayerSpec.Dense(3, 1).build(new Volume(1, 1, 8), 5);
        Weights w = layer.weights().get(0);
        float[] first = w.values()[1].clone();
        Connectivity fading = rule(10, "decay", new PatternDecay.Exponential(0.1));
        TrainingPlan plan = new TrainingPlan(
                Batch.of(2),
                new LossSpec.CrossEntropy(),
                Updates.plain(new OptimiserSpec.Sgd(0, 0, 0, 0)),
                fading,
                1,
                List.of());
        Trainer trainer = new Trainer(new LayerStack(8, List.of(layer)), plan);
        for (int u = 0; u < 3; u++) {
            trainer.learn(new float[][] {{1, 2, 3, 4, 5, 6, 7, 8}, {8, 7, 6, 5, 4, 3, 2, 1}}, new int[] {0, 2});
        }
        for (int c = 0; c < 8; c++) {
            boolean kept = DenseWeights.keeps(new float[][] {first}, 1, 4, Axis.INPUTS, 0, c);
            assertThat(w.values()[1][c]).isEqualTo((float) ((kept ? 1 : 0.740818221) * first[c]), within(1e-6f));
        }
    }

    @Test
    void onlyWeightsOutsideThePatternArePulled() {
        Weights w = weights(new float[] {0.3f, -0.5f, 0.1f, 0.4f});
        PatternDecay pull = new PatternDecay.SrSte(0.1);
        Connections c = new Connections(rule(10, "from", 1, "decay", pull), 1, List.of(w), List.of(), false);
        double[] g = gradient(1, 2, 3, 4);
        c.show(g, 0);
        assertThat(g).as("dense").containsExactly(1, 0, 1, 2, 3, 4);
        c.hide(1);
        c.show(g, 1);
        assertThat(g).containsExactly(new double[] {1, 0, 1.03, 2, 3.01, 4.04}, within(1e-7));
    }

    @Test
    void decaysFollowTheirFormulas() {
        assertThat(new PatternDecay.Linear(0.002).factor(100)).isEqualTo(0.8, within(1e-12));
        assertThat(new PatternDecay.Linear(0.002).factor(501)).isZero();
        assertThat(new PatternDecay.Exponential(0.005).factor(200)).isEqualTo(0.367879441, within(1e-9));
        assertThat(new PatternDecay.Step().factor(0)).isZero();
        assertThat(patterns(new PatternDecay.Stepwise(), 1, 16)).isEqualTo("15:16 8:16 4:16 2:16 1:16 ");
        assertThat(patterns(new PatternDecay.Stepwise(), 2, 4)).isEqualTo("3:4 2:4 ");
        assertThat(patterns(new PatternDecay.Stepwise(), 3, 16)).isEqualTo("15:16 8:16 4:16 3:16 ");
        assertThat(patterns(new PatternDecay.Geometric(), 1, 4)).isEqualTo("8:32 4:16 2:8 1:4 ");
    }

    /** The patterns of 100 updates, each of which has to last as long as the others, within one. */
    private static String patterns(PatternDecay decay, int n, int m) {
        NofM last = Params.of(NofM.class, "n", n, "m", m);
        StringBuilder names = new StringBuilder();
        int[] at = {0, 0};
        int lasts = 0;
        int shortest = 100;
        int longest = 0;
        for (int u = 0; u <= 100; u++) {
            int[] next = u == 100 ? new int[2] : decay.pattern(last, u, 100);
            if (next[0] != at[0]) {
                shortest = u == 0 ? shortest : Math.min(shortest, lasts);
                longest = Math.max(longest, lasts);
                names.append(u == 100 ? "" : next[0] + ":" + next[1] + " ");
                lasts = 0;
            }
            at = next;
            lasts++;
        }
        assertThat(longest - shortest).as("equal frames").isBetween(0, 1);
        return names.toString();
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> Params.of(NofM.class, "n", 5, "m", 4))
                .hasMessageContaining("n = 5")
                .hasMessageContaining("1..4");
        assertThatThrownBy(() -> Params.of(NofM.class, "n", 0)).hasMessageContaining("n = 0");
        assertThatThrownBy(() -> rule(10, "from", 11L))
                .hasMessageContaining("structure.from")
                .hasMessageContaining("until = 10");
        assertThatThrownBy(() -> Params.of(Connectivity.class, "density", 0.5, "structure", Params.of(NofM.class)))
                .hasMessageContaining("density");
        assertThatThrownBy(() -> Params.of(Connectivity.class, "fraction", 0.5, "structure", Params.of(NofM.class)))
                .hasMessageContaining("fraction");
        assertThatThrownBy(() -> rule(10, "m", 9).check(List.of(weights(W))))
                .hasMessageContaining("structure.m")
                .hasMessageContaining("at most 8");
        assertThatThrownBy(() -> new Connections(rule(10), 1, List.of(weights(W)), List.of(), true))
                .hasMessageContaining("structure");
    }

    @Test
    void theFirstArrayMayStayDense() {
        Weights first = weights(W.clone());
        Weights second = weights(W.clone());
        Connectivity some = Params.of(Connectivity.class, "firstDense", true, "structure", Params.of(NofM.class));
        new Connections(some, 1, List.of(first, second), List.of(), false);
        assertThat(first.values()[0]).containsExactly(W);
        assertThat(second.zeros()).isEqualTo(6);
    }
}
