package org.sparsecortex.simulations.scenario;

import java.util.List;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Signals written to one file, records/&lt;id&gt;.csv or .npy. */
public record RecordSpec(
        @Param(doc = "name of the file, without its ending") String id,

        @Param(
                doc =
                        "signals, each as owner.signal, or owner.signal[0:10,64] for some of its units; an SDR, and what is"
                                + " written as NPY, stands alone")
        List<String> signals,

        @Param(doc = "steps from one row to the next", unit = "steps", def = "1", min = 1, max = 1e15)
        long every,

        @Param(
                doc = "first step that is written; a negative number counts from the end of the run",
                unit = "steps",
                def = "0",
                min = -1e15,
                max = 1e15)
        long from,

        @Param(doc = "which rows are written", def = "\"all\"")
        Rows rows,

        @Param(doc = "format of the file", def = "\"csv\"") Format format) {
    /** Which rows are written. */
    public enum Rows {
        /** Every selected step. */
        ALL,
        /** Only the last step of the run. */
        LAST
    }

    /** Format of a record file. */
    public enum Format {
        /** Text with a header line. */
        CSV,
        /** Binary array of NumPy of one signal, one row a step. */
        NPY
    }

    /** What is written of which signals. */
    public List<RecordedSignal> of(Network network) {
        return signals.stream().map(text -> RecordedSignal.of(network, text)).toList();
    }

    /** The steps that are written in a run of {@code total} steps. */
    public Watch.Steps steps(long total) {
        return new Watch.Steps(firstStep(total), rows == Rows.LAST ? 1 : every);
    }

    /** How many of the steps [begin, end) are written in a run of {@code total} steps. */
    public long rowsIn(long begin, long end, long total) {
        Watch.Steps steps = steps(total);
        return before(steps, Math.min(end, total)) - before(steps, Math.max(0, begin));
    }

    private static long before(Watch.Steps steps, long end) {
        return end <= steps.from() ? 0 : (end - 1 - steps.from()) / steps.every() + 1;
    }

    public RecordSpec {
        Checks.that(
                id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"),
                "id",
                "\"" + id + "\"",
                "must be letters, digits, _ or -");
        Checks.that(!signals.isEmpty(), "signals", "[]", "at least one signal is needed");
    }

    /** First step that is written, in a run of so many steps; it may lie beyond its end. */
    public long firstStep(long total) {
        if (rows == Rows.LAST) {
            return total - 1;
        }
        return from < 0 ? Math.max(0, total + from) : from;
    }

    /** Whether a step from {@code begin} on and before {@code end} is written, in a run of so many steps. */
    boolean hasStepIn(long begin, long end, long total) {
        long first = firstStep(total);
        if (rows == Rows.LAST || first >= begin) {
            return first >= begin && first < end;
        }
        long next = first + (begin - first + every - 1) / every * every;
        return next < end;
    }
}
