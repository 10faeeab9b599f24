package org.sparsecortex.sdr.numeric;

/**
 * Elementary functions with one result on every JDK and machine.
 *
 * <p>{@code Math.exp}, {@code Math.tanh} and their like may use intrinsics that differ in the last bit between JDKs;
 * {@link StrictMath} is fdlibm everywhere. Whatever feeds back into state goes through here. Square root needs no entry:
 * IEEE 754 rounds it correctly.
 */
public final class ExactMath {
    private ExactMath() {}

    /** e to the power x. */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /** Natural logarithm. */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /** log10(x). */
    public static double log10(double x) {
        return StrictMath.log10(x);
    }

    /** log(1 + x), accurate near 0. */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /** exp(x) - 1, accurate near 0. */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /** x to the power y. */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /** Hyperbolic tangent. */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** Sine of x, radians. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** Cosine of x, radians. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** Inverse cosine, radians. */
    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    /** Angle of the point (x, y), radians. */
    public static double atan2(double y, double x) {
        return StrictMath.atan2(y, x);
    }

    /** Logistic function 1 / (1 + exp(-x)), without overflow. */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1.0 / (1.0 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1.0 + e);
    }
}
