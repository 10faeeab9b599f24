package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Links;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;

/** Builds the network of a scenario; whatever does not fit together becomes a problem with its pointer. */
final class NetworkBuilder {
    private final Node root;
    private final InputContext files;
    private final Problems problems;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, List<SignalSpec>> signals = new LinkedHashMap<>();
    private final Map<String, List<String>> sweepFiles = new LinkedHashMap<>();
    private long shortestInput = Long.MAX_VALUE;

    NetworkBuilder(Node root, InputContext files, Problems problems) {
        this.root = root;
        this.files = files;
        this.problems = problems;
    }

    /**
     * The network, or empty after a problem.
     *
     * @param whole the scenario with every default filled in
     */
    Optional<Network> build(Scenario scenario, Node whole) {
        int before = problems.count();
        scenario.inputs().forEach((name, spec) -> open(name, spec, scenario.seed()));
        scenario.populations().forEach((name, params) -> {
            if (signals.put(name, params.signals()) != null) {
                problem("/populations/" + name, "an input has the same name");
            }
        });
        List<Connection> connections = connections(scenario);
        checkUses(scenario, checkRecords(scenario));
        scenario.sweep().ifPresent(sweep -> checkSweep(sweep, scenario, whole));
        Schedule schedule = schedule(scenario);
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<Population> populations = new ArrayList<>();
        for (var entry : scenario.populations().entrySet()) {
            Optional<Population> built = population(entry.getKey(), entry.getValue(), connections, scenario.seed());
            built.ifPresent(populations::add);
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Network(sources, populations, connections, schedule));
        } catch (IllegalArgumentException e) {
            problem("/connections", e.getMessage());
            return Optional.empty();
        }
    }

    private void open(String name, InputSpec spec, long seed) {
        InputContext context = new InputContext(
                KeyedRandom.deriveSeed(seed, "input " + name), files.folder(), files.dataRoots(), files.maxBytes());
        try {
            InputSpec.Opened opened = spec.open(context);
            sources.put(name, opened.source());
            signals.put(name, opened.source().signals());
            OptionalLong length = opened.length();
            shortestInput = Math.min(shortestInput, length.orElse(Long.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            problem("/inputs/" + name, e);
            signals.put(name, null);
        }
    }

    private Schedule schedule(Scenario scenario) {
        List<Schedule.Phase> phases = new ArrayList<>();
        long used = 0;
        for (int i = 0; i < scenario.phases().size(); i++) {
            PhaseSpec spec = scenario.phases().get(i);
            long steps = spec.steps() > 0 ? spec.steps() : shortestInput - used;
            String pointer = "/phases/" + i + (spec.steps() > 0 ? "/steps" : "");
            if (spec.steps() == 0 && shortestInput == Long.MAX_VALUE) {
                if (!signals.containsValue(null)) {
                    problem(pointer, "steps is 0, but no input has an end; give a number of steps");
                }
                steps = 1;
            } else if (used + steps > shortestInput || steps < 1) {
                problem(
                        pointer,
                        "the phases need " + (used + Math.max(1, steps)) + " steps, but the shortest input has only "
                                + shortestInput);
                steps = 1;
            }
            phases.add(new Schedule.Phase(spec.name(), steps, spec.learn(), spec.resetAtStart()));
            used += steps;
        }
        return new Schedule(phases);
    }

    private List<Connection> connections(Scenario scenario) {
        List<Connection> bound = new ArrayList<>();
        for (int i = 0; i < scenario.connections().size(); i++) {
            ConnectionSpec spec = scenario.connections().get(i);
            String pointer = "/connections/" + i;
            Endpoint from = endpoint(spec.from(), pointer + "/from");
            Endpoint.Text target = split(spec.to(), pointer + "/to");
            if (target == null) {
                continue;
            }
            String to = target.owner();
            ModelParams params = scenario.populations().get(to);
            if (params == null) {
                problem(
                        pointer + "/to",
                        "there is no population '" + to + "'"
                                + Names.didYouMean(to, scenario.populations().keySet()));
                continue;
            }
            PortSpec port = port(target, params, pointer + "/to");
            if (from == null || port == null) {
                continue;
            }
            SignalSpec signal = spec(from);
            if (signal.shape().kind() != port.kind()) {
                problem(
                        pointer,
                        from + " is " + signal.shape() + ", but port " + to + "." + port.name() + " takes "
                                + port.kind());
            }
            bound.add(link(new Connection(from, to, port.name(), spec.delay(), spec.delta()), pointer));
        }
        return bound;
    }

    /** Makes the counters of a delta-coded connection known under its name. */
    private Connection link(Connection c, String pointer) {
        if (c.delta().isPresent()) {
            try {
                c.delta().get().requireFor(spec(c.from()).shape().kind());
            } catch (IllegalArgumentException e) {
                problem(pointer + "/delta", e.getMessage());
            }
            if (signals.putIfAbsent(c.linkName(), Links.signals()) != null) {
                problem(
                        pointer + "/delta",
                        "the name '" + c.linkName() + "' is used twice; give the delta connection a name of its own");
            }
        }
        return c;
    }

    private PortSpec port(Endpoint.Text text, ModelParams target, String pointer) {
        List<String> names = target.ports().stream().map(PortSpec::name).toList();
        String name = text.nameOr(names.isEmpty() ? "" : names.get(0));
        int index = names.indexOf(name);
        if (index < 0) {
            problem(
                    pointer,
                    "population '" + text.owner() + "' has no port '" + name + "', only " + names
                            + Names.didYouMean(name, names));
            return null;
        }
        return target.ports().get(index);
    }

    /** The parts of owner.name; null after a problem. */
    private Endpoint.Text split(String text, String pointer) {
        try {
            return Endpoint.split(text);
        } catch (ParameterException e) {
            problem(pointer, e.allowed());
            return null;
        }
    }

    /** The endpoint written as owner.signal or owner; null after a problem, or if its input could not be opened. */
    private Endpoint endpoint(String text, String pointer) {
        Endpoint.Text parts = split(text, pointer);
        if (parts == null) {
            return null;
        }
        String owner = parts.owner();
        if (!signals.containsKey(owner)) {
            problem(
                    pointer,
                    "there is no input or population '" + owner + "'" + Names.didYouMean(owner, signals.keySet()));
            return null;
        }
        if (signals.get(owner) == null) {
            return null;
        }
        List<String> names = signals.get(owner).stream().map(SignalSpec::name).toList();
        String name = parts.nameOr(names.get(0));
        if (!names.contains(name)) {
            problem(
                    pointer,
                    "'" + owner + "' has no signal '" + name + "', only " + names + Names.didYouMean(name, names));
            return null;
        }
        return new Endpoint(owner, name);
    }

    private SignalSpec spec(Endpoint endpoint) {
        return signals.get(endpoint.owner()).stream()
                .filter(s -> s.name().equals(endpoint.signal()))
                .findFirst()
                .orElseThrow();
    }

    private ColumnChecks checkRecords(Scenario scenario) {
        Set<String> ids = new HashSet<>();
        ColumnChecks columns = new ColumnChecks(this::problem);
        for (int i = 0; i < scenario.records().size(); i++) {
            RecordSpec record = scenario.records().get(i);
            if (!ids.add(record.id())) {
                problem("/records/" + i + "/id", "two records have this id");
            }
            if (record.format() == RecordSpec.Format.NPY && record.signals().size() > 1) {
                problem("/records/" + i + "/signals", "an NPY array holds one signal; give each a record, or use csv");
            }
            Map<Endpoint, Shape> shapes = new LinkedHashMap<>();
            for (int s = 0; s < record.signals().size(); s++) {
                String pointer = "/records/" + i + "/signals/" + s;
                Endpoint endpoint = endpoint(record.signals().get(s), pointer);
                if (endpoint == null) {
                    continue;
                }
                shapes.put(endpoint, spec(endpoint).shape());
                boolean sdr = spec(endpoint).shape().kind() == Signal.Kind.SDR;
                if (sdr && record.signals().size() > 1) {
                    problem(pointer, "an SDR needs a record of its own");
                }
            }
            if (shapes.size() == record.signals().size()) {
                columns.add(record, shapes);
            }
        }
        scenario.sweep().ifPresent(sweep -> columns.add(sweep, scenario.metrics()));
        return columns;
    }

    private void checkUses(Scenario scenario, ColumnChecks columns) {
        List<String> ids = scenario.records().stream().map(RecordSpec::id).toList();
        List<String> tables = scenario.sweepTables();
        Set<String> charts = new HashSet<>();
        for (int i = 0; i < scenario.charts().size(); i++) {
            var chart = scenario.charts().get(i);
            if (!charts.add(chart.id()) || !chart.id().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
                problem("/charts/" + i + "/id", "must be unique and of letters, digits, _ or -");
            }
            for (String used : chart.records()) {
                if (!ids.contains(used) && !tables.contains(used)) {
                    problem("/charts/" + i, "there is no record '" + used + "'" + Names.didYouMean(used, ids));
                }
            }
            for (ChartSpec.Use use : chart.uses()) {
                columns.check("/charts/" + i + use.at(), use.record(), use.name());
            }
            boolean mixed = chart.records().stream().anyMatch(tables::contains) && !scenario.drawsSweep(chart);
            if (mixed) {
                problem("/charts/" + i, "draws both from records of a run and from " + tables + " of the whole sweep");
            }
        }
        checkMetrics(scenario, ids, columns);
    }

    private void checkMetrics(Scenario scenario, List<String> ids, ColumnChecks columns) {
        List<String> phases = scenario.phases().stream().map(PhaseSpec::name).toList();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < scenario.metrics().size(); i++) {
            MetricSpec metric = scenario.metrics().get(i);
            if (!known.add(metric.id())) {
                problem("/metrics/" + i + "/id", "another metric has this id; metrics.json can hold only one of them");
            }
            if (!ids.contains(metric.record())) {
                problem(
                        "/metrics/" + i + "/record",
                        "there is no record of this id" + Names.didYouMean(metric.record(), ids));
            }
            columns.check("/metrics/" + i + "/column", metric.record(), metric.column());
            if (!metric.reference().isEmpty()) {
                columns.check("/metrics/" + i + "/reference", metric.record(), metric.reference());
            }
            if (!metric.phase().isEmpty() && !phases.contains(metric.phase())) {
                problem(
                        "/metrics/" + i + "/phase",
                        "there is no phase of this name" + Names.didYouMean(metric.phase(), phases));
            }
        }
    }

    private void checkSweep(SweepSpec sweep, Scenario scenario, Node whole) {
        for (int i = 0; i < sweep.axes().size(); i++) {
            SweepSpec.Axis axis = sweep.axes().get(i);
            for (String pointer : axis.allPointers()) {
                if (Overrides.find(whole, pointer) == null) {
                    problem("/sweep/axes/" + i, "there is no value at " + pointer + " in this scenario");
                }
            }
            checkAxis(sweep, i, scenario);
            if (!axis.files().isEmpty()) {
                try {
                    sweepFiles.put(axis.label(), files.glob(axis.files()));
                } catch (IllegalArgumentException e) {
                    problem("/sweep/axes/" + i + "/files", e.getMessage());
                }
            }
        }
        Set<String> tables =
                new HashSet<>(scenario.records().stream().map(RecordSpec::id).toList());
        for (String table : scenario.sweepTables()) {
            if (!tables.add(table) || !table.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
                problem("/sweep", "the name '" + table + "' of a table must be unique, of letters, digits, _ or -");
            }
        }
    }

    /** What would make a variant differ from what its row in the tables says. */
    private void checkAxis(SweepSpec sweep, int i, Scenario scenario) {
        SweepSpec.Axis axis = sweep.axes().get(i);
        String at = "/sweep/axes/" + i;
        for (String pointer : axis.allPointers()) {
            if (pointer.matches("/(name|description|metrics|charts|sweep)(/.*)?")) {
                problem(
                        at,
                        pointer + " cannot be varied: all runs of a sweep share name, metrics and charts; vary a"
                                + " parameter, or write a scenario for each");
            }
            for (SweepSpec.Axis before : sweep.axes().subList(0, i)) {
                for (String set : before.allPointers()) {
                    if (set.equals(pointer) || set.startsWith(pointer + "/")) {
                        problem(
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
            problem(at + "/label", "'" + axis.label() + "' is already a column of the sweep's tables; choose another");
        }
        if (axis.allPointers().contains("/seed") && sweep.repeats() > 1) {
            checkSeeds(axis, sweep.repeats(), at);
        }
    }

    /** Repeats run under seed, seed + 1, ...: seeds closer than that would run the same scenario twice. */
    private void checkSeeds(SweepSpec.Axis axis, int repeats, String at) {
        List<Long> seeds = axis.values().stream()
                .map(value -> axis.valueAt("/seed", value))
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .sorted()
                .toList();
        for (int k = 1; k < seeds.size(); k++) {
            if (seeds.get(k) - seeds.get(k - 1) < repeats) {
                problem(
                        at + "/values",
                        "the seeds " + seeds.get(k - 1) + " and " + seeds.get(k) + " are closer than the "
                                + repeats
                                + " repeats, which run under seed, seed + 1, ...: the same runs would count twice; set"
                                + " repeats to 1 or put the seeds further apart");
                return;
            }
        }
    }

    /** The files of each axis over files, by its label. */
    Map<String, List<String>> sweepFiles() {
        return sweepFiles;
    }

    private Optional<Population> population(String name, ModelParams params, List<Connection> connections, long seed) {
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Connection c : connections) {
            if (c.to().equals(name)) {
                Shape shape = spec(c.from()).shape();
                shapes.put(c.port(), new Shape(shape.kind(), sizes.merge(c.port(), shape.size(), Integer::sum)));
            }
        }
        for (PortSpec port : params.ports()) {
            if (port.required() && !shapes.containsKey(port.name())) {
                problem(
                        "/populations/" + name,
                        "nothing is connected to the required port '" + port.name() + "': " + port.doc());
                return Optional.empty();
            }
        }
        try {
            BuildContext context = BuildContext.of(name, seed, shapes);
            files.require("population '" + name + "'", params.estimatedBytes(context));
            return Optional.of(Population.of(context, params));
        } catch (IllegalArgumentException e) {
            problem("/populations/" + name, e);
            return Optional.empty();
        }
    }

    /** Adds what is wrong with a part of the scenario, at the parameter that it is about if that is written there. */
    private void problem(String pointer, IllegalArgumentException wrong) {
        String key = wrong instanceof ParameterException known ? pointer + "/" + known.parameter() : pointer;
        problem(Overrides.find(root, key) == null ? pointer : key, wrong.getMessage());
    }

    /** Adds a problem at the pointer, or at its nearest ancestor that is written in the file. */
    private void problem(String pointer, String message) {
        String at = pointer;
        Node node = Overrides.find(root, at);
        while (node == null && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
            node = Overrides.find(root, at);
        }
        Node place = node == null ? root : node;
        problems.add(pointer, place.at(), place instanceof Node.Scalar ? place.brief() : "", message);
    }
}
