package org.example;

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

/** Random bits within a window that moves on by its own width after every stay. */
@TypeName(value = "wandering", doc = "random bits within a window that moves on")
public record WanderingInput(
        @Param(doc = "number of bits", def = "64", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "bits of the window", def = "16", min = 1, max = 1 << 24)
        int window,

        @Param(doc = "active bits", def = "4", min = 0, max = 1 << 20)
        int active,

        @Param(doc = "how long the window stays", unit = "steps", def = "50", min = 1, max = 1 << 30)
        int stay)
        implements InputSpec {
    public WanderingInput {
        Checks.that(window <= size && size % window == 0, "window", window, "must divide size = " + size);
        Checks.that(active <= window, "active", active, "must not exceed window = " + window);
    }

    @Override
    public Opened open(InputContext context) {
        KeyedRandom random = KeyedRandom.of(context.seed(), "wandering");
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("sdr", Signal.Kind.SDR, size, "the bits of the step"));
            }

            @Override
            public Signal read(String signal, long step) {
                Checks.that(signal.equals("sdr"), "signal", signal, "there is only 'sdr'");
                int first = (int) (step / stay % (size / window)) * window;
                int[] bits = random.sample(window, active, 0, step, 0);
                for (int i = 0; i < bits.length; i++) {
                    bits[i] += first;
                }
                return Sdr.ofSorted(size, bits);
            }
        });
    }
}
