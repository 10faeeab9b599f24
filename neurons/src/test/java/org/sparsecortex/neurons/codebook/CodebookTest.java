package org.sparsecortex.neurons.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected numbers were worked out apart from this program, with NumPy. */
class CodebookTest {
    @Test
    void keysFollowWhatTheyWin() {
        Codebook book = new Codebook(new double[] {0, 0, 1, 0, 0, 1}, 3);
        double[] z = {.2, .1, .9, -.1, 1.1, .3, -.1, .05};
        int[] winners = book.winners(z, 4, 0, 1);
        assertThat(winners).containsExactly(0, 1, 1, 0);
        book.follow(z, winners, 0.95);
        keys(book, 0, 1.05, 0.004761906, 0.007142859);
        assertThat(book.count(2)).isEqualTo(0.95, within(1e-9));
        book.follow(z, book.winners(z, 4, 0, 1), 0.95);
        keys(book, 0, 1.0975, 0.008883832, 0.013325748);
        keys(book, 1, 1.0975, 1.000000574, 0.017767664);
        keys(book, 2, 0.9025, 0, 0.999998605);
    }

    private static void keys(Codebook book, int key, double count, double x, double y) {
        assertThat(book.count(key)).isEqualTo(count, within(1e-9));
        assertThat(book.key(key, 0)).isEqualTo(x, within(1e-9));
        assertThat(book.key(key, 1)).isEqualTo(y, within(1e-9));
    }

    @Test
    void balancedWinnersShareTheVectorsOut() {
        double[][] q = Codebook.balanced(new double[][] {{.1, .9}, {.2, .8}, {.3, .35}, {.9, .95}}, 0.5, 20);
        assertThat(q[0]).containsExactly(new double[] {0.884410299, 0.115589701}, within(1e-9));
        assertThat(q[2]).containsExactly(new double[] {0.183254074, 0.816745926}, within(1e-9));
        assertThat(q[1][0]).isGreaterThan(0.5);
        assertThat(q[3][1]).isGreaterThan(0.5);
    }
}
