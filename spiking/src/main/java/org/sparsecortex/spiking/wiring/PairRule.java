package org.sparsecortex.spiking.wiring;

import java.util.Optional;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Spike-timing-dependent plasticity by pairs of spikes.
 *
 * <pre>
 *   x = t_post + d - t_pre      d: delay of the synapse, all of it dendritic: the postsynaptic spike comes to the synapse after d
 *   x &gt; 0:  w &lt;- w + lambda W_max (1 - w/W_max)^mu_+ exp(-x/tau_+)
 *   x &lt; 0:  w &lt;- w - alpha lambda W_max (w/W_max)^mu_- exp(x/tau_-)         x = 0: nothing;   w in [0, W_max]
 * </pre>
 *
 * With x_tar above 0 the sum of the first line over the earlier spikes of the source has x_tar taken from it once, at each spike of
 * the target: w &lt;- w + lambda W_max (1 - w/W_max)^mu_+ (sum - x_tar), also for sources that never spiked (Diehl and Cook 2015).
 *
 * With a {@link Reward} the same changes go to a trace of eligibility first. mu 0 is the additive rule, 1 the multiplicative one, 0.4 that of Guetig et al. 2003. With {@code all} every spike pairs with all
 * earlier ones of the other side, with {@code nearest} with the last one only. What arrives is w rounded to whole units. Sources: Song,
 * Miller and Abbott 2000, doi:10.1038/78829; Guetig, Aharonov, Rotter and Sompolinsky 2003; Morrison, Diesmann and Gerstner 2008; delays as in NEST.
 */
public record PairRule(
        @Param(doc = "largest weight", symbol = "W_max", min = 1e-9, max = 1e6)
        double maxWeight,

        @Param(doc = "learning rate", symbol = "lambda", def = "0.005", min = 0, max = 1)
        double rate,

        @Param(doc = "depression by potentiation", symbol = "alpha", def = "1.05", min = 0, max = 100)
        double depression,

        @Param(doc = "time constant of potentiation", symbol = "tau_+", unit = "ms", def = "20", min = 0.1, max = 1e4)
        double tauPlusMs,

        @Param(doc = "time constant of depression", symbol = "tau_-", unit = "ms", def = "20", min = 0.1, max = 1e4)
        double tauMinusMs,

        @Param(doc = "exponent of potentiation", symbol = "mu_+", def = "0", min = 0, max = 10)
        double muPlus,

        @Param(doc = "exponent of depression", symbol = "mu_-", def = "0", min = 0, max = 10)
        double muMinus,

        @Param(doc = "which spikes make pairs", def = "\"all\"")
        Pairing pairing,

        @Param(doc = "reward that turns eligibility into weight; null changes weights at once", def = "null")
        Optional<Reward> reward,

        @Param(
                doc = "what every spike of the target takes from the trace of potentiation: synapses whose sources were"
                        + " quieter lose weight",
                symbol = "x_tar",
                def = "0",
                min = 0,
                max = 1e3)
        double targetTrace,

        @Param(doc = "keeps the sum of the weights onto each target; null for not", def = "null")
        Optional<Normalisation> normalise) {
    public PairRule {
        Checks.that(
                normalise.isEmpty() || reward.isEmpty(),
                "normalise",
                "given",
                "goes not with reward, whose eligibility would have to be scaled as well");
    }

    /** Which spikes make pairs. */
    public enum Pairing {
        /** All. */
        ALL,
        /** Each with the last one before it. */
        NEAREST
    }

    /** Whether a spike of the target changes synapses whose source never spiked. */
    boolean isForAll() {
        return targetTrace > 0;
    }

    /** The weight after potentiation by a trace. */
    double potentiated(double w, double trace) {
        return Math.max(0, Math.min(maxWeight, w + potentiation(w, trace)));
    }

    /** The weight after depression by a trace. */
    double depressed(double w, double trace) {
        return Math.max(0, w - depression(w, trace));
    }

    /** What potentiation by a trace adds. */
    double potentiation(double w, double trace) {
        return rate * maxWeight * power(1 - w / maxWeight, muPlus) * (trace - targetTrace);
    }

    /** What depression by a trace takes. */
    double depression(double w, double trace) {
        return depression * rate * maxWeight * power(w / maxWeight, muMinus) * trace;
    }

    private static double power(double x, double mu) {
        return mu == 0 ? 1 : mu == 1 ? x : ExactMath.pow(x, mu);
    }
}
