package org.sparsecortex.neurons.spiking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Runs one population in one range, with an SDR at its first port or nothing. */
final class SpikingRuns {
    private SpikingRuns() {}

    interface Input {
        Sdr at(long step);
    }

    static Map<String, Signal> run(ModelParams params, long steps) {
        return run(params, 0, steps, t -> null);
    }

    /** All signals after the last step. */
    static Map<String, Signal> run(ModelParams params, int inputs, long steps, Input input) {
        String port = params.ports().get(0).name();
        Map<String, Shape> shapes = inputs == 0 ? Map.of() : Map.of(port, new Shape(Signal.Kind.SDR, inputs));
        @SuppressWarnings("unchecked") // neurons decide nothing
        Kernel<?, Packet.Nothing> kernel = (Kernel<?, Packet.Nothing>)
                params.build(BuildContext.of("cell", 1, shapes)).kernel(UnitRange.all(params.units()));
        for (long t = 0; t < steps; t++) {
            Signal[] values = new Signal[params.ports().size()];
            values[0] = input.at(t);
            kernel.commit(new Step(t, false, false), new Inputs(params.ports(), values), 0, Packet.NOTHING);
        }
        Map<String, Signal> last = new HashMap<>();
        for (SignalSpec spec : params.signals()) {
            last.put(spec.name(), kernel.read(spec.name()));
        }
        return last;
    }

    static double[] reals(Map<String, Signal> signals, String name) {
        return ((org.sparsecortex.sdr.Reals) signals.get(name)).toArray();
    }

    static List<Double> range(double from, double to, double by) {
        return java.util.stream.DoubleStream.iterate(from, x -> x <= to, x -> x + by)
                .boxed()
                .toList();
    }
}
