package org.sparsecortex.simulations.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.simulations.table.Units;

/**
 * What a record writes of a signal: all of it, or the units that stand behind its name.
 *
 * @param whole the signal
 * @param units empty for all
 */
public record RecordedSignal(Endpoint endpoint, SignalSpec whole, Optional<Units> units) {
    /**
     * What is written {@code owner.signal}, or {@code owner.signal[units]} where no signal has the whole for its name.
     *
     * @throws IllegalArgumentException if there is no such signal
     */
    public static RecordedSignal of(Network network, String text) {
        Endpoint.Text parts = Endpoint.split(text);
        boolean named = parts.isFirst()
                || network.signals(parts.owner()).stream()
                        .anyMatch(s -> s.name().equals(parts.name()));
        Optional<Units> units = named ? Optional.empty() : Units.parse(text);
        Endpoint endpoint = network.endpoint(units.map(Units::signal).orElse(text));
        return new RecordedSignal(endpoint, network.spec(endpoint), units);
    }

    /** How it is called: its endpoint, and the units if they are not all. */
    public String name() {
        return endpoint + units.map(Units::text).orElse("");
    }

    /** What is written of it. */
    public SignalSpec spec() {
        return units.map(u -> u.of(whole)).orElse(whole);
    }

    /** What is written of a value of it. */
    public Signal of(Signal value) {
        return units.map(u -> u.of(value)).orElse(value);
    }

    /** Names of its columns; the number of an element stands behind them if the signal has several. */
    public List<String> columns() {
        String name = endpoint.toString();
        int size = whole.shape().size();
        if (size == 1 && units.isEmpty()) {
            return List.of(name);
        }
        IntStream elements =
                units.map(u -> u.indices().stream().mapToInt(i -> i)).orElse(IntStream.range(0, size));
        return elements.mapToObj(i -> name + "[" + i + "]").toList();
    }
}
