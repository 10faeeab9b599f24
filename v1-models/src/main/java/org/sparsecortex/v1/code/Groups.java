package org.sparsecortex.v1.code;

import org.sparsecortex.sdr.param.ParameterException;

/** Coefficients in groups of consecutive ones. */
final class Groups {
    private Groups() {}

    /** Number of groups. */
    static int count(int atoms, int size) {
        if (atoms % size != 0) {
            throw new ParameterException("groupSize", size, "must divide the " + atoms + " atoms");
        }
        return atoms / size;
    }

    /** Norm of each group. */
    static double[] norms(double[] x, int size) {
        double[] norms = new double[x.length / size];
        for (int i = 0; i < x.length; i++) {
            norms[i / size] += x[i] * x[i];
        }
        for (int g = 0; g < norms.length; g++) {
            norms[g] = Math.sqrt(norms[g]);
        }
        return norms;
    }

    /** T as a factor of each group, which {@code factors} finds from the norms. */
    static VectorProx scaling(int atoms, int size, Factors factors) {
        count(atoms, size);
        double[] x = new double[atoms];
        return (u, out) -> {
            for (int i = 0; i < x.length; i++) {
                x[i] = u[i];
            }
            double[] factor = factors.of(norms(x, size));
            for (int i = 0; i < x.length; i++) {
                out[i] = (float) (factor[i / size] * x[i]);
            }
        };
    }

    /** Factor of each group by the norms of all. */
    interface Factors {
        double[] of(double[] norms);
    }

    /** The error of whoever asks for the threshold of one coefficient alone. */
    static ParameterException coupled(String penalty) {
        return new ParameterException(
                "penalty",
                penalty,
                "couples the coefficients of a group; only the solver proximal-gradient can use it");
    }
}
