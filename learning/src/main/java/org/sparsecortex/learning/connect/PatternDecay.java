package org.sparsecortex.learning.connect;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How the weights outside an n-of-m pattern go, between the dense updates and those with a pattern that stands.
 *
 * <pre>
 *   step          D = 0
 *   sr-ste        D = 0, gradient of a weight w outside the pattern += lambda w
 *   linear        D = max(0, 1 - b u)
 *   exponential   D = e^(-b u)
 *   stepwise      D = 0, patterns m-1:m, m/2:m, m/4:m, .. n:m in equal frames
 *   geometric     D = 0, patterns 8n:8m, 4n:4m, 2n:2m, n:m in equal frames
 * </pre>
 *
 * D: factor on weights outside the pattern; u: updates since the dense ones. Source: sr-ste: Zhou et al. 2021, arXiv 2102.04010 [mem]; the others:
 * Bambhaniya et al. 2024, arXiv 2402.04744 [mem], and its released code.
 */
public sealed interface PatternDecay {
    /** Factor D on weights outside the pattern, {@code u} updates after the dense ones. */
    default double factor(long u) {
        return 0.0;
    }

    /** Part of a weight outside the pattern that is added to its gradient. */
    default double pull() {
        return 0.0;
    }

    /** Pattern {n, m} in update {@code u} of {@code updates}. */
    default int[] pattern(Structure.NofM last, long u, long updates) {
        return new int[] {last.n(), last.m()};
    }

    /** Frame, 0 first, of {@code frames} equal ones in which update {@code u} of {@code updates} is. */
    private static int frame(int frames, long u, long updates) {
        return (int) Math.min(frames - 1.0, Math.floor(u / (double) updates * frames));
    }

    /** At once. */
    @TypeName(value = "step", doc = "weights outside the pattern are 0 at once, and go on learning behind it")
    record Step() implements PatternDecay {}

    /** At once, and shrinking. */
    @TypeName(value = "sr-ste", doc = "as step, and they shrink, so that the pattern settles")
    record SrSte(
            @Param(
                    doc = "part of such a weight that is added to its gradient",
                    symbol = "lambda",
                    def = "2e-4",
                    min = 0,
                    max = 1)
            double rate)
            implements PatternDecay {
        @Override
        public double pull() {
            return rate;
        }
    }

    /** Evenly. */
    @TypeName(value = "linear", doc = "weights outside the pattern fade evenly")
    record Linear(
            @Param(
                    doc = "fall of their factor per update",
                    symbol = "b",
                    unit = "1/update",
                    def = "0.002",
                    min = 0,
                    max = 1)
            double rate)
            implements PatternDecay {
        @Override
        public double factor(long u) {
            return Math.max(0.0, 1.0 - rate * u);
        }
    }

    /** By the same factor in each update. */
    @TypeName(value = "exponential", doc = "weights outside the pattern fade fast at first")
    record Exponential(
            @Param(
                    doc = "fall of the logarithm of their factor per update",
                    symbol = "b",
                    unit = "1/update",
                    def = "0.005",
                    min = 0,
                    max = 100)
            double rate)
            implements PatternDecay {
        @Override
        public double factor(long u) {
            return ExactMath.exp(-rate * u);
        }
    }

    /** Fewer and fewer of as large a group. */
    @TypeName(value = "stepwise", doc = "all but one of m, then m/2, m/4 .. n of m in equal frames, the others 0")
    record Stepwise() implements PatternDecay {
        @Override
        public int[] pattern(Structure.NofM last, long u, long updates) {
            int frames = 1;
            for (int kept = last.m() - 1; kept > last.n(); kept = next(kept, last.m())) {
                frames++;
            }
            int kept = last.m() - 1;
            for (int f = frame(frames, u, updates); f > 0; f--) {
                kept = next(kept, last.m());
            }
            return new int[] {Math.max(last.n(), kept), last.m()};
        }

        /** The largest of m/2, m/4, .. below {@code kept}. */
        private static int next(int kept, int m) {
            int half = m / 2;
            while (half >= kept) {
                half /= 2;
            }
            return half;
        }
    }

    /** As many of smaller and smaller groups. */
    @TypeName(value = "geometric", doc = "8 n of 8 m, 4 n of 4 m, 2 n of 2 m, n of m in equal frames, the others 0")
    record Geometric() implements PatternDecay {
        private static final int FRAMES = 4;

        @Override
        public int[] pattern(Structure.NofM last, long u, long updates) {
            int times = 1 << (FRAMES - 1 - frame(FRAMES, u, updates));
            return new int[] {times * last.n(), times * last.m()};
        }
    }
}
