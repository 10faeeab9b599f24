package org.sparsecortex.simulations.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.table.Units;

/** The signals and ports of a scenario, found by the names that connections and records give. */
final class Ends {
    private final ProblemPlaces places;
    private final Map<String, List<SignalSpec>> signals = new LinkedHashMap<>();
    private final Map<String, List<PortSpec>> ports = new LinkedHashMap<>();
    private final Map<String, List<String>> possible = new LinkedHashMap<>();

    Ends(ProblemPlaces places) {
        this.places = places;
    }

    /** Makes the signals of an input or a connection known, null for an input with a problem; false if the name is taken. */
    boolean add(String owner, List<SignalSpec> itsSignals) {
        boolean free = !signals.containsKey(owner);
        signals.putIfAbsent(owner, itsSignals);
        return free;
    }

    /** Makes an input with a problem known, of whose signals only the possible names are known; none of them if nobody knows. */
    void addUnknown(String owner, List<String> names) {
        add(owner, null);
        if (!names.isEmpty()) {
            possible.put(owner, names);
        }
    }

    /** Makes a population known, with nulls for one that has a problem; false if an input has its name. */
    boolean add(String owner, List<SignalSpec> itsSignals, List<PortSpec> itsPorts) {
        boolean free = !signals.containsKey(owner);
        signals.put(owner, itsSignals);
        ports.put(owner, itsPorts);
        return free;
    }

    /** Whether an input or a population is there and has no problem. */
    boolean isKnown(String owner) {
        return signals.get(owner) != null;
    }

    /** Whether there is an input or a population that has a problem. */
    boolean anyUnknown() {
        return signals.containsValue(null);
    }

    /** The port written as population.port or population; null after a problem, or if its population has one. */
    Port port(String text, String pointer) {
        Endpoint.Text parts = split(text, pointer);
        if (parts == null) {
            return null;
        }
        String owner = parts.owner();
        List<PortSpec> all = ports.get(owner);
        if (all == null) {
            if (!ports.containsKey(owner)) {
                places.problem(
                        pointer, "there is no population '" + owner + "'" + Names.didYouMean(owner, ports.keySet()));
            }
            return null;
        }
        List<String> names = all.stream().map(PortSpec::name).toList();
        String name = parts.nameOr(names.isEmpty() ? "" : names.get(0));
        int index = names.indexOf(name);
        if (index < 0) {
            places.problem(
                    pointer,
                    "population '" + owner + "' has no port '" + name + "', only " + names
                            + Names.didYouMean(name, names));
            return null;
        }
        return new Port(owner, all.get(index));
    }

    /** A port and its population. */
    record Port(String owner, PortSpec spec) {}

    /** The parts of owner.name; null after a problem. */
    private Endpoint.Text split(String text, String pointer) {
        try {
            return Endpoint.split(text);
        } catch (ParameterException e) {
            places.problem(pointer, e.allowed());
            return null;
        }
    }

    /** What a record writes of a signal: owner.signal, owner, or owner.signal[units]; null after a problem, or if its owner has one. */
    RecordedSignal recorded(String text, String pointer) {
        Optional<Units> units = units(text, pointer);
        if (units == null) {
            return null;
        }
        Endpoint endpoint = endpoint(units.map(Units::signal).orElse(text), pointer);
        if (endpoint == null) {
            return null;
        }
        int size = spec(endpoint).shape().size();
        if (units.isPresent() && units.get().last() >= size) {
            places.problem(
                    pointer,
                    endpoint + " has the units 0.." + (size - 1) + "; there is no unit "
                            + units.get().last());
            return null;
        }
        return new RecordedSignal(endpoint, spec(endpoint), units);
    }

    /** The units behind a name that is none of a signal; null after a problem. */
    private Optional<Units> units(String text, String pointer) {
        int dot = text.indexOf('.');
        List<SignalSpec> all = dot < 0 ? null : signals.get(text.substring(0, dot));
        if (all != null && all.stream().anyMatch(s -> s.name().equals(text.substring(dot + 1)))) {
            return Optional.empty();
        }
        try {
            Optional<Units> units = Units.parse(text);
            if (units.isEmpty() && text.endsWith("]") && text.contains("[")) {
                places.problem(pointer, "what stands in brackets behind a signal " + Units.FORM);
                return null;
            }
            return units;
        } catch (ParameterException e) {
            places.problem(pointer, "what stands in brackets behind a signal " + e.allowed());
            return null;
        }
    }

    /** The endpoint written as owner.signal or owner; null after a problem, or if its owner has one. */
    Endpoint endpoint(String text, String pointer) {
        Endpoint.Text parts = split(text, pointer);
        if (parts == null) {
            return null;
        }
        String owner = parts.owner();
        if (!signals.containsKey(owner)) {
            places.problem(
                    pointer,
                    "there is no input or population '" + owner + "'" + Names.didYouMean(owner, signals.keySet()));
            return null;
        }
        boolean unknown = signals.get(owner) == null;
        List<String> names = unknown
                ? possible.getOrDefault(owner, List.of())
                : signals.get(owner).stream().map(SignalSpec::name).toList();
        if (names.isEmpty()) {
            return null;
        }
        String name = parts.nameOr(names.get(0));
        if (!names.contains(name)) {
            places.problem(
                    pointer,
                    names.size() > 12
                            ? "'" + owner + "' has no signal '" + name + "', which "
                                    + Names.notOneOf(name, names, "sparsecortex list with its type")
                            : "'" + owner + "' has no signal '" + name + "', only " + names
                                    + Names.didYouMean(name, names));
            return null;
        }
        return unknown ? null : new Endpoint(owner, name);
    }

    /** The signal of an endpoint that {@link #endpoint} found. */
    SignalSpec spec(Endpoint endpoint) {
        return signals.get(endpoint.owner()).stream()
                .filter(s -> s.name().equals(endpoint.signal()))
                .findFirst()
                .orElseThrow();
    }
}
