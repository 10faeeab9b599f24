package org.sparsecortex.spiking.cell;

import java.util.OptionalDouble;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Neurons that spike by chance: each a Poisson process between two times, seen on the grid.
 *
 * <pre>  P(spike in a step) = 1 - exp(-rate h)   for from &lt; k h &lt;= to; two events of a step are one spike  </pre>
 *
 * All targets of such a neuron get the same spikes; noise of its own for every target is {@code noise} of the network.
 *
 * <p>Source: the usual Poisson process, on the grid as the poisson_generator of NEST.
 */
@TypeName(value = "poisson-source", doc = "neurons that spike by chance at a given rate")
public record PoissonSource(
        @Param(doc = "rate of each neuron", unit = "Hz", min = 0, max = 1e5)
        double rateHz,

        @Param(doc = "time from which they spike", unit = "ms", def = "0", min = 0, max = 1e12)
        double fromMs,

        @Param(doc = "time up to which they spike", unit = "ms", def = "1e12", min = 0, max = 1e12)
        double toMs)
        implements NeuronModel {
    public PoissonSource {
        Checks.that(fromMs < toMs, "fromMs", fromMs, "must be before toMs = " + toMs);
    }

    @Override
    public String weightUnit() {
        return "";
    }

    @Override
    public int channels() {
        return 0;
    }

    @Override
    public double restMv() {
        return Double.NaN;
    }

    @Override
    public void requireGrid(double stepMs) {
        Checks.that(
                rateHz * stepMs <= 500,
                "rateHz",
                rateHz,
                "is more than half an event in a step of stepMs = " + stepMs + ": spikes would fall together");
    }

    @Override
    public OptionalDouble rate() {
        return OptionalDouble.of(rateHz);
    }

    @Override
    public Cells cells(Place place) {
        return new Drawn(this, place);
    }

    private static final class Drawn implements Cells {
        private final KeyedRandom random;
        private final Place place;
        private final double probability;
        private final double from;
        private final double to;

        Drawn(PoissonSource source, Place place) {
            this.place = place;
            random = KeyedRandom.of(place.seed(), "spikes of " + place.group());
            probability = -ExactMath.expm1(-source.rateHz * place.stepMs() / 1000);
            from = source.fromMs / place.stepMs();
            to = source.toMs / place.stepMs();
        }

        @Override
        public void reset(double[] vMv) {
            // a function of the step has no state
        }

        @Override
        public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
            int n = count;
            for (int i = 0; k > from && k <= to && i < place.count(); i++) {
                if (random.bernoulli(probability, place.first() + i, k, 0)) {
                    spiked[n++] = base + i;
                }
            }
            return n;
        }

        @Override
        public double vMv(int i) {
            return Double.NaN;
        }

        @Override
        public void cell(int i, State state) {
            // no state
        }
    }
}
