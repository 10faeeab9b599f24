package org.sparsecortex.simulations.scenario;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Variants of a scenario: the product of all axes, each repeated under several seeds. */
public record SweepSpec(
        @Param(doc = "axes; the variants are their product", def = "[]")
        List<Axis> axes,

        @Param(doc = "runs of each variant, under the seeds seed, seed + 1, ...", def = "1", min = 1, max = 100000)
        int repeats) {
    public SweepSpec {
        Checks.that(repeats > 1 || !axes.isEmpty(), "axes", "[]", "a sweep needs an axis or repeats");
    }

    /** One parameter that is varied. */
    public record Axis(
            @Param(doc = "JSON pointer of the value, for example /populations/tm/activationThreshold")
            String pointer,

            @Param(doc = "column name in sweep.csv") String label,
            @Param(doc = "its values, numbers") List<Double> values) {
        public Axis {
            Checks.that(pointer.startsWith("/"), "pointer", "\"" + pointer + "\"", "must start with /");
            Checks.that(!values.isEmpty(), "values", "[]", "at least one value is needed");
        }
    }
}
