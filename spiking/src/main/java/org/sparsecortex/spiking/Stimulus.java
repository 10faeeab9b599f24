package org.sparsecortex.spiking;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A current into every neuron of a group, added to its constant one.
 *
 * <pre>  step  I(t) = pa for fromMs &lt;= t &lt; toMs      sine  I(t) = amplitudePa sin(2 pi frequencyHz t + phaseRad)  </pre>
 *
 * Source: the usual currents of experiments.
 */
public sealed interface Stimulus {
    /** Name, unique in the network. */
    String id();

    /** Group that receives it. */
    String to();

    /** Whether it differs from neuron to neuron. */
    boolean isIndividual();

    /**
     * The current over the grid step that ends at k h, pA.
     *
     * @param random randomness of (seed, name of the stimulus)
     * @param neuron number within the group
     */
    double pa(long k, double stepMs, KeyedRandom random, int neuron);

    /** A constant current for a while. */
    @TypeName(value = "pulse", doc = "a constant current between two times")
    record Pulse(
            @Param(doc = "name, unique in the network") String id,

            @Param(doc = "group that receives it") String to,

            @Param(doc = "start", unit = "ms", def = "0", min = 0, max = 1e12)
            double fromMs,

            @Param(doc = "end, exclusive", unit = "ms", def = "1e12", min = 0, max = 1e12)
            double toMs,

            @Param(doc = "current", symbol = "I", unit = "pA", min = -1e6, max = 1e6)
            double pa)
            implements Stimulus {
        public Pulse {
            Group.checkId("id", id);
            Checks.that(fromMs < toMs, "fromMs", fromMs, "must be before toMs = " + toMs);
        }

        @Override
        public boolean isIndividual() {
            return false;
        }

        @Override
        public double pa(long k, double stepMs, KeyedRandom random, int neuron) {
            return k > Math.rint(fromMs / stepMs) && k <= Math.rint(toMs / stepMs) ? pa : 0;
        }
    }

    /** A sine. */
    @TypeName(value = "sine", doc = "a current that goes up and down as a sine")
    record Sine(
            @Param(doc = "name, unique in the network") String id,

            @Param(doc = "group that receives it") String to,

            @Param(doc = "amplitude", unit = "pA", min = 0, max = 1e6)
            double amplitudePa,

            @Param(doc = "frequency", unit = "Hz", min = 0, max = 1e5)
            double frequencyHz,

            @Param(doc = "phase at time 0", unit = "rad", def = "0", min = -10, max = 10)
            double phaseRad)
            implements Stimulus {
        public Sine {
            Group.checkId("id", id);
        }

        @Override
        public boolean isIndividual() {
            return false;
        }

        /** I(t) at the middle of the step. */
        @Override
        public double pa(long k, double stepMs, KeyedRandom random, int neuron) {
            double turns = frequencyHz * (k - 0.5) * stepMs / 1000;
            return amplitudePa * ExactMath.sin(2 * Math.PI * (turns - Math.floor(turns)) + phaseRad);
        }
    }

    /** Gaussian noise, held for a while, of each neuron its own. */
    @TypeName(value = "noise", doc = "a normally distributed current of each neuron, drawn anew after a time")
    record NoiseCurrent(
            @Param(doc = "name, unique in the network") String id,

            @Param(doc = "group that receives it") String to,

            @Param(doc = "mean", unit = "pA", def = "0", min = -1e6, max = 1e6)
            double meanPa,

            @Param(doc = "standard deviation", unit = "pA", min = 0, max = 1e6)
            double sdPa,

            @Param(doc = "time for which a value is held, whole steps", unit = "ms", def = "1", min = 1e-3, max = 1e6)
            double holdMs)
            implements Stimulus {
        public NoiseCurrent {
            Group.checkId("id", id);
        }

        @Override
        public boolean isIndividual() {
            return true;
        }

        @Override
        public double pa(long k, double stepMs, KeyedRandom random, int neuron) {
            long hold = Math.max(1, Math.round(holdMs / stepMs));
            return meanPa + sdPa * random.gaussian(neuron, (k - 1) / hold, 0);
        }
    }
}
