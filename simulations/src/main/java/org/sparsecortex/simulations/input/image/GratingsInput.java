package org.sparsecortex.simulations.input.image;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.v1.tuning.Gratings;

/** One drifting grating in each step, all of its phases side by side; over and over through all orientations and frequencies. */
@TypeName(
        value = "gratings",
        doc = "drifting gratings, one a step with all its phases, through orientations and frequencies")
public record GratingsInput(
        @Param(doc = "height and width of a frame", unit = "px", def = "12", min = 2, max = 256)
        int side,

        @Param(doc = "orientations, over 180 degrees", def = "18", min = 2, max = 720)
        int orientations,

        @Param(doc = "spatial frequencies", unit = "c/px", def = "[0.1, 0.15, 0.2, 0.27, 0.35]", min = 0, max = 0.71)
        List<Double> frequencies,

        @Param(doc = "frames of one cycle of drift", def = "8", min = 1, max = 10_000)
        int phases,

        @Param(doc = "amplitude of the gratings", def = "0.5", min = 0, max = 1e6)
        double contrast)
        implements InputSpec {
    public GratingsInput {
        new Gratings(side, orientations, frequencies, phases);
    }

    @Override
    public Opened open(InputContext context) {
        Gratings gratings = new Gratings(side, orientations, frequencies, phases);
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global(
                                "frames",
                                Signal.Kind.REALS,
                                phases * side * side,
                                "the frames of the cycle, one after another"),
                        SignalSpec.global("number", Signal.Kind.REALS, 1, "number of the grating, orientation fastest"),
                        SignalSpec.global("orientation", Signal.Kind.REALS, 1, "orientation of the bars, degrees"),
                        SignalSpec.global("frequency", Signal.Kind.REALS, 1, "spatial frequency, cycles per pixel"));
            }

            @Override
            public Signal read(String signal, long step) {
                int number = (int) (step % gratings.count());
                return switch (signal) {
                    case "frames" -> Reals.wrap(gratings.cycle(number, contrast));
                    case "number" -> Reals.of(number);
                    case "orientation" -> Reals.of(gratings.orientationDeg(number));
                    case "frequency" -> Reals.of(gratings.frequency(number));
                    default -> throw new IllegalArgumentException("gratings have no signal '" + signal + "'");
                };
            }
        });
    }
}
