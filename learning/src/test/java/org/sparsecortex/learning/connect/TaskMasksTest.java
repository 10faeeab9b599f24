package org.sparsecortex.learning.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.param.Params;

class TaskMasksTest {
    private static final int SIDE = 20;

    private final Weights w = new Weights("w", SIDE, SIDE, true).fill(1);
    private final Weights bias = new Weights("bias", 1, SIDE, false);
    private final Weights last = new Weights("last", 2, SIDE, true).fill(3);
    private final Connectivity rule = Params.of(
            Connectivity.class,
            "density",
            0.25,
            "tasks",
            3,
            "fraction",
            0.5,
            "every",
            1L,
            "schedule",
            Connectivity.Decline.CONSTANT,
            "grow",
            Connectivity.Grow.RANDOM,
            "newWeights",
            1e-9);
    private final Connections connections = new Connections(rule, 7, List.of(w, bias, last), List.of(last), false);

    private static float trained(int row, int column) {
        return 10 + row * SIDE + column;
    }

    /** As if the first task had learned. */
    private void train() {
        for (int r = 0; r < SIDE; r++) {
            for (int c = 0; c < SIDE; c++) {
                w.values()[r][c] = mask().has(r, c) ? trained(r, c) : 0f;
            }
        }
        bias.fill(5);
        last.fill(6);
    }

    private Mask mask() {
        return w.mask().orElseThrow();
    }

    /** Weights of the task that is shown that stand still, each with the value it had; free ones with {@code value}. */
    private int still(float value) {
        int still = 0;
        for (int r = 0; r < SIDE; r++) {
            for (int c = 0; c < SIDE; c++) {
                if (!mask().has(r, c)) {
                    assertThat(w.values()[r][c]).isZero();
                } else if (mask().isStill(r, c)) {
                    still++;
                    assertThat(w.values()[r][c]).isEqualTo(trained(r, c));
                } else {
                    assertThat(w.values()[r][c]).isLessThanOrEqualTo(value);
                }
            }
        }
        return still;
    }

    /** Of 400 weights a task has 100, of which 25 +- 3.8 are the first one's (a hypergeometric number; 5 deviations). */
    @Test
    void aTaskBeginsWithFirstValuesBesideWhatStandsStill() {
        train();
        assertThat(connections.show(1, true)).isTrue();
        assertThat(mask().present()).isEqualTo(100);
        int still = still(2);
        assertThat(still).isBetween(6, 44);
        assertThat(connections.reused()).isEqualTo(still / 100.0, within(1e-12));
        assertThat(connections.allocated()).isEqualTo((200 - still) / 400.0, within(1e-12));
        assertThat(bias.values()[0]).containsOnly(0f);
        assertThat(last.values()[1]).containsOnly(3f);
        assertThat(last.mask()).as("the last layer is whole").isEmpty();
    }

    @Test
    void whatStandsStillGrowsWithItsValueAndIsNeverDropped() {
        train();
        connections.show(1, true);
        int before = still(2);
        for (int u = 1; u <= 5; u++) {
            connections.update(new double[] {0}, u);
        }
        assertThat(still(2)).as("guard: some have grown").isGreaterThan(before);
        assertThat(mask().present()).isEqualTo(100);
    }

    @Test
    void aTestOfAnotherTaskLeavesNoTrace() {
        train();
        connections.show(1, true);
        connections.update(new double[] {0}, 1);
        float[][] second = new float[SIDE][];
        for (int r = 0; r < SIDE; r++) {
            second[r] = w.values()[r].clone();
        }
        bias.fill(8);
        assertThat(connections.show(0, false)).isFalse();
        assertThat(still(0)).as("all of the first task").isEqualTo(100);
        assertThat(bias.values()[0]).containsOnly(5f);
        assertThat(last.values()[0]).containsOnly(6f);
        double allocated = connections.allocated();
        connections.show(2, false); // has not begun: answered by the latest
        assertThat(w.values()).isDeepEqualTo(second);
        assertThat(bias.values()[0]).containsOnly(8f);
        assertThat(connections.allocated()).isEqualTo(allocated);
    }

    @Test
    void onlyTheLatestAndTheNextTaskLearn() {
        connections.show(1, true);
        assertThat(connections.show(1, true)).as("goes on").isFalse();
        assertThatThrownBy(() -> connections.show(0, true)).hasMessageContaining("stands still");
        assertThatThrownBy(() -> connections.show(3, false)).hasMessageContaining("task");
    }
}
