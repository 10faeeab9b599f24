package org.sparsecortex.sparsey.rule;

import org.sparsecortex.sdr.numeric.ExactMath;

/** Powers of supports and familiarities, whose exponents are mostly small whole numbers. */
public final class Powers {
    private static final int WHOLE = 16;

    private Powers() {}

    /** {@code x}^{@code e}; whole exponents from 1 to 16 by repeated squaring, the same on every machine. */
    public static double of(double x, double e) {
        int whole = (int) e;
        if (whole != e || whole < 1 || whole > WHOLE) {
            return ExactMath.pow(x, e);
        }
        double result = 1.0;
        double square = x;
        for (int rest = whole; ; square *= square) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            rest >>= 1;
            if (rest == 0) {
                return result;
            }
        }
    }
}
