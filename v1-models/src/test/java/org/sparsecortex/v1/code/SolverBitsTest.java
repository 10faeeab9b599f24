package org.sparsecortex.v1.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Short cuts of the solvers move no bit of a code. */
class SolverBitsTest {
    private static final int PIXELS = 36;
    private static final int ATOMS = 90;
    private static final int PATCHES = 40;

    /**
     * The sum of all bits as of commit 0db8a76, where each pass over the correlations stood alone. Lambdas reach from many
     * active atoms, where rounding is the unit of a patch, to none; the second atom is the first one again.
     */
    @Test
    void coordinateDescentKeepsItsBits() {
        Dictionary dictionary = Dictionary.random(ATOMS, PIXELS, new JavaBlas(), KeyedRandom.of(3, "bits"));
        System.arraycopy(dictionary.atoms(), 0, dictionary.atoms(), PIXELS, PIXELS);
        dictionary.refresh();
        float[] patches = patches();
        long bits = 0;
        int active = 0;
        for (Penalty penalty : List.of(new Penalty.L1(), new Penalty.L0(), new Penalty.Cel0(1))) {
            for (int sweeps : new int[] {1, 2, 5, 500}) {
                for (double tolerance : new double[] {1e-6, 1e-4, 0.5}) {
                    Solver solver = new Solver.CoordinateDescent(tolerance, sweeps);
                    for (double lambda : new double[] {1e-3, 0.03, 0.3, 3}) {
                        Codes codes = new Codes();
                        new SparseCoder(dictionary, penalty, solver).encode(patches, PATCHES, lambda, codes);
                        bits = 31 * bits + bits(codes);
                        active += codes.first(PATCHES);
                    }
                }
            }
        }
        assertThat(active).isEqualTo(96_354);
        assertThat(bits).isEqualTo(1_880_425_187_850_766_989L);
    }

    private static float[] patches() {
        KeyedRandom random = KeyedRandom.of(7, "patches");
        float[] all = new float[PATCHES * PIXELS];
        for (int i = PIXELS; i < all.length; i++) { // the first patch is blank
            all[i] = (float) (0.3 * random.gaussian(i / PIXELS, 0, i % PIXELS));
        }
        return all;
    }

    private static long bits(Codes codes) {
        long bits = 0;
        for (int p = 0; p < codes.size(); p++) {
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                bits = 31 * bits + 7L * codes.atom(e) + Float.floatToIntBits(codes.value(e));
            }
            bits = 31 * bits + codes.iterations(p);
            bits = 31 * bits + Double.doubleToLongBits(codes.residual(p));
        }
        return bits;
    }

    @Test
    void rowsTogetherGiveTheBitsOfOneAfterAnother() {
        KeyedRandom random = KeyedRandom.of(5, "rows");
        float[][] rows = new float[12][37];
        float[] r = new float[12];
        for (int k = 0; k < rows.length; k++) {
            r[k] = (float) random.gaussian(k, 0, 99);
            for (int i = 0; i < rows[k].length; i++) {
                rows[k][i] = (float) random.gaussian(k, 0, i);
            }
        }
        int[] list = {3, 11, 0, 7, 5, 2, 9, 1, 10, 4};
        for (int count = 0; count <= list.length; count++) {
            float[] expected = rows[8].clone();
            float[] actual = rows[8].clone();
            for (int i = 0; i < count; i++) {
                Vectors.add(-r[list[i]], rows[list[i]], expected);
            }
            Vectors.addRows(-1f, r, list, count, rows, actual);
            assertThat(actual).as("%d rows", count).isEqualTo(expected);
        }
    }
}
