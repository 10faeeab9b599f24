package org.sparsecortex.v1.learn;

import java.util.Arrays;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.v1.code.Codes;

/** The codes of a range of units on their way to the reducer, which joins each part in unit order. */
final class Proposal {
    static final int ACTIVE = 0;
    static final int ATOMS = 1;
    static final int VALUES = 2;
    static final int ITERATIONS = 3;
    static final int RESIDUAL = 4;
    static final int DEBIASED = 5;
    static final int GAP = 6;

    private final int[] active;
    private final int[] iterations;
    private final double[] residual;
    private final double[] debiased;
    private final double[] gap;
    private int[] atoms = new int[1024];
    private double[] values = new double[1024];
    private int entries;
    private int patch;
    private int unit;
    private int taken;

    Proposal(int patches, int units) {
        active = new int[patches];
        iterations = new int[patches];
        residual = new double[patches];
        debiased = new double[patches];
        gap = new double[units];
    }

    /** Appends the patches of one unit. */
    void take(Codes codes) {
        int count = codes.first(codes.size());
        if (atoms.length < entries + count) {
            int length = Math.max(2 * atoms.length, entries + count);
            atoms = Arrays.copyOf(atoms, length);
            values = Arrays.copyOf(values, length);
        }
        for (int e = 0; e < count; e++) {
            atoms[entries] = codes.atom(e);
            values[entries++] = codes.value(e);
        }
        taken = codes.size();
        for (int p = 0; p < taken; p++) {
            active[patch + p] = codes.active(p);
            iterations[patch + p] = codes.iterations(p);
            residual[patch + p] = codes.residual(p);
        }
    }

    /** Squared error of patch p of the unit just taken, after debiasing. */
    void debiased(int p, double energy) {
        debiased[patch + p] = energy;
    }

    /** Duality gap of the unit just taken. */
    void gap(double relative) {
        gap[unit] = relative;
    }

    /** Goes on to the next unit. */
    void next() {
        patch += taken;
        unit++;
    }

    Tuple packet() {
        return Tuple.of(
                Ints.wrap(active),
                Ints.wrap(Arrays.copyOf(atoms, entries)),
                Reals.wrap(Arrays.copyOf(values, entries)),
                Ints.wrap(iterations),
                Reals.wrap(residual),
                Reals.wrap(debiased),
                Reals.wrap(gap));
    }

    /** The codes that a joined packet holds, into {@code codes} (written). */
    static void read(Tuple joined, Codes codes) {
        codes.clear();
        Ints active = joined.ints(ACTIVE);
        Ints atoms = joined.ints(ATOMS);
        Reals values = joined.reals(VALUES);
        int at = 0;
        for (int p = 0; p < active.size(); p++) {
            int[] support = new int[active.get(p)];
            float[] coefficients = new float[support.length];
            for (int e = 0; e < support.length; e++) {
                support[e] = atoms.get(at);
                coefficients[e] = (float) values.get(at++);
            }
            codes.add(
                    support,
                    support.length,
                    coefficients,
                    true,
                    joined.ints(ITERATIONS).get(p),
                    joined.reals(RESIDUAL).get(p));
        }
    }
}
