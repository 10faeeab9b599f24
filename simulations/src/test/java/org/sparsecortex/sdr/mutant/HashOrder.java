package org.sparsecortex.sdr.mutant;

import java.util.HashMap;
import java.util.Map;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** A kernel that everybody can name and that adds in the order of hash codes. */
public final class HashOrder implements IndependentKernel {
    private final Map<String, Double> parts = new HashMap<>();

    @Override
    public UnitRange range() {
        return new UnitRange(0, 1);
    }

    @Override
    public void step(Step step, Inputs inputs) {
        parts.put("step " + step.index(), 0.1);
    }

    @Override
    public Signal read(String signal) {
        return Reals.of(parts.values().stream().mapToDouble(Double::doubleValue).sum());
    }
}
