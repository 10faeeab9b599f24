package org.sparsecortex.simulations.input.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/**
 * Spike trains from a file, as spikes of a spiking network on the same grid.
 *
 * <pre>  k = round(time / stepMs),   step (k - 1) div batchSteps has bit neuron * batchSteps + (k - 1) mod batchSteps  </pre>
 *
 * A line is a spike: numbers apart by commas, semicolons, tabs or blanks. Empty lines, lines that begin with # and a first line of
 * words are passed over. The lines may have any order. After the last spike there is silence. Files of arrays ({@link SpikeArrays}) may hold one
 * array of two columns, or two arrays; NWB files hold the spikes of sorted units, of which unit u becomes neuron u.
 */
@TypeName(
        value = "spike-file",
        doc =
                "spike trains from a file of times and neurons: CSV, .dat and .gdf of NEST, .npy, .npz, HDF5, NWB, MATLAB")
@OfferedNames("spikes")
public record SpikeFileInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "what stands first in a line", def = "\"time-neuron\"")
        Order order,

        @Param(doc = "unit of the times of a text or an array; those of NWB are seconds", def = "\"ms\"")
        Unit timeUnit,

        @Param(
                doc = "array of the times in a file of arrays; empty takes the only array, of two columns, and"
                        + " units/spike_times of NWB",
                def = "\"\"")
        String times,

        @Param(doc = "array of the neuron of each of these times; empty if they stand in one array", def = "\"\"")
        String ids,

        @Param(doc = "number of neurons", min = 1, max = 1 << 26)
        int neurons,

        @Param(doc = "number in the file of neuron 0; of a file of NEST the first id of the population", def = "0")
        int firstNeuron,

        @Param(doc = "grid step of the network", symbol = "h", unit = "ms", def = "0.1", min = 1e-4, max = 10)
        double stepMs,

        @Param(doc = "grid steps of a step of the network", symbol = "B", def = "1", min = 1, max = 4096)
        int batchSteps)
        implements InputSpec {
    private static final double MAX_STEPS = 1e15;
    private static final Pattern NO_NUMBER = Pattern.compile("(?i)(nan|inf|infinity)\\b");

    /** Unit of times. */
    public enum Unit {
        /** Milliseconds. */
        MS,
        /** Seconds. */
        S
    }

    /** What stands first in a line. */
    public enum Order {
        /** Time in ms, then the neuron. */
        TIME_NEURON,
        /** The neuron, then the time in ms, as NEST writes them. */
        NEURON_TIME
    }

    public SpikeFileInput {
        Checks.that(
                (long) neurons * batchSteps < Integer.MAX_VALUE,
                "batchSteps",
                batchSteps,
                "times " + neurons + " neurons is more than 2^31");
    }

    @Override
    public List<String> files() {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            context.require("the spikes of " + path, 6 * Files.size(file)); // a spike of 4 characters, kept twice
            return Opened.endless(ArrayFile.isKnown(file) ? arrays(file, context) : read(file));
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    private Trains read(Path file) throws IOException {
        long[] spikes = new long[1024];
        int count = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            boolean isFirst = true;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String text = line.strip();
                boolean isHead = isFirst && isHeading(text);
                if (text.isEmpty() || text.startsWith("#") || isHead) {
                    isFirst &= text.isEmpty() || text.startsWith("#");
                    continue;
                }
                isFirst = false;
                if (count == spikes.length) {
                    spikes = Arrays.copyOf(spikes, 2 * count);
                }
                spikes[count++] = spike(text, number);
            }
        }
        return trains(spikes, count);
    }

    /** Whether a line begins with a word, which is none of those for a number that is none. */
    private static boolean isHeading(String text) {
        return !text.isEmpty()
                && Character.isLetter(text.charAt(0))
                && !NO_NUMBER.matcher(text).lookingAt();
    }

    private Trains arrays(Path file, InputContext context) throws IOException {
        Spikes spikes = new Spikes();
        SpikeArrays.read(
                file,
                this,
                bytes -> context.require("the spikes of " + path, 3 * bytes),
                (time, neuron, number) ->
                        spikes.add(key(time, neuron, SpikeArrays.isNwb(file), "spike " + number + ", ")));
        return trains(spikes.keys, spikes.count);
    }

    /** A list of numbers that grows. */
    private static final class Spikes {
        private long[] keys = new long[1024];
        private int count;

        void add(long key) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
            }
            keys[count++] = key;
        }
    }

    private Trains trains(long[] all, int count) {
        if (count == 0) {
            throw new ParameterException("path", path, "holds no spike");
        }
        long[] spikes = Arrays.copyOf(all, count);
        Arrays.sort(spikes);
        for (int i = 1; i < count; i++) {
            if (spikes[i] == spikes[i - 1]) {
                throw new ParameterException(
                        "path",
                        path,
                        "has two spikes of neuron " + (spikes[i] % neurons + firstNeuron) + " in the grid step at "
                                + (spikes[i] / neurons + 1) * stepMs + " ms: take a shorter stepMs than " + stepMs);
            }
        }
        return new Trains(this, spikes);
    }

    /** A line as (k - 1) * neurons + neuron. */
    private long spike(String text, int line) {
        String[] parts = text.split("\\s*[,;]\\s*|\\s+", -1);
        if (parts.length != 2) {
            throw wrong(line, text, "must be two numbers, not " + parts.length);
        }
        double time = number(parts[order == Order.TIME_NEURON ? 0 : 1], line, text);
        return key(time, number(parts[order == Order.TIME_NEURON ? 1 : 0], line, text), false, place(line, text));
    }

    private long key(double time, double neuron, boolean seconds, String place) {
        double id = neuron - firstNeuron;
        if (id != Math.rint(id) || id < 0 || id >= neurons) {
            throw new ParameterException(
                    "path",
                    path,
                    place + "names no neuron: they are whole numbers " + firstNeuron + ".."
                            + (firstNeuron + neurons - 1L) + " (firstNeuron, neurons)");
        }
        double k = Math.rint((seconds || timeUnit == Unit.S ? 1000 * time : time) / stepMs);
        if (!(k >= 1 && k < MAX_STEPS)) {
            throw new ParameterException(
                    "path",
                    path,
                    place + "has a time outside of the grid: the first step ends at stepMs = " + stepMs + " ms");
        }
        return ((long) k - 1) * neurons + (long) id;
    }

    private double number(String part, int line, String text) {
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new ParameterException("path", path, place(line, text) + "has '" + part + "' for a number", e);
        }
    }

    private ParameterException wrong(int line, String text, String why) {
        return new ParameterException("path", path, place(line, text) + why);
    }

    private static String place(int line, String text) {
        return "line " + line + ", '" + text + "', ";
    }

    /** Spikes as (k - 1) * neurons + neuron, ascending. */
    private record Trains(SpikeFileInput spec, long[] spikes) implements Source {
        @Override
        public List<SignalSpec> signals() {
            int size = spec.neurons * spec.batchSteps;
            return List.of(SignalSpec.global("spikes", Signal.Kind.SDR, size, "spikes: bit neuron * batchSteps + lag"));
        }

        @Override
        public Signal read(String signal, long step) {
            Checks.that(signal.equals("spikes"), "signal", signal, "a spike file has only 'spikes'");
            long first = step * spec.batchSteps;
            int from = place(first * spec.neurons);
            int to = place((first + spec.batchSteps) * spec.neurons);
            int[] bits = new int[to - from];
            for (int i = from; i < to; i++) {
                int lag = (int) (spikes[i] / spec.neurons - first);
                bits[i - from] = (int) (spikes[i] % spec.neurons) * spec.batchSteps + lag;
            }
            Arrays.sort(bits);
            return Sdr.ofSorted(spec.neurons * spec.batchSteps, bits);
        }

        /** Number of spikes before a key. */
        private int place(long key) {
            int found = Arrays.binarySearch(spikes, key);
            return found >= 0 ? found : -found - 1;
        }
    }
}
