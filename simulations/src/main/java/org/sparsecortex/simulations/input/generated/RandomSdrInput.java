package org.sparsecortex.simulations.input.generated;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/** A fresh random SDR in every step. */
@TypeName(value = "random-sdr", doc = "a fresh random SDR in every step")
public record RandomSdrInput(
        @Param(doc = "number of bits", symbol = "n", def = "2048", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "40", min = 0, max = 1 << 20)
        int active)
        implements InputSpec {
    public RandomSdrInput {
        Checks.that(active <= size, "active", active, "must not exceed size = " + size);
    }

    @Override
    public Opened open(InputContext context) {
        KeyedRandom random = KeyedRandom.of(context.seed(), "random sdr");
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("sdr", Signal.Kind.SDR, size, "the SDR of the step"));
            }

            @Override
            public Signal read(String signal, long step) {
                Checks.that(signal.equals("sdr"), "signal", signal, "a random SDR has only 'sdr'");
                return Sdr.ofSorted(size, random.sample(size, active, 0, step, 0));
            }
        });
    }
}
