package org.sparsecortex.simulations.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sparsecortex.sdr.delta.DeltaCode;
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
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.LiveSource;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.saved.ModelHeader;
import org.sparsecortex.simulations.saved.SavedModel;

/** Builds the network of a scenario; whatever does not fit together becomes a problem with its pointer. */
final class NetworkBuilder {
    /** Steps of all phases together. */
    private static final long MAX_STEPS = 1_000_000_000_000_000_000L;

    private final InputContext files;
    private final Remainder.Unknown unknown;
    private final Set<String> unsound = new HashSet<>();
    private boolean anyUnsound;
    private boolean unopened;
    private final ProblemPlaces places;
    private final Ends ends;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    private final boolean several;
    private final MemoryNeeds memory = new MemoryNeeds();
    private Map<String, List<String>> sweepFiles = Map.of();
    private Map<String, ModelHeader> models = Map.of();
    private long shortestInput = Long.MAX_VALUE;

    /**
     * @param several whether the populations need not fit into this process
     * @param unknown what was left out of the scenario, because of a mistake in it
     */
    NetworkBuilder(Node root, InputContext files, Problems problems, boolean several, Remainder.Unknown unknown) {
        this.files = files;
        this.several = several;
        this.unknown = unknown;
        places = new ProblemPlaces(root, problems);
        ends = new Ends(places);
    }

