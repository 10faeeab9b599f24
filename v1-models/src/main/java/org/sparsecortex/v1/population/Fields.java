package org.sparsecortex.v1.population;

import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.code.Dictionary;

/** Dictionaries of a population: one that arrives at a port, or a bank of random Gabor functions. */
final class Fields {
    private static final double LOW_FREQUENCY = 0.1;
    private static final double HIGH_FREQUENCY = 0.3;
    private static final double CYCLES_ACROSS = 0.35;
    private static final double CYCLES_ALONG = 0.5;

    private Fields() {}

    /** Unit atoms from a signal of K n numbers. */
    static Dictionary of(Reals atoms, int count, int patch) {
        return of(floats(atoms), count, patch);
    }

    /** The numbers of a signal in single precision. */
    static float[] floats(Reals atoms) {
        float[] phi = new float[atoms.size()];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = (float) atoms.get(i);
        }
        return phi;
    }

    /** Unit atoms alone, without the matrices that coding needs; a copy. */
    static float[] unit(float[] atoms, int patch) {
        float[] unit = atoms.clone();
        Dictionary.normalise(unit, patch * patch);
        return unit;
    }

    /** Unit atoms from K n numbers. */
    static Dictionary of(float[] atoms, int count, int patch) {
        Dictionary dictionary = new Dictionary(count, patch * patch, new JavaBlas());
        System.arraycopy(atoms, 0, dictionary.atoms(), 0, atoms.length);
        dictionary.refresh();
        return dictionary;
    }

    /**
     * Gabor functions at uniform places, orientations and phases, frequencies log-uniform in 0.1 .. 0.3 cycles/px, sx = 0.35/f,
     * sy = 0.5/f, the centre of Ringach's cloud; each without its mean.
     */
    static Dictionary gabors(int count, int patch, long seed) {
        return of(gaborAtoms(count, patch, seed), count, patch);
    }

    /** The same functions before they are made unit vectors. */
    static float[] gaborAtoms(int count, int patch, long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "gabor bank");
        float[] atoms = new float[count * patch * patch];
        for (int k = 0; k < count; k++) {
            double[] draw = new double[5];
            for (int d = 0; d < draw.length; d++) {
                draw[d] = random.uniform(k, 0, d);
            }
            fill(atoms, k, patch, draw);
        }
        return atoms;
    }

    private static void fill(float[] phi, int k, int patch, double[] draw) {
        int n = patch * patch;
        double cos = ExactMath.cos(Math.PI * draw[2]);
        double sin = ExactMath.sin(Math.PI * draw[2]);
        double f = LOW_FREQUENCY * ExactMath.pow(HIGH_FREQUENCY / LOW_FREQUENCY, draw[3]);
        double mean = 0;
        double[] field = new double[n];
        for (int p = 0; p < n; p++) {
            double dx = p % patch - draw[0] * (patch - 1);
            double dy = p / patch - draw[1] * (patch - 1);
            double u = (dx * cos + dy * sin) * f;
            double v = (dy * cos - dx * sin) * f;
            double envelope = ExactMath.exp(
                    -u * u / (2 * CYCLES_ACROSS * CYCLES_ACROSS) - v * v / (2 * CYCLES_ALONG * CYCLES_ALONG));
            field[p] = envelope * ExactMath.cos(2 * Math.PI * (u + draw[4]));
            mean += field[p] / n;
        }
        for (int p = 0; p < n; p++) {
            phi[k * n + p] = (float) (field[p] - mean);
        }
    }
}
