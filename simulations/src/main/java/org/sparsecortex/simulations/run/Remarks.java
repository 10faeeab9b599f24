package org.sparsecortex.simulations.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.problem.UserError;

/**
 * What is to be said about the metrics and charts of a run: notes, such as how many values were left out, and failures. A part
 * that fails keeps no other from being made.
 */
public final class Remarks {
    private static final String CHART = "chart";
    private static final String METRIC = "metric";
    private final RunListener listener;
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, String> charts = new LinkedHashMap<>();
    private boolean usersOnly = true;
    private Throwable first;

    /** No remarks yet; the listener gets each as it comes. */
    public Remarks(RunListener listener) {
        this.listener = listener;
    }

    void chart(String id, List<String> said) {
        said.forEach(note -> note(name(CHART, id), note));
    }

    void chartFailed(String id, Throwable cause) {
        failed(name(CHART, id), cause);
        charts.put(id, failures.get(name(CHART, id)));
    }

    void metric(String id, String said) {
        note(name(METRIC, id), said);
    }

    void metricFailed(String id, Throwable cause) {
        failed(name(METRIC, id), cause);
    }

    /** Notes something about another part. */
    void note(String part, String said) {
        notes.computeIfAbsent(part, p -> new ArrayList<>()).add(said);
        listener.message(part + ": " + said);
    }

    /** Notes that a part could not be made. */
    void failed(String part, Throwable cause) {
        String reason = cause.getMessage() == null || cause instanceof Error ? cause.toString() : cause.getMessage();
        failures.put(part, reason.startsWith(part + ": ") ? reason.substring(part.length() + 2) : reason);
        listener.message(part + " failed: " + failures.get(part));
        usersOnly &= cause instanceof UserError;
        if (first == null) {
            first = cause;
        } else {
            first.addSuppressed(cause);
        }
    }

    private static String name(String kind, String id) {
        return kind + " '" + id + "'";
    }

    /** All notes, for the manifest. */
    List<String> notes() {
        return notes.entrySet().stream()
                .flatMap(part -> part.getValue().stream().map(note -> part.getKey() + ": " + note))
                .toList();
    }

    /** What the report says beside metrics and charts. */
    ReportPage.Remarks forReport() {
        return new ReportPage.Remarks(notes, failures);
    }

    /** Whether all parts but charts were made: a chart is drawn again from the records. */
    boolean allButChartsMade() {
        return failures.size() == charts.size();
    }

    /** A warning for each chart that could not be drawn, with the command that draws it again. */
    List<String> chartWarnings(RunDirectory run) {
        return charts.entrySet().stream()
                .map(chart -> warningOf(chart.getKey()) + chart.getValue() + "; draw it again with: "
                        + Invocation.command("plot", run.path().toString(), "--chart", chart.getKey()))
                .toList();
    }

    /** How a warning of a chart begins that could not be drawn. */
    static String warningOf(String chart) {
        return name(CHART, chart) + " could not be drawn: ";
    }

    /** What failed. */
    String failure() {
        return failures.entrySet().stream()
                .map(part -> part.getKey() + ": " + part.getValue())
                .collect(Collectors.joining("; "));
    }

    /**
     * Requires that all parts but charts were made.
     *
     * @throws UserError if the scenario is to blame for all that failed
     * @throws OutputFailure if a part could not be made
     */
    void requireAllButCharts() throws OutputFailure {
        if (!allButChartsMade()) {
            fail();
        }
    }

    /**
     * Requires that all parts were made.
     *
     * @throws UserError if the scenario is to blame for all that failed
     * @throws OutputFailure if a part could not be made
     */
    public void requireAllMade() throws OutputFailure {
        if (!failures.isEmpty()) {
            fail();
        }
    }

    private void fail() throws OutputFailure {
        if (usersOnly) {
            throw new UserError(failure(), first);
        }
        throw new OutputFailure(failure(), first);
    }
}
