package org.sparsecortex.sparsey.rule;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How a weight falls after its last coincidence; the published variants.
 *
 * <pre>
 *   none       w = 1
 *   convex     w = (1 + c / s) / (1 + c / (s - n)) for n &lt; s, then 0
 *   stiffness  w = 1, 120/127, 50/127, 0 at breakpoints b_1, b_2, b_3 of n, twice as late at stage 1; 1 for ever at stage 2
 * </pre>
 *
 * w: weight, 0..1; n: steps since the last coincidence; s, c: steps to 0 and roundness. Source: Rinkus 2014,
 * doi:10.3389/fncom.2014.00160, section on the decay of synapses (stages and permanence); convex: constants of published
 * implementations, from memory.
 */
public sealed interface Decay permits Decay.None, Decay.Convex, Decay.Stiffness {
    /** Weight, 0..1, {@code age} steps after the last coincidence, of a synapse of that stiffness. */
    double weight(int stiffness, long age);

    /** Stiffness of a synapse that coincides again after {@code age} steps. */
    int stiffen(int stiffness, long age);

    /** Stiffness of a synapse that never falls again. */
    int permanent();

    /** Weights stay: one bit each. */
    @TypeName(value = "none", doc = "weights are set once and stay")
    record None() implements Decay {
        @Override
        public double weight(int stiffness, long age) {
            return 1.0;
        }

        @Override
        public int stiffen(int stiffness, long age) {
            return 0;
        }

        @Override
        public int permanent() {
            return 0;
        }
    }

    /**
     * w = (1 + c/s) / (1 + c/(s - n)) for an age of n &lt; s steps, then 0.
     *
     * <p>With s = 5 and c = 0.5: 1, 0.9778, 0.9429, 0.88, 0.7333, 0.
     */
    @TypeName(value = "convex", doc = "weights fall slowly at first and reach 0 after a number of steps")
    record Convex(
            @Param(doc = "steps to 0", unit = "steps", symbol = "s", def = "5", min = 1, max = 1e9)
            int steps,

            @Param(
                    doc = "roundness; small holds longer and falls faster",
                    symbol = "c",
                    def = "0.5",
                    min = 1e-9,
                    max = 1e9)
            double convexity)
            implements Decay {
        @Override
        public double weight(int stiffness, long age) {
            if (stiffness > 0) {
                return 1.0;
            }
            return age >= steps ? 0.0 : (1.0 + convexity / steps) / (1.0 + convexity / (steps - age));
        }

        @Override
        public int stiffen(int stiffness, long age) {
            return stiffness;
        }

        @Override
        public int permanent() {
            return 1;
        }
    }

    /**
     * Three stages: a synapse that coincides again in time becomes stiffer and falls later, at the last stage never.
     *
     * <p>The weight is 1, then 120/127, then 50/127, then 0, at breakpoints that double from stage 0 to stage 1.
     */
    @TypeName(
            value = "stiffness",
            doc = "weights fall in stages; coincidence in time makes a synapse stiffer, at last permanent")
    record Stiffness(
            @Param(
                    doc = "age at which the weight of stage 0 leaves 1",
                    unit = "steps",
                    def = "2000",
                    min = 1,
                    max = 1e9)
            int first,

            @Param(doc = "age at which it falls further", unit = "steps", def = "3000", min = 1, max = 1e9)
            int second,

            @Param(doc = "age at which it reaches 0", unit = "steps", def = "4000", min = 1, max = 1e9)
            int third,

            @Param(
                    doc = "age below which a coincidence is the same event",
                    unit = "steps",
                    def = "1",
                    min = 1,
                    max = 1e9)
            int sameEvent)
            implements Decay {
        private static final int PERMANENT = 2;
        private static final double HIGH = 120.0 / 127.0;
        private static final double LOW = 50.0 / 127.0;

        public Stiffness {
            Checks.that(first <= second && second <= third, "second", second, "must lie within first..third");
        }

        @Override
        public double weight(int stiffness, long age) {
            if (stiffness >= PERMANENT) {
                return 1.0;
            }
            long stretch = 1L + stiffness;
            if (age < first * stretch) {
                return 1.0;
            }
            return age < second * stretch ? HIGH : age < third * stretch ? LOW : 0.0;
        }

        @Override
        public int stiffen(int stiffness, long age) {
            boolean again = age >= sameEvent && age < first * (1L + stiffness);
            return again ? Math.min(PERMANENT, stiffness + 1) : weight(stiffness, age) == 0 ? 0 : stiffness;
        }

        @Override
        public int permanent() {
            return PERMANENT;
        }
    }
}
