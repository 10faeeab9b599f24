package org.sparsecortex.simulations.scenario;

import java.util.Optional;
import org.sparsecortex.sdr.delta.DeltaCode;
import org.sparsecortex.sdr.param.Param;

/** Carries a signal to a port. */
public record ConnectionSpec(
        @Param(doc = "signal, as owner.signal, or owner for its main signal")
        String from,

        @Param(doc = "port, as population.port, or population for its first port")
        String to,

        @Param(doc = "steps until it arrives; 0 is within the step", unit = "steps", def = "0", min = 0, max = 65536)
        int delay,

        @Param(doc = "sends changes instead of values; null sends values", def = "null")
        Optional<DeltaCode> delta,

        @Param(doc = "whether it is there; false leaves it out, for example in a variant of a sweep", def = "true")
        boolean enabled) {}
