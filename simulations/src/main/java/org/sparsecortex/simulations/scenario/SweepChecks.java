package org.sparsecortex.simulations.scenario;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;

/** Checks a sweep, and finds the files that its axes run through. */
final class SweepChecks {
    static final String NO_VALUE = "there is no value at this place of the scenario";

    private final Scenario scenario;
    private final SweepSpec sweep;
    private final InputContext files;
    private final ProblemPlaces places;
    private final Map<String, List<String>> filesByAxis = new LinkedHashMap<>();

    private SweepChecks(Scenario scenario, SweepSpec sweep, InputContext files, ProblemPlaces places) {
        this.scenario = scenario;
        this.sweep = sweep;
        this.files = files;
        this.places = places;
    }

    /**
     * Checks the sweep of a scenario, if it has one.
     *
     * @param whole the scenario with every default filled in
     * @param sound whether all parts of the scenario could be bound: else what an analysis names may be in one that is left out
     * @return the files of each axis over files, by its label
     */
    static Map<String, List<String>> check(
            Scenario scenario, Node whole, InputContext files, ProblemPlaces places, boolean sound) {
        if (scenario.sweep().isEmpty()) {
            return Map.of();
        }
        SweepChecks checks = new SweepChecks(scenario, scenario.sweep().get(), files, places);
        checks.sweep(whole);
        checks.size();
        if (sound) {
            checks.analyses();
        }
        return checks.filesByAxis;
    }

    private void sweep(Node whole) {
        for (int i = 0; i < sweep.axes().size(); i++) {
            SweepSpec.Axis axis = sweep.axes().get(i);
            List<String> pointers = axis.allPointers();
            for (int k = 0; k < pointers.size(); k++) {
                if (Overrides.find(whole, pointers.get(k)) == null) {
                    String key = axis.pointers().isEmpty() ? "/pointer" : "/pointers/" + k;
                    places.problem("/sweep/axes/" + i + key, NO_VALUE);
                }
            }
            axis(i);
            if (!axis.files().isEmpty()) {
                try {
                    List<String> found = files.glob(axis.files());
                    if (found.stream().anyMatch(SweepSpec.Axis::isFormula)) {
                        places.problem("/sweep/axes/" + i + "/files", "the names of files " + SweepSpec.Axis.FORMULA);
                    }
                    filesByAxis.put(axis.label(), found);
                } catch (IllegalArgumentException e) {
                    places.problem("/sweep/axes/" + i + "/files", e.getMessage());
                }
            }
        }
        Set<String> tables =
                new HashSet<>(scenario.records().stream().map(RecordSpec::id).toList());
        for (String table : scenario.sweepTables()) {
            if (!tables.add(table) || !table.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
                places.problem(
                        "/sweep", "the name '" + table + "' of a table must be unique, of letters, digits, _ or -");
            }
        }
    }

    /** Labels of the values of an axis; none if its files could not be found. */
    private List<String> labels(SweepSpec.Axis axis) {
        if (!axis.labels().isEmpty()) {
            return axis.labels();
        }
        return axis.files().isEmpty()
                ? axis.values().stream().map(Json::plain).toList()
                : filesByAxis.getOrDefault(axis.label(), List.of());
    }

    private void size() {
        List<Integer> sizes = sweep.axes().stream()
                .map(axis -> axis.files().isEmpty()
                        ? axis.values().size()
                        : labels(axis).size())
                .toList();
        BigInteger points = sizes.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        String product = sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
        if (points.compareTo(BigInteger.valueOf(SweepPlan.MAX_POINTS)) > 0) {
            places.problem(
                    "/sweep/axes",
                    "make " + product + (sizes.size() > 1 ? " = " + points : "") + " points, and a sweep has at most "
                            + SweepPlan.MAX_POINTS + "; leave out values, or make several sweeps of it");
        } else if (points.longValue() * sweep.repeats() > Integer.MAX_VALUE) {
            places.problem(
                    "/sweep/repeats",
                    "of " + points + " points make " + points.longValue() * sweep.repeats()
                            + " runs, and a sweep has at most " + Integer.MAX_VALUE);
        }
    }

    /** What an analysis would say after all runs. */
    private void analyses() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        sweep.axes().forEach(axis -> axes.put(axis.label(), labels(axis)));
        Set<String> metrics = new LinkedHashSet<>(
                scenario.metrics().stream().map(MetricSpec::id).toList());
        AnalysisSpec.Design design = new AnalysisSpec.Design(axes, sweep.repeats(), metrics);
        for (int i = 0; i < sweep.analyses().size(); i++) {
            String at = "/sweep/analyses/" + i;
            sweep.analyses().get(i).misfits(design).forEach(misfit -> places.problem(at + misfit.at(), misfit.why()));
        }
    }

    /** What would make a variant differ from what its row in the tables says. */
    private void axis(int i) {
        SweepSpec.Axis axis = sweep.axes().get(i);
        String at = "/sweep/axes/" + i;
        for (String pointer : axis.allPointers()) {
            if (pointer.matches("/(name|description|metrics|charts|sweep)(/.*)?")) {
                places.problem(
                        at,
                        pointer + " cannot be varied: all runs of a sweep share name, metrics and charts; vary a"
                                + " parameter, or write a scenario for each");
            }
            for (SweepSpec.Axis before : sweep.axes().subList(0, i)) {
                for (String set : before.allPointers()) {
                    if (set.equals(pointer) || set.startsWith(pointer + "/")) {
                        places.problem(
                                at,
                                pointer + " replaces what axis '" + before.label() + "' sets at " + set
                                        + "; put this axis before it, or vary both with pointers");
                    }
                }
            }
        }
        Set<String> taken = new HashSet<>(List.of("repeat"));
        scenario.metrics()
                .forEach(m -> taken.addAll(List.of(m.id(), m.id() + ".low", m.id() + ".high", m.id() + ".sd")));
        if (taken.contains(axis.label())) {
            places.problem(
                    at + "/label", "'" + axis.label() + "' is already a column of the sweep's tables; choose another");
        }
        if (axis.allPointers().contains("/seed") && sweep.repeats() > 1) {
            seeds(axis, at);
        }
        if (axis.labels().isEmpty()) {
            numbers(axis, at);
        }
    }

    /** Tables hold doubles: of whole numbers beyond 2^53 several are one in them. */
    private void numbers(SweepSpec.Axis axis, String at) {
        Map<Double, Long> known = new HashMap<>();
        for (Json value : axis.values()) {
            if (value.node() instanceof Node.Scalar scalar && scalar.value() instanceof Long whole) {
                Long other = known.put((double) whole, whole);
                if (other != null && !other.equals(whole)) {
                    places.problem(
                            at + "/values",
                            other + " and " + whole + " are one number in tables and charts; give the values labels");
                    return;
                }
            }
        }
    }

    /** Repeats run under seed, seed + 1, ...: seeds closer than that would run the same scenario twice. */
    private void seeds(SweepSpec.Axis axis, String at) {
        List<Long> seeds = axis.values().stream()
                .map(value -> axis.valueAt("/seed", value))
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .sorted()
                .toList();
        for (int k = 1; k < seeds.size(); k++) {
            if (seeds.get(k) - seeds.get(k - 1) < sweep.repeats()) {
                places.problem(
                        at + "/values",
                        "the seeds " + seeds.get(k - 1) + " and " + seeds.get(k) + " are closer than the "
                                + sweep.repeats()
                                + " repeats, which run under seed, seed + 1, ...: the same runs would count twice; set"
                                + " repeats to 1 or put the seeds further apart");
                return;
            }
        }
    }
}
