package org.sparsecortex.spiking;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * What the signal at the port of an {@link ExternalSource} says about the spikes of its neurons; so codes of other models become
 * spikes.
 *
 * <pre>  P(neuron i spikes in a grid step) = 1 - exp(-r_i h),   r_i as below, drawn for each neuron and grid step  </pre>
 *
 * Source: Poisson coding of rates, as usual; Diehl and Cook 2015, doi:10.3389/fncom.2015.00099, for images.
 */
public sealed interface SourceCoding {
    /** Kind of signal that the port takes. */
    default Signal.Kind kind() {
        return Signal.Kind.SDR;
    }

    /** Rate of neuron i by a signal of one element a neuron, Hz; not asked of {@link Spikes}. */
    double rateHz(Signal signal, int i);

    /** Whether only neurons whose bit is set can spike. */
    default boolean isSparse() {
        return false;
    }

    /** Probability of a spike in a grid step. */
    static double probability(double rateHz, double stepMs) {
        return -ExactMath.expm1(-rateHz * stepMs / 1000);
    }

    /** The neurons' random bits. */
    static KeyedRandom random(long seed, String source) {
        return KeyedRandom.of(seed, "spikes of " + source);
    }

    /** Bits are spikes. */
    @TypeName(
            value = "spikes",
            doc = "bits are spikes: one a neuron, in the first grid step of the batch, or one a grid step")
    record Spikes() implements SourceCoding {
        @Override
        public double rateHz(Signal signal, int i) {
            throw new IllegalStateException("bits are spikes");
        }
    }

    /** Neurons spike at a rate while their bit is set. */
    @TypeName(
            value = "bits",
            doc = "a code of bits: neurons spike by chance, at one rate while their bit is set and at another one else")
    record Bits(
            @Param(doc = "rate while the bit is set", unit = "Hz", min = 0, max = 1e5)
            double activeHz,

            @Param(doc = "rate while it is not", unit = "Hz", def = "0", min = 0, max = 1e5)
            double restHz)
            implements SourceCoding {
        @Override
        public double rateHz(Signal signal, int i) {
            return ((Sdr) signal).contains(i) ? activeHz : restHz;
        }

        @Override
        public boolean isSparse() {
            return restHz == 0;
        }
    }

    /** Neurons spike at a rate that is proportional to a number. */
    @TypeName(
            value = "rates",
            doc = "a code of numbers: neurons spike by chance, at a rate proportional to their number")
    record Rates(
            @Param(doc = "rate for the number 1", unit = "Hz", def = "1", min = 0, max = 1e5)
            double hzPerUnit,

            @Param(doc = "which part of a number counts", def = "\"positive\"")
            Part part)
            implements SourceCoding {
        /** Which part of a number counts. */
        public enum Part {
            /** Numbers above 0; others give no spike. */
            POSITIVE,
            /** Numbers below 0, as their magnitude. */
            NEGATIVE,
            /** All, as their magnitude. */
            MAGNITUDE
        }

        @Override
        public Signal.Kind kind() {
            return Signal.Kind.REALS;
        }

        @Override
        public double rateHz(Signal signal, int i) {
            double x = ((Reals) signal).get(i);
            return hzPerUnit
                    * switch (part) {
                        case POSITIVE -> Math.max(0, x);
                        case NEGATIVE -> Math.max(0, -x);
                        case MAGNITUDE -> Math.abs(x);
                    };
        }
    }
}
