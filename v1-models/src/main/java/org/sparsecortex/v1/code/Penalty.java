package org.sparsecortex.v1.code;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/**
 * What one coefficient of a sparse code costs, and the thresholding rule that follows from it.
 *
 * <pre>  min_r  1/2 |x - Phi r|^2 + sum_i pen(|r_i|)  </pre>
 *
 * <p>One convention for all: the data term carries 1/2, lambda is the weight written in front of the penalty. Rentzeperis et
 * al. 2023 use |x - Phi r|^2 without 1/2 for the l0 and l1/2 penalties; {@link #fromPaper} translates their lambda. Lambdas of
 * different penalties are not comparable: compare codes at equal numbers of active units.
 *
 * <p>Source: Rentzeperis et al. 2023, doi:10.1371/journal.pcbi.1011459, table of penalties; each variant says where its rule
 * differs.
 */
public sealed interface Penalty
        permits Penalty.L1,
                Penalty.L0,
                Penalty.Lq,
                Penalty.Cel0,
                Penalty.Mcp,
                Penalty.Scad,
                Penalty.LogSum,
                GroupPenalty {
    /** Cost pen(t) of a coefficient of magnitude t &gt;= 0. */
    double cost(double t, double lambda);

    /** Proximal operator at weight lambda &gt;= 0 and step g &gt; 0. */
    Prox prox(double lambda, double g);

    /** Name for legends, for example {@code l1/2}. */
    String label();

    /** Whether each coefficient has a cost and a threshold of its own; if not, only {@link #total} and the operator of whole codes count. */
    default boolean isSeparable() {
        return true;
    }

    /**
     * Refuses a penalty that is not separable, for users that treat coefficients one by one.
     *
     * @throws ParameterException if it is none
     */
    default void requireSeparable() {
        if (!isSeparable()) {
            throw Groups.coupled(label());
        }
    }

    /** Whether lambda plays a part. */
    default boolean usesLambda() {
        return true;
    }

    /** Cost of a whole code. */
    default double total(double[] code, double lambda) {
        double sum = 0.0;
        for (double x : code) {
            sum += cost(Math.abs(x), lambda);
        }
        return sum;
    }

    /** Proximal operator of whole codes of so many atoms, at weight lambda and step g; of penalties that are not separable. */
    default VectorProx vectorProx(double lambda, double g, int atoms) {
        throw new UnsupportedOperationException(label() + " is separable");
    }

    /**
     * Checks that the penalty fits a dictionary.
     *
     * @throws ParameterException if it does not
     */
    default void check(int atoms) {}

    /** The lambda of this convention for a published one. */
    default double fromPaper(double lambda) {
        return lambda;
    }

    /** Soft threshold. */
    @TypeName(value = "l1", doc = "lambda t: the soft threshold, convex, shrinks every coefficient by lambda")
    record L1() implements Penalty {
        @Override
        public double cost(double t, double lambda) {
            return lambda * t;
        }

        @Override
        public Prox prox(double lambda, double g) {
            double shift = lambda * g;
            return new Prox(shift) {
                @Override
                double shrink(double u) {
                    return u - shift;
                }
            };
        }

        @Override
        public String label() {
            return "l1";
        }
    }

    /** Hard threshold. */
    @TypeName(
            value = "l0",
            doc = "lambda for every coefficient that is not zero: the hard threshold at sqrt(2 lambda g)")
    record L0() implements Penalty {
        @Override
        public double cost(double t, double lambda) {
            return t > 0 ? lambda : 0.0;
        }

        @Override
        public Prox prox(double lambda, double g) {
            return hard(Math.sqrt(2 * lambda * g));
        }

        @Override
        public String label() {
            return "l0";
        }

        @Override
        public double fromPaper(double lambda) {
            return lambda / 2;
        }
    }

    /**
     * The lq quasi-norm. T(u) is the larger root of x - u + lambda g q x^(q-1) = 0, by Newton's method from u, where the
     * function is increasing and convex down to the root, so that the iteration falls monotonically.
     *
     * <p>Threshold: (2c(1-q))^(1/(2-q)) + c q (2c(1-q))^((q-1)/(2-q)), c = lambda g; for q = 1/2 this is 3/2 c^(2/3).
     */
    @TypeName(value = "lq", doc = "lambda t^q with 0 < q < 1; q = 0.5 is the l1/2 penalty of Xu et al. 2012")
    record Lq(
            @Param(doc = "exponent", def = "0.5", symbol = "q", min = 0.01, max = 0.99)
            double q) implements Penalty {
        private static final int MAX_NEWTON = 60;

        @Override
        public double cost(double t, double lambda) {
            return t == 0 ? 0.0 : lambda * t * power(t, q);
        }

        @Override
        public Prox prox(double lambda, double g) {
            double c = lambda * g;
            double x0 = ExactMath.pow(2 * c * (1 - q), 1 / (2 - q));
            double tau = c == 0 ? 0.0 : x0 + c * q * power(x0, q);
            double cq = c * q;
            double power = q;
            return new Prox(tau) {
                @Override
                double shrink(double u) {
                    return largerRoot(u, cq, power);
                }
            };
        }

        private static double largerRoot(double u, double cq, double q) {
            double x = u;
            for (int i = 0; i < MAX_NEWTON; i++) {
                double p = cq * power(x, q);
                double next = x - (x - u + p) / (1 + (q - 1) * p / x);
                if (!(next < x)) {
                    return x;
                }
                x = next;
            }
            return x;
        }

        /** x^(q-1). */
        private static double power(double x, double q) {
            return q == 0.5 ? 1 / Math.sqrt(x) : ExactMath.pow(x, q - 1);
        }

        @Override
        public String label() {
            return q == 0.5 ? "l1/2" : Math.abs(q - 2.0 / 3) < 1e-4 ? "l2/3" : "l" + q;
        }

        @Override
        public double fromPaper(double lambda) {
            return q == 0.5 ? lambda / 2 : lambda;
        }
    }

    /**
     * Continuous exact l0 (Soubies, Blanc-Feraud and Aubert 2015): the l0 penalty made continuous without moving the global
     * minimisers of the whole objective. It equals {@link Mcp} with alpha = a sqrt(2 lambda) and gamma = 1 / a^2.
     */
    @TypeName(
            value = "cel0",
            doc = "continuous exact l0: lambda - a^2/2 (t - sqrt(2 lambda)/a)^2 up to sqrt(2 lambda)/a")
    record Cel0(
            @Param(doc = "norm of the atoms", def = "1", symbol = "a", min = 1e-6, max = 1e6)
            double atomNorm) implements Penalty {
        @Override
        public double cost(double t, double lambda) {
            double gap = Math.sqrt(2 * lambda) / atomNorm - t;
            return gap <= 0 ? lambda : lambda - atomNorm * atomNorm / 2 * gap * gap;
        }

        @Override
        public Prox prox(double lambda, double g) {
            double a2g = atomNorm * atomNorm * g;
            if (a2g >= 1) {
                return hard(Math.sqrt(2 * lambda * g));
            }
            double shift = Math.sqrt(2 * lambda) * atomNorm * g;
            return new Prox(shift) {
                @Override
                double shrink(double u) {
                    return Math.min(u, (u - shift) / (1 - a2g));
                }
            };
        }

        @Override
        public String label() {
            return "CEL0";
        }
    }

    /** Minimax concave penalty (Zhang 2010). */
    @TypeName(value = "mcp", doc = "minimax concave: lambda t - t^2 / (2 gamma) up to gamma lambda, constant beyond")
    record Mcp(
            @Param(doc = "concavity; the smaller, the nearer to l0", def = "3", symbol = "gamma", min = 1e-6, max = 1e9)
            double gamma)
            implements Penalty {
        @Override
        public double cost(double t, double lambda) {
            return t < gamma * lambda ? lambda * t - t * t / (2 * gamma) : gamma * lambda * lambda / 2;
        }

        @Override
        public Prox prox(double lambda, double g) {
            if (g >= gamma) {
                return hard(lambda * Math.sqrt(g * gamma));
            }
            double shift = lambda * g;
            double far = gamma * lambda;
            double stretch = 1 - g / gamma;
            return new Prox(shift) {
                @Override
                double shrink(double u) {
                    return u > far ? u : (u - shift) / stretch;
                }
            };
        }

        @Override
        public String label() {
            return "MCP";
        }
    }

    /** Smoothly clipped absolute deviation (Fan and Li 2001). */
    @TypeName(
            value = "scad",
            doc = "smoothly clipped absolute deviation: l1 up to lambda, constant from gamma lambda on")
    record Scad(
            @Param(doc = "where it becomes constant, in lambdas", def = "3.7", symbol = "gamma", min = 2.001, max = 1e9)
            double gamma)
            implements Penalty {
        @Override
        public double cost(double t, double lambda) {
            if (t <= lambda) {
                return lambda * t;
            }
            return t < gamma * lambda
                    ? (2 * gamma * lambda * t - t * t - lambda * lambda) / (2 * (gamma - 1))
                    : lambda * lambda * (gamma + 1) / 2;
        }

        @Override
        public Prox prox(double lambda, double g) {
            if (!(gamma > 1 + g)) {
                throw new ParameterException(
                        "gamma",
                        gamma,
                        "must exceed 1 + step = " + (1 + g)
                                + ", or the middle piece of the SCAD threshold has no minimum");
            }
            return new Prox(lambda * g) {
                @Override
                double shrink(double u) {
                    if (u <= lambda * (1 + g)) {
                        return u - lambda * g;
                    }
                    return u <= gamma * lambda ? ((gamma - 1) * u - g * gamma * lambda) / (gamma - 1 - g) : u;
                }
            };
        }

        @Override
        public String label() {
            return "SCAD";
        }
    }

    /** Logarithmic penalty (Candes, Wakin and Boyd 2008). */
    @TypeName(value = "log-sum", doc = "lambda log(1 + t / epsilon)")
    record LogSum(
            @Param(
                    doc = "scale below which it is nearly linear",
                    def = "0.1",
                    symbol = "epsilon",
                    min = 1e-9,
                    max = 1e9)
            double epsilon)
            implements Penalty {
        private static final int BISECTIONS = 100;

        @Override
        public double cost(double t, double lambda) {
            return lambda * ExactMath.log1p(t / epsilon);
        }

        @Override
        public Prox prox(double lambda, double g) {
            double c = lambda * g;
            double e = epsilon;
            double threshold = Math.sqrt(c) <= e ? c / e : tie(c);
            return new Prox(threshold) {
                @Override
                double shrink(double u) {
                    return root(u, c, e);
                }
            };
        }

        private static double root(double u, double c, double e) {
            return (u - e) / 2 + Math.sqrt(Math.max(0.0, (u + e) * (u + e) / 4 - c));
        }

        /** Magnitude at which zero and the positive minimum cost the same, by bisection. */
        private double tie(double c) {
            double low = Math.max(0.0, 2 * Math.sqrt(c) - epsilon);
            double high = c / epsilon;
            for (int i = 0; i < BISECTIONS; i++) {
                double u = (low + high) / 2;
                double x = Math.max(0.0, root(u, c, epsilon));
                boolean zeroIsBetter = (x - u) * (x - u) / 2 + c * ExactMath.log1p(x / epsilon) >= u * u / 2;
                low = zeroIsBetter ? u : low;
                high = zeroIsBetter ? high : u;
            }
            return low;
        }

        @Override
        public String label() {
            return "log-sum";
        }
    }

    private static Prox hard(double threshold) {
        return new Prox(threshold) {
            @Override
            double shrink(double u) {
                return u;
            }
        };
    }
}
