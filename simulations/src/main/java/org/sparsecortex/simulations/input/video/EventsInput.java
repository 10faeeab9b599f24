package org.sparsecortex.simulations.input.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/** Events of a dynamic vision sensor, gathered over equal stretches of time, one a step. */
@TypeName(value = "events", doc = "recording of an event camera (N-MNIST, AEDAT 2, AEDAT 3.1) as frames or SDRs")
@OfferedNames({"frame", "sdr"})
public record EventsInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "format of the file") EventReader.Format format,

        @Param(doc = "address layout of an AEDAT 2 file", def = "\"dvs128\"")
        Sensor sensor,

        @Param(doc = "rows", unit = "px", def = "34", min = 1, max = 4096)
        int height,

        @Param(doc = "columns", unit = "px", def = "34", min = 1, max = 4096)
        int width,

        @Param(doc = "stretch of time gathered in a step", unit = "ms", def = "10", min = 0.001, max = 1e6)
        double binMs,

        @Param(doc = "whether the recording begins anew at its end", def = "false")
        boolean repeat)
        implements InputSpec {
    @Override
    public List<String> files() {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            context.require("the recording " + path, format.memory(Files.size(file)));
            SensorEvents events = EventReader.read(file, format, sensor);
            Checks.that(events.count() > 0, "events", 0, "the recording holds none");
            for (int i = 0; i < events.count(); i++) {
                int x = events.x()[i];
                int y = events.y()[i];
                Checks.that(
                        x >= 0 && x < width && y >= 0 && y < height,
                        "event",
                        i,
                        "at (" + x + ", " + y + ") lies outside the sensor of " + width + " x " + height);
            }
            double bins = last(events) / binUs() + 1;
            Checks.that(
                    bins <= Integer.MAX_VALUE - 8,
                    "binMs",
                    binMs,
                    "cuts a recording of " + last(events) + " us into more steps than " + Integer.MAX_VALUE);
            context.require("the steps of " + path + " with binMs = " + binMs, (long) (bins * 2 * Integer.BYTES));
            EventSource source = EventSource.of(this, events);
            long steps = source.starts.length - 1L;
            return repeat ? Opened.endless(source) : new Opened(source, OptionalLong.of(steps));
        } catch (IllegalArgumentException e) {
            throw new ParameterException("path", path, e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    /** The stretch in microseconds, whole if it is meant so: 2.007 * 1000 is a little more than 2007. */
    private double binUs() {
        double us = binMs * 1000;
        double whole = Math.rint(us);
        return Math.abs(us - whole) <= 1e-9 * us ? whole : us;
    }

    private static long last(SensorEvents events) {
        long last = 0;
        for (long t : events.timeUs()) {
            last = Math.max(last, t);
        }
        return last;
    }

    private record EventSource(EventsInput spec, SensorEvents events, int[] order, int[] starts) implements Source {
        /** Sorts events into bins, keeping the order of the file within each. */
        static EventSource of(EventsInput spec, SensorEvents events) {
            int bins = (int) (last(events) / spec.binUs()) + 1;
            int[] starts = new int[bins + 1];
            for (int i = 0; i < events.count(); i++) {
                starts[bin(spec, events, i) + 1]++;
            }
            for (int b = 0; b < bins; b++) {
                starts[b + 1] += starts[b];
            }
            int[] next = starts.clone();
            int[] order = new int[events.count()];
            for (int i = 0; i < events.count(); i++) {
                order[next[bin(spec, events, i)]++] = i;
            }
            return new EventSource(spec, events, order, starts);
        }

        private static int bin(EventsInput spec, SensorEvents events, int i) {
            return (int) (events.timeUs()[i] / spec.binUs());
        }

        @Override
        public List<SignalSpec> signals() {
            int size = spec.height * spec.width;
            return List.of(
                    SignalSpec.global("frame", Kind.REALS, size, "ON minus OFF events of each pixel, row by row")
                            .over(spec.height(), spec.width()),
                    SignalSpec.global(
                            "sdr", Kind.SDR, 2 * size, "pixels with an ON event, then those with an OFF event"));
        }

        @Override
        public Signal read(String signal, long step) {
            int bin = (int) (step % (starts.length - 1));
            int size = spec.height * spec.width;
            double[] sums = new double[size];
            boolean[] flags = new boolean[2 * size];
            for (int k = starts[bin]; k < starts[bin + 1]; k++) {
                int i = order[k];
                int pixel = events.y()[i] * spec.width + events.x()[i];
                sums[pixel] += events.on()[i] ? 1 : -1;
                flags[events.on()[i] ? pixel : size + pixel] = true;
            }
            return switch (signal) {
                case "frame" -> Reals.wrap(sums);
                case "sdr" -> Sdr.fromFlags(flags);
                default -> throw new IllegalArgumentException("a recording has no signal '" + signal + "'");
            };
        }
    }
}
