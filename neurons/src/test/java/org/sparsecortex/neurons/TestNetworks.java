package org.sparsecortex.neurons;

import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Source;

/** Parts of the small networks that tests of several packages run. */
public final class TestNetworks {
    private TestNetworks() {}

    /** A source of one SDR a step, with resets. */
    public static Source source(int size, LongFunction<Sdr> pattern, LongPredicate reset) {
        return new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("sdr", Kind.SDR, size, "pattern"));
            }

            @Override
            public Signal read(String signal, long step) {
                return pattern.apply(step);
            }

            @Override
            public boolean resetAt(long step) {
                return reset.test(step);
            }
        };
    }

    /** A population of one input port. */
    public static Population population(String name, ModelParams params, String port, int inputSize, Kind kind) {
        BuildContext context = BuildContext.of(name, 1, Map.of(port, new Shape(kind, inputSize)));
        return new Population(name, params.units(), params.ports(), params.signals(), params.build(context));
    }
}
