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
    private final List<String> charts = new ArrayList<>();
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
        charts.add(id);
        failed(name(CHART, id), cause);
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

    /** Whether all parts were made. */
    boolean allMade() {
        return failures.isEmpty();
    }

    /** What failed, and the command that draws the charts among it again. */
    String failure(RunDirectory run) {
        String text = failures.entrySet().stream()
                .map(part -> part.getKey() + ": " + part.getValue())
                .collect(Collectors.joining("; "));
        if (charts.isEmpty()) {
            return text;
        }
        List<String> command = new ArrayList<>(List.of("plot", run.path().toString()));
        charts.forEach(id -> command.addAll(List.of("--chart", id)));
        return text + "; draw again with: " + Invocation.command(command.toArray(new String[0]));
    }

    /**
     * Requires that all parts were made.
     *
     * @throws UserError if the scenario is to blame for all that failed
     * @throws OutputFailure if a part could not be made
     */
    public void requireAllMade(RunDirectory run) throws OutputFailure {
        if (usersOnly && !allMade()) {
            throw new UserError(failure(run), first);
        }
        if (!allMade()) {
            throw new OutputFailure(failure(run), first);
        }
    }
}
