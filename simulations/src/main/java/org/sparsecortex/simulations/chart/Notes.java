package org.sparsecortex.simulations.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What the reader of a chart must know: all of it goes to the report; what gaps and colours do not show stands in the figure.
 */
final class Notes {
    private final List<String> all = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    /** For the report alone: the figure shows it, as gaps do. */
    void said(String note) {
        all.add(note);
    }

    /** For the report and the foot of the figure. */
    void shown(String note) {
        all.add(note);
        shown.add(note);
    }

    List<String> all() {
        return List.copyOf(all);
    }

    List<String> shown() {
        return List.copyOf(shown);
    }

    /** "1 value" or "7 values". */
    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
