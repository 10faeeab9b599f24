package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;

/** Checks what is done with the signals of a scenario: records, and the charts and metrics that use them. */
final class UseChecks {
    private static final int LONGEST_TEXT = 500;

    private final Scenario scenario;
    private final Remainder.Unknown unknown;
    private final Schedule schedule;
    private final Ends ends;
    private final ProblemPlaces places;

    private UseChecks(
            Scenario scenario, Schedule schedule, Ends ends, ProblemPlaces places, Remainder.Unknown unknown) {
        this.unknown = unknown;
        this.scenario = scenario;
        this.schedule = schedule;
        this.ends = ends;
        this.places = places;
    }

    /** @param whole the scenario with every default filled in */
    static void check(
            Scenario scenario,
            Node whole,
            Schedule schedule,
            Ends ends,
            ProblemPlaces places,
            Remainder.Unknown unknown) {
        UseChecks checks = new UseChecks(scenario, schedule, ends, places, unknown);
        checks.uses(checks.records());
        for (int i = 0; i < scenario.charts().size(); i++) {
            checks.texts(Overrides.find(whole, "/charts/" + i), "/charts/" + i);
        }
    }

    /** A text that is laid out in a picture: the time of that grows with the square of its length. */
    private void texts(Node node, String at) {
        if (node instanceof Node.Obj object) {
            object.members().forEach((key, value) -> texts(value, at + "/" + JsonTree.escape(key)));
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.elements().size(); i++) {
                texts(array.elements().get(i), at + "/" + i);
            }
        } else if (((Node.Scalar) node).value() instanceof String text && text.length() > LONGEST_TEXT) {
            places.problem(at, "is " + text.length() + " characters long; a picture has room for " + LONGEST_TEXT);
        }
    }

    private ColumnChecks records() {
        Set<String> ids = new HashSet<>();
        ColumnChecks columns = new ColumnChecks(places::problem);
        for (int i = 0; i < scenario.records().size(); i++) {
            RecordSpec record = scenario.records().get(i);
            if (!ids.add(record.id())) {
                places.problem("/records/" + i + "/id", "two records have this id");
            }
            if (record.format() == RecordSpec.Format.NPY && record.signals().size() > 1) {
                places.problem(
                        "/records/" + i + "/signals", "an NPY array holds one signal; give each a record, or use csv");
            }
            List<RecordedSignal> written = signals(record, "/records/" + i + "/signals/");
            if (written.size() == record.signals().size()) {
                long total = schedule.totalSteps();
                columns.add(record, written, record.rowsIn(0, total, total));
            }
        }
        if (!unknown.columns()) {
            scenario.sweep().ifPresent(sweep -> columns.add(sweep, scenario.metrics()));
        }
        return columns;
    }

    /** The signals of a record that have no problem. */
    private List<RecordedSignal> signals(RecordSpec record, String at) {
        List<RecordedSignal> written = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int s = 0; s < record.signals().size(); s++) {
            RecordedSignal signal = ends.recorded(record.signals().get(s), at + s);
            if (signal == null) {
                continue;
            }
            boolean twice =
                    !known.add(signal.endpoint().toString()) && signal.units().isEmpty();
            for (String column : signal.columns()) {
                twice |= !column.equals(signal.endpoint().toString()) && !known.add(column);
            }
            if (twice) {
                places.problem(at + s, signal.name() + " is already in this record; its column can be there only once");
                continue;
            }
            if (signal.whole().shape().kind() == Signal.Kind.SDR
                    && record.signals().size() > 1) {
                places.problem(at + s, "an SDR needs a record of its own");
            }
            written.add(signal);
        }
        return written;
    }

    private void uses(ColumnChecks columns) {
        List<String> ids = scenario.records().stream().map(RecordSpec::id).toList();
        List<String> tables = scenario.sweepTables();
        Set<String> charts = new HashSet<>();
        for (int i = 0; i < scenario.charts().size(); i++) {
            var chart = scenario.charts().get(i);
            if (!charts.add(chart.id()) || !chart.id().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
                places.problem("/charts/" + i + "/id", "must be unique and of letters, digits, _ or -");
            }
            Set<String> said = new HashSet<>();
            for (ChartSpec.Use use : chart.uses()) {
                String used = use.record();
                String at = places.nearest("/charts/" + i, use.at().replaceFirst("/[^/]*$", "/record"));
                boolean there = ids.contains(used) || tables.contains(used) || isUnknown(used);
                if (!there && said.add(at + " " + used)) {
                    places.problem(at, "there is no record '" + used + "'" + Names.didYouMean(used, ids));
                }
            }
            drawable(chart, "/charts/" + i, columns);
            boolean mixed = chart.records().stream().anyMatch(tables::contains) && !scenario.drawsSweep(chart);
            if (mixed) {
                places.problem(
                        "/charts/" + i, "draws both from records of a run and from " + tables + " of the whole sweep");
            }
        }
        metrics(ids, columns);
        scenario.sweep().ifPresent(sweep -> analyses(sweep, ids, columns));
    }

    /** An analysis comes after all runs, so a wrong name in it is told before them. */
    private void analyses(SweepSpec sweep, List<String> ids, ColumnChecks columns) {
        for (int i = 0; i < sweep.analyses().size(); i++) {
            String at = "/sweep/analyses/" + i;
            Set<String> said = new HashSet<>();
            for (AnalysisSpec.Use use : sweep.analyses().get(i).uses()) {
                String used = use.record();
                if (ids.contains(used)) {
                    if (!use.name().isEmpty()) {
                        columns.check(at + use.at(), used, use.name());
                    }
                } else if (!isUnknown(used) && said.add(used)) {
                    String place = use.at().endsWith("/record") ? use.at() : "/record";
                    places.problem(at + place, "there is no record '" + used + "'" + Names.didYouMean(used, ids));
                }
            }
        }
    }

    /** Whether a record may be there, in a part that was left out. */
    private boolean isUnknown(String record) {
        return unknown.anyRecord() || unknown.records().contains(record);
    }

    /** What a chart asks of its records: columns, lengths that fit each other, and rows. */
    private void drawable(ChartSpec chart, String at, ColumnChecks columns) {
        for (ChartSpec.Use use : chart.uses()) {
            columns.check(at + use.at(), use.record(), use.name());
        }
        for (ChartSpec.Misfit misfit : unknown.steps() ? List.<ChartSpec.Misfit>of() : chart.misfits(columns::length)) {
            places.problem(at + misfit.at(), misfit.why());
        }
        if (unknown.steps()) {
            return;
        }
        long total = schedule.totalSteps();
        for (RecordSpec record : scenario.records()) {
            if (chart.records().contains(record.id()) && record.rowsIn(0, total, total) == 0) {
                places.problem(
                        at,
                        "record '" + record.id() + "' will have no rows: from = " + record.from()
                                + " is not before the end of the run, step " + total
                                + "; a negative from counts from the end");
            }
        }
    }

    private void metrics(List<String> ids, ColumnChecks columns) {
        List<String> phases = scenario.phases().stream().map(PhaseSpec::name).toList();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < scenario.metrics().size(); i++) {
            MetricSpec metric = scenario.metrics().get(i);
            String at = "/metrics/" + i;
            if (!known.add(metric.id())) {
                places.problem(at + "/id", "another metric has this id; metrics.json can hold only one of them");
            }
            columns.check(at + "/column", metric.record(), metric.column());
            if (!metric.reference().isEmpty()) {
                columns.check(at + "/reference", metric.record(), metric.reference());
                OptionalLong length = columns.length(metric.record(), metric.column());
                OptionalLong other = columns.length(metric.record(), metric.reference());
                if (length.isPresent() && other.isPresent() && !length.equals(other)) {
                    places.problem(
                            at + "/reference",
                            "'" + metric.reference() + "' will have " + other.getAsLong() + " values, but '"
                                    + metric.column() + "' " + length.getAsLong());
                }
            }
            boolean inPhase = metric.phase().isEmpty() || phases.contains(metric.phase());
            if (!inPhase) {
                places.problem(
                        at + "/phase", "there is no phase of this name" + Names.didYouMean(metric.phase(), phases));
            }
            if (!ids.contains(metric.record()) && isUnknown(metric.record())) {
                continue;
            }
            if (!ids.contains(metric.record())) {
                places.problem(
                        at + "/record", "there is no record of this id" + Names.didYouMean(metric.record(), ids));
            } else if (inPhase) {
                rows(metric, scenario.records().get(ids.indexOf(metric.record())), at);
            }
            if (!metric.phase().isEmpty() && columns.isVector(metric.record(), metric.column())) {
                places.problem(
                        at + "/phase",
                        "'" + metric.column()
                                + "' is a vector, of which the last row is taken, whatever its phase; leave"
                                + " the phase out, or name one element such as " + metric.column() + "[0]");
            }
        }
    }

    /** A metric needs a row; how many active units an SDR has, and so how many rows, shows in the run only. */
    private void rows(MetricSpec metric, RecordSpec record, String at) {
        if (unknown.steps()) {
            return;
        }
        long total = schedule.totalSteps();
        long begin = 0;
        for (Schedule.Phase phase : schedule.phases()) {
            boolean asked = metric.phase().isEmpty() || phase.name().equals(metric.phase());
            if (asked && record.hasStepIn(begin, begin + phase.steps(), total)) {
                return;
            }
            begin += phase.steps();
        }
        String written = record.rows() == RecordSpec.Rows.LAST
                ? "only the last step"
                : "steps " + record.firstStep(total) + ", " + (record.firstStep(total) + record.every()) + ", ...";
        places.problem(
                at + (metric.phase().isEmpty() ? "/record" : "/phase"),
                "record '" + record.id() + "' has no row "
                        + (metric.phase().isEmpty() ? "" : "in phase '" + metric.phase() + "' ") + "of a run of "
                        + total
                        + " steps: it holds " + written);
    }
}
