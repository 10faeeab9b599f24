package org.sparsecortex.simulations.input.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.sparsecortex.simulations.array.ArrayFile;

/**
 * Spikes in arrays: one array of two columns; two arrays of equal length, times and neurons; or, as NWB has them, the times of all
 * units one after another and for each unit the place where its times end.
 */
final class SpikeArrays {
    private static final String NWB_TIMES = "units/spike_times";
    private static final String NWB_ENDS = "units/spike_times_index";

    private SpikeArrays() {}

    /** Receives a spike: time as it stands in the file, number of the neuron as it stands there. */
    interface Take {
        void spike(double time, double neuron, long number) throws IOException;
    }

    static boolean isNwb(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".nwb");
    }

    static void read(Path file, SpikeFileInput spec, LongConsumer memory, Take take) throws IOException {
        if (isNwb(file) && spec.times().isEmpty()) {
            units(
                    ArrayFile.numbers(file, NWB_TIMES, memory).values(),
                    ArrayFile.numbers(file, NWB_ENDS, memory).values(),
                    spec.firstNeuron(),
                    take);
        } else if (spec.ids().isEmpty()) {
            table(ArrayFile.numbers(file, spec.times(), memory), spec.order(), take);
        } else {
            double[] times = ArrayFile.numbers(file, spec.times(), memory).values();
            double[] ids = ArrayFile.numbers(file, spec.ids(), memory).values();
            require(times.length == ids.length, "has " + times.length + " times but " + ids.length + " neurons");
            for (int i = 0; i < times.length; i++) {
                take.spike(times[i], ids[i], i);
            }
        }
    }

    private static void units(double[] times, double[] ends, int first, Take take) throws IOException {
        int at = 0;
        for (int unit = 0; unit < ends.length; unit++) {
            require(
                    ends[unit] >= at && ends[unit] <= times.length,
                    "has no such place as " + ends[unit] + " in " + NWB_ENDS);
            for (; at < ends[unit]; at++) {
                take.spike(times[at], (double) unit + first, at);
            }
        }
    }

    private static void table(ArrayFile.Numbers array, SpikeFileInput.Order order, Take take) throws IOException {
        require(
                array.shape().size() == 2 && array.shape().get(1) == 2,
                "has an array of shape " + array.shape() + ", not of two columns; name the arrays of times and neurons"
                        + " as times and ids");
        int time = order == SpikeFileInput.Order.TIME_NEURON ? 0 : 1;
        for (int i = 0; i < array.shape().get(0); i++) {
            take.spike(array.values()[2 * i + time], array.values()[2 * i + 1 - time], i);
        }
    }

    private static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException("it " + what);
        }
    }
}