    /**
     * The network, or empty after a problem.
     *
     * @param whole the scenario with every default filled in
     */
    Optional<Network> build(Scenario scenario, Node whole) {
        int before = places.count();
        unknown.inputs().forEach(ends::addUnknown);
        unknown.populations().forEach(name -> ends.add(name, null, null));
        unknown.links().forEach(name -> ends.add(name, null));
        scenario.inputs().forEach((name, spec) -> open(name, spec, scenario.seed()));
        scenario.populations().forEach(this::declare);
        List<Connection> connections = connections(scenario);
        Schedule schedule = schedule(scenario);
        if (hasStream()) {
            StreamChecks.check(scenario, sources, schedule, places);
        }
        UseChecks.check(scenario, whole, schedule, ends, places, unknown);
        models = models(scenario);
        sweepFiles = SweepChecks.check(scenario, whole, files, places, unknown.isNothing());
        anyUnsound |= !unknown.isNothing();
        List<Population> populations = new ArrayList<>();
        for (String name : scenario.populations().keySet()) {
            ModelSource start = scenario.from().get(name);
            boolean starts = start == null || !start.whole() || models.containsKey(name);
            if (ends.isKnown(name) && !unsound.contains(name) && starts) {
                population(scenario, name, connections).ifPresent(populations::add);
            }
        }
        if (!unknown.isNothing()) {
            return Optional.empty();
        }
        if (places.count() == before) {
            memory.addDelays(connections, ends);
            memory.check(files, places);
        }
        if (places.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Network(sources, populations, connections, schedule));
        } catch (RuntimeException e) {
            places.problem("/connections", e);
            return Optional.empty();
        }
    }

    /** Makes the ports and signals of a population known. */
    private void declare(String name, ModelParams params) {
        String pointer = "/populations/" + name;
        try {
            if (!ends.add(name, params.signals(), params.ports())) {
                places.problem(pointer, "an input has the same name");
            }
        } catch (RuntimeException e) {
            places.problem(pointer, e);
            ends.add(name, null, null);
        }
    }

    /** Opens the inputs of a scenario with mistakes elsewhere, so that those in their files are told in the same round. */
    void openAlone(TypeNames types) {
        if (Overrides.find(places.root(), "/inputs") instanceof Node.Obj inputs) {
            inputs.members()
                    .forEach((name, node) -> new Binder(new Problems("input"), types)
                            .bind(node, InputSpec.class)
                            .ifPresent(spec -> open(name, spec, 1)));
        }
    }

    private void open(String name, InputSpec spec, long seed) {
        long[] most = new long[1];
        InputContext context = new InputContext(
                KeyedRandom.deriveSeed(seed, "input " + name),
                files.folder(),
                files.dataRoots(),
                files.maxBytes(),
                bytes -> most[0] = Math.max(most[0], bytes));
        try {
            InputSpec.Opened opened = spec.open(context);
            memory.add("/inputs/" + name, "input '" + name + "'", most[0]);
            sources.put(name, opened.source());
            found.put(name, opened.found());
            ends.add(name, opened.source().signals());
            OptionalLong length = opened.length();
            shortestInput = Math.min(shortestInput, length.orElse(Long.MAX_VALUE));
        } catch (RuntimeException e) {
            places.problem("/inputs/" + name, e);
            unopened = true;
            List<SignalSpec> offered = offered(spec, context);
            if (offered == null) {
                ends.addUnknown(name, Remainder.names(spec.getClass()));
            } else {
                ends.add(name, offered);
            }
        }
    }

    /** What an input that cannot be opened would offer; null if nobody knows. */
    private static List<SignalSpec> offered(InputSpec spec, InputContext context) {
        try {
            return spec.signals(context).orElse(null);
        } catch (IllegalArgumentException alsoUnsound) { // told with what keeps it from being opened
            return null;
        }
    }

    private boolean hasStream() {
        return sources.values().stream().anyMatch(LiveSource.class::isInstance);
    }

    private Schedule schedule(Scenario scenario) {
        List<Schedule.Phase> phases = new ArrayList<>();
        long used = 0;
        for (int i = 0; i < scenario.phases().size(); i++) {
            PhaseSpec spec = scenario.phases().get(i);
            long steps = spec.steps() > 0 ? spec.steps() : shortestInput - used;
            String pointer = "/phases/" + i + (spec.steps() > 0 ? "/steps" : "");
            boolean open = spec.steps() == 0 && shortestInput == Long.MAX_VALUE && hasStream();
            if (open && i == scenario.phases().size() - 1) {
                steps = Schedule.OPEN;
            } else if (open) {
                places.problem(pointer, "steps is 0, to the end of the stream, so no phase can follow");
                steps = 1;
            } else if (spec.steps() == 0 && shortestInput == Long.MAX_VALUE) {
                if (!unopened && !ends.anyUnknown()) {
                    places.problem(pointer, "steps is 0, but no input has an end; give a number of steps");
                }
                steps = 1;
            } else if (steps > MAX_STEPS - used) {
                places.problem(pointer, "the phases together need more than " + MAX_STEPS + " steps");
                steps = 1;
            } else if (used + steps > shortestInput || steps < 1) {
                places.problem(
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
            Endpoint from = ends.endpoint(spec.from(), pointer + "/from");
            Ends.Port to = ends.port(spec.to(), pointer + "/to");
            if (from == null || to == null) {
                anyUnsound |= to == null;
                if (to != null) {
                    unsound.add(to.owner());
                }
                spec.delta()
                        .ifPresent(code -> ends.add(linkName(spec, code), null)); // its counters are told no problem
                continue;
            }
            SignalSpec signal = ends.spec(from);
            if (signal.shape().kind() != to.spec().kind()) {
                places.problem(
                        pointer,
                        from + " is " + signal.shape() + ", but port " + to.owner() + "."
                                + to.spec().name() + " takes " + to.spec().kind());
                unsound.add(to.owner());
            }
            if (!spec.enabled()) {
                continue;
            }
            bound.add(link(new Connection(from, to.owner(), to.spec().name(), spec.delay(), spec.delta()), pointer));
        }
        return bound;
    }

    /** As {@link Connection#linkName}, of a connection whose ends may be nowhere. */
    private static String linkName(ConnectionSpec spec, DeltaCode code) {
        String owners = spec.from().replaceFirst("\\..*", "") + "-" + spec.to().replaceFirst("\\..*", "");
        return code.name().isEmpty() ? owners : code.name();
    }

    /** Makes the counters of a delta-coded connection known under its name. */
    private Connection link(Connection c, String pointer) {
        if (c.delta().isPresent()) {
            try {
                c.delta().get().requireFor(ends.spec(c.from()).shape().kind());
            } catch (IllegalArgumentException e) {
                places.problem(pointer + "/delta", e.getMessage());
            }
            if (!ends.add(c.linkName(), Links.signals())) {
                places.problem(
                        pointer + "/delta",
                        "the name '" + c.linkName() + "' is used twice; give the delta connection a name of its own");
            }
        }
        return c;
    }

    /** What each input found in its files, by its name. */
    Map<String, Map<String, Object>> found() {
        found.values().removeIf(Map::isEmpty);
        return found;
    }

    /** The files of each axis over files, by its label. */
    Map<String, List<String>> sweepFiles() {
        return sweepFiles;
    }

    /** The headers of the saved models that populations start from; what is wrong with one becomes a problem. */
    private Map<String, ModelHeader> models(Scenario scenario) {
        Map<String, ModelHeader> headers = new LinkedHashMap<>();
        scenario.from().forEach((name, source) -> {
            String pointer = "/from/" + name;
            if (unknown.populations().contains(name)) {
                return;
            }
            if (!scenario.populations().containsKey(name)) {
                places.problem(pointer, "there is no population '" + name + "'");
                return;
            }
            try {
                Path file = source.resolve(name, files);
                if (source.whole()) {
                    headers.put(name, SavedModel.header(file));
                }
            } catch (UserError e) {
                places.problem(pointer, e.getMessage());
            } catch (IOException e) {
                places.problem(pointer, source.path(name) + " cannot be read, " + InputContext.reason(e));
            } catch (RuntimeException e) {
                places.problem(pointer, e);
            }
        });
        Set<String> saved = new HashSet<>();
        for (int i = 0; i < scenario.save().size(); i++) {
            String name = scenario.save().get(i);
            boolean known = scenario.populations().containsKey(name)
                    || unknown.populations().contains(name);
            if (!known || !saved.add(name)) {
                places.problem(
                        "/save/" + i,
                        "must be populations, each once: "
                                + scenario.populations().keySet());
            }
        }
        return headers;
    }

    /** Where a population stands; one that starts from a saved model keeps the name and seed that this was made with. */
    private BuildContext context(Scenario scenario, String name, Map<String, Shape> arriving) {
        ModelHeader model = models.get(name);
        if (model == null) {
            return BuildContext.of(name, scenario.seed(), arriving);
        }
        ModelSource source = scenario.from().get(name);
        model.mismatches(scenario.populations().get(name), arriving, source.changed())
                .forEach((what, why) -> places.problem(
                        what.isEmpty() ? "/from/" + name : "/populations/" + name + "/" + what,
                        "cannot start from " + source.path(name) + ": " + why));
        return BuildContext.of(model.population(), model.seed(), arriving);
    }

    private Optional<Population> population(Scenario scenario, String name, List<Connection> connections) {
        String pointer = "/populations/" + name;
        ModelParams params = scenario.populations().get(name);
        try {
            BuildContext context = context(scenario, name, shapes(name, connections));
            for (PortSpec port : params.ports()) {
                if (port.required() && !context.has(port.name()) && anyUnsound) {
                    return Optional.empty(); // the connection that leads nowhere may be the one that is missed here
                }
                if (port.required() && !context.has(port.name())) {
                    places.problem(
                            pointer, "nothing is connected to the required port '" + port.name() + "': " + port.doc());
                    return Optional.empty();
                }
            }
            long bytes = params.estimatedBytes(context);
            if (!several) {
                files.require("population '" + name + "'", bytes, ", or workers share it: --workers, --cluster");
                memory.add(pointer, "population '" + name + "'", bytes);
            }
            return Optional.of(new Population(
                    name,
                    params.units(),
                    params.ports(),
                    params.signals(),
                    params.build(context)
                            .after(models.containsKey(name) ? models.get(name).steps() : 0)));
        } catch (RuntimeException e) {
            places.problem(pointer, e);
            return Optional.empty();
        }
    }

    /** What arrives at each connected port of a population: all its signals one after another. */
    private Map<String, Shape> shapes(String population, List<Connection> connections) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Connection c : connections) {
            if (c.to().equals(population)) {
                Shape shape = ends.spec(c.from()).shape();
                long size = shapes.getOrDefault(c.port(), new Shape(shape.kind(), 0))
                                .size()
                        + (long) shape.size();
                Checks.that(
                        size <= Integer.MAX_VALUE,
                        "port " + c.port(),
                        size,
                        "takes at most " + Integer.MAX_VALUE + " units");
                shapes.put(c.port(), new Shape(shape.kind(), (int) size));
            }
        }
        return shapes;
    }
}
