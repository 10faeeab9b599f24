package org.sparsecortex.sparsey.rule;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How familiarity G and local support V make the relative likelihood mu with which a cell wins: the published variants.
 *
 * <pre>  mu(V) = max(A(G) * s(V), floor) + offset,   rho_i = mu(V_i) / sum over the module of mu(V_k)  </pre>
 *
 * G: mean over the modules of the largest V, 0..1; V: support of the cell, 0..1; A: amplitude, grows with G; s: sigmoid, 0..1.
 * A novel input (G near 0) gives A near 0, hence all mu equal and a uniform draw; a familiar one a nearly certain winner.
 * Source: Rinkus 2010, doi:10.3389/fnana.2010.00017; Rinkus 2014, doi:10.3389/fncom.2014.00160; where the paper's figures were not at hand the constants are those of published
 * implementations, as each variant says.
 */
public sealed interface Form
        permits Form.Rinkus2014,
                Form.Alternative,
                Form.Floored,
                Form.Demonstrator,
                Form.Rinkus2010,
                Form.WithoutOffset {
    /** Amplitude A(G) in a module of {@code k} cells. */
    double amplitude(double g, int k);

    /** Sigmoid s(V), 0..1. */
    double shape(double v);

    /** Relative likelihood mu. */
    default double mu(double amplitude, double shape) {
        return amplitude * shape + 1.0;
    }

    /**
     * Expansivity eta = 1 + (max(0, (G - gMin) / (1 - gMin)))^gamma * chi * K.
     *
     * <p>Source: Rinkus 2014, step 7, from memory; confirmed by two implementations that agree on eta(G = 1, K = 8, chi =
     * 100) = 801.
     */
    static double expansivity(double g, double gMin, double gamma, double chi, int k) {
        return 1.0 + familiarity(g, gMin, gamma) * chi * k;
    }

    private static double familiarity(double g, double gMin, double gamma) {
        return Powers.of(Math.max(0.0, (g - gMin) / (1.0 - gMin)), gamma);
    }

    private static double logistic(double x) {
        return ExactMath.sigmoid(x);
    }

    /** mu = (eta - 1) / (1 + s1 exp(-s2 (V - s3)))^s4 + 1. Source: Rinkus 2014, equations 7 and 8, from memory. */
    @TypeName(value = "rinkus-2014", doc = "sigmoid with an exponent, amplitude eta - 1, offset 1 (Rinkus 2014)")
    record Rinkus2014(
            @Param(doc = "height of eta per cell of a module", symbol = "chi", def = "30", min = 0, max = 1e6)
            double chi,

            @Param(doc = "exponent of familiarity in eta", symbol = "gamma", def = "2", min = 0, max = 100)
            double gamma,

            @Param(doc = "familiarity below which the draw is uniform", symbol = "G-", def = "0.1", min = 0, max = 0.99)
            double gMin,

            @Param(doc = "factor of the exponential", symbol = "sigma1", def = "1", min = 0, max = 1e6)
            double s1,

            @Param(doc = "steepness", symbol = "sigma2", def = "12", min = 0, max = 1e4)
            double s2,

            @Param(doc = "inflection, in units of V", symbol = "sigma3", def = "0.6", min = -10, max = 10)
            double s3,

            @Param(doc = "exponent of the denominator", symbol = "sigma4", def = "1", min = 0, max = 100)
            double s4)
            implements Form {
        /** The recommended constants: chi 30, gamma 2, gMin 0.1, s = (1, 12, 0.6, 1). */
        public static final Rinkus2014 RECOMMENDED = new Rinkus2014(30, 2, 0.1, 1, 12, 0.6, 1);

        /** A steeper set: chi 100, gamma 2, gMin 0.1, s = (1, 16, 0.5, 1). */
        public static final Rinkus2014 STEEP = new Rinkus2014(100, 2, 0.1, 1, 16, 0.5, 1);

        @Override
        public double amplitude(double g, int k) {
            return expansivity(g, gMin, gamma, chi, k) - 1.0;
        }

        @Override
        public double shape(double v) {
            return ExactMath.pow(1.0 + s1 * ExactMath.exp(-s2 * (v - s3)), -s4);
        }
    }

    /** mu = (eta - 1) / (1 + (s1 exp(-s2 (V - s3)))^s4) + 1; inflection at V = s3 + ln(s1) / s2. */
    @TypeName(value = "alternative", doc = "exponent inside the denominator's second term, amplitude eta - 1, offset 1")
    record Alternative(
            @Param(doc = "height of eta per cell of a module", symbol = "chi", def = "100", min = 0, max = 1e6)
            double chi,

            @Param(doc = "exponent of familiarity in eta", symbol = "gamma", def = "2", min = 0, max = 100)
            double gamma,

            @Param(doc = "familiarity below which the draw is uniform", symbol = "G-", def = "0.1", min = 0, max = 0.99)
            double gMin,

            @Param(doc = "factor of the exponential", symbol = "sigma1", def = "0.1", min = 0, max = 1e6)
            double s1,

            @Param(doc = "steepness", symbol = "sigma2", def = "4", min = 0, max = 1e4)
            double s2,

            @Param(doc = "shift, in units of V", symbol = "sigma3", def = "1", min = -10, max = 10)
            double s3,

            @Param(doc = "exponent", symbol = "sigma4", def = "8", min = 0, max = 100)
            double s4)
            implements Form {
        @Override
        public double amplitude(double g, int k) {
            return expansivity(g, gMin, gamma, chi, k) - 1.0;
        }

        @Override
        public double shape(double v) {
            return 1.0 / (1.0 + ExactMath.pow(s1 * ExactMath.exp(-s2 * (v - s3)), s4));
        }
    }

    /** mu = max(eta / (1 + exp(-slope (V - inflection))), 1); 1 for V below lowCut, eta for V of at least certainFrom. */
    @TypeName(value = "floored", doc = "logistic with a floor of 1 instead of an offset, amplitude eta")
    record Floored(
            @Param(doc = "height of eta per cell of a module", symbol = "chi", def = "100", min = 0, max = 1e6)
            double chi,

            @Param(doc = "exponent of familiarity in eta", symbol = "gamma", def = "2", min = 0, max = 100)
            double gamma,

            @Param(doc = "familiarity below which the draw is uniform", symbol = "G-", def = "0.1", min = 0, max = 0.99)
            double gMin,

            @Param(doc = "steepness", def = "4", min = 0, max = 1e4)
            double slope,

            @Param(doc = "inflection, in units of V", def = "0.5", min = -10, max = 10)
            double inflection,

            @Param(doc = "support below which mu is 1", def = "0", min = 0, max = 1)
            double lowCut,

            @Param(doc = "support from which mu is eta; above 1: never", def = "0.999", min = 0, max = 2)
            double certainFrom)
            implements Form {
        @Override
        public double amplitude(double g, int k) {
            return expansivity(g, gMin, gamma, chi, k);
        }

        @Override
        public double shape(double v) {
            if (v >= certainFrom) {
                return 1.0;
            }
            return v < lowCut ? 0.0 : logistic(slope * (v - inflection));
        }

        @Override
        public double mu(double amplitude, double shape) {
            return Math.max(amplitude * shape, 1.0);
        }
    }

    /** mu = A / (1 + exp(-(100 V - inflection) / eccentricity)) + 1, A = height * (max(0, (G - gMin) / (1 - gMin)))^gamma. */
    @TypeName(value = "demonstrator", doc = "logistic of 100 V, amplitude constant or a power of G, offset 1")
    record Demonstrator(
            @Param(doc = "largest amplitude", def = "400", min = 0, max = 1e9)
            double height,

            @Param(doc = "exponent of familiarity; 0 keeps the amplitude constant", def = "0", min = 0, max = 100)
            double gamma,

            @Param(doc = "familiarity below which the draw is uniform if gamma > 0", def = "0", min = 0, max = 0.99)
            double gMin,

            @Param(doc = "inflection, in hundredths of V", def = "50", min = -1000, max = 1000)
            double inflection,

            @Param(doc = "width of the sigmoid, in hundredths of V", def = "15", min = 0.001, max = 1000)
            double eccentricity)
            implements Form {
        @Override
        public double amplitude(double g, int k) {
            return height * familiarity(g, gMin, gamma);
        }

        @Override
        public double shape(double v) {
            return logistic((100.0 * v - inflection) / eccentricity);
        }
    }

    /** mu = a G^b / (1 + exp(-(lambda V + phi))) + 1. Constants from a published implementation of Rinkus 2010. */
    @TypeName(value = "rinkus-2010", doc = "logistic of V, amplitude a power of G, offset 1 (Rinkus 2010)")
    record Rinkus2010(
            @Param(doc = "largest amplitude", def = "10000", min = 0, max = 1e9)
            double height,

            @Param(doc = "exponent of G", def = "7", min = 0, max = 100)
            double exponent,

            @Param(doc = "steepness", symbol = "lambda", def = "26", min = 0, max = 1e4)
            double slope,

            @Param(doc = "shift", symbol = "phi", def = "-13", min = -1e4, max = 1e4)
            double shift)
            implements Form {
        @Override
        public double amplitude(double g, int k) {
            return height * Powers.of(g, exponent);
        }

        @Override
        public double shape(double v) {
            return logistic(slope * v + shift);
        }
    }

    /**
     * mu = A / (1 + exp(-slope V + shift)) + 1e-6, A = chi max(0, (G - gMin) / (1 - gMin)).
     *
     * <p>Published, yet without effect of G on the draw: A cancels in rho because nothing is added. Kept to show why the
     * offset is needed.
     */
    @TypeName(value = "without-offset", doc = "amplitude linear in G and next to no offset: G cancels in the draw")
    record WithoutOffset(
            @Param(doc = "largest amplitude", symbol = "chi", def = "2.5", min = 0, max = 1e9)
            double chi,

            @Param(doc = "familiarity below which the draw is uniform", def = "0.2", min = 0, max = 0.99)
            double gMin,

            @Param(doc = "steepness", symbol = "lambda", def = "28", min = 0, max = 1e4)
            double slope,

            @Param(doc = "shift", symbol = "phi", def = "5", min = -1e4, max = 1e4)
            double shift)
            implements Form {
        private static final double OFFSET = 1e-6;

        @Override
        public double amplitude(double g, int k) {
            return chi * Math.max(0.0, (g - gMin) / (1.0 - gMin));
        }

        @Override
        public double shape(double v) {
            return logistic(slope * v - shift);
        }

        @Override
        public double mu(double amplitude, double shape) {
            return amplitude * shape + OFFSET;
        }
    }
}
