package org.sparsecortex.sdr.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.delta.DeltaCoder;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.param.Checks;

/**
 * The state of all delta-coded connections of a running network, and their counters, which can be recorded like signals.
 *
 * <p>A connection with a delay codes what arrives. A reset makes both ends forget. Each connection is used once a step, in step
 * order, so the result depends on no schedule.
 */
public final class Links {
    private final Map<Connection, Link> links = new LinkedHashMap<>();
    private final Map<String, Link> byName = new LinkedHashMap<>();

    private static final class Link {
        private final Connection connection;
        private final DeltaCoder coder;
        private final int size;
        private final double fanOut;
        private double denseBytes;

        Link(Connection connection, Network network) {
            this.connection = connection;
            this.coder = new DeltaCoder(
                    connection.delta().orElseThrow(),
                    network.spec(connection.from()).shape());
            this.size = network.spec(connection.from()).shape().size();
            int given = connection.delta().orElseThrow().fanOut();
            this.fanOut =
                    given > 0 ? given : network.population(connection.to()).units();
        }
    }

    /** All delta-coded connections of {@code network} in their initial state. */
    public Links(Network network) {
        for (Connection c : network.connections()) {
            if (c.delta().isPresent()) {
                Link link = new Link(c, network);
                links.put(c, link);
                byName.put(c.linkName(), link);
            }
        }
    }

    /** Counters of a delta-coded connection. */
    public static List<SignalSpec> signals() {
        return List.of(
                SignalSpec.global("messages", Kind.REALS, 1, "elements of which the receiver was told something"),
                SignalSpec.global("messageFraction", Kind.REALS, 1, "messages / elements of the signal"),
                SignalSpec.global("bytes", Kind.REALS, 1, "bytes of the messages, index and payload"),
                SignalSpec.global("denseBytes", Kind.REALS, 1, "bytes of the signal without delta coding"),
                SignalSpec.global("additions", Kind.REALS, 1, "magnitude of the messages in steps x fan-out"),
                SignalSpec.global(
                        "macs", Kind.REALS, 1, "multiply-accumulates that the messages cause, messages x fan-out"),
                SignalSpec.global("skippedMacs", Kind.REALS, 1, "multiply-accumulates saved against the dense signal"),
                SignalSpec.global("maxError", Kind.REALS, 1, "largest difference of sender and receiver; SDR: in bits"),
                SignalSpec.global("rmsError", Kind.REALS, 1, "root mean square difference of sender and receiver"));
    }

    /** What the receiver of a connection has at a step, given what was sent; the signal itself without delta coding. */
    public Signal arrive(Connection c, Step step, Signal sent) {
        Link link = links.get(c);
        if (link == null) {
            return sent;
        }
        if (step.reset()) {
            link.coder.restart();
        }
        link.denseBytes = link.coder.bytesWithout(sent);
        return link.coder.send(sent);
    }

    /** Names of the delta-coded connections into a population. */
    public List<String> into(String population) {
        if (byName.isEmpty()) {
            return List.of();
        }
        return byName.entrySet().stream()
                .filter(e -> e.getValue().connection.to().equals(population))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether {@code owner} is the name of a delta-coded connection. */
    public boolean has(String owner) {
        return byName.containsKey(owner);
    }

    /** A counter of the step in which the connection was used last. */
    public Signal read(Endpoint endpoint) {
        Link link = byName.get(endpoint.owner());
        DeltaCoder coder = link.coder;
        return Reals.of(
                switch (endpoint.signal()) {
                    case "messages" -> coder.messages();
                    case "messageFraction" -> coder.messages() / (double) link.size;
                    case "bytes" -> coder.bytes();
                    case "denseBytes" -> link.denseBytes;
                    case "additions" -> coder.magnitude() * link.fanOut;
                    case "macs" -> coder.messages() * link.fanOut;
                    case "skippedMacs" -> (link.size - coder.messages()) * link.fanOut;
                    case "maxError" -> coder.maxError();
                    case "rmsError" -> coder.rmsError();
                    default ->
                        throw new IllegalArgumentException(
                                "a delta connection has no signal '" + endpoint.signal() + "'");
                });
    }

    /** State of all links by name. */
    public Map<String, byte[]> save() {
        Map<String, byte[]> saved = new LinkedHashMap<>();
        byName.forEach((name, link) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                link.coder.save(new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException("a link failed to write its state to memory", e);
            }
            saved.put(name, bytes.toByteArray());
        });
        return saved;
    }

    /**
     * Replaces the state of all links.
     *
     * @throws IllegalArgumentException if the names differ or bytes are left over
     */
    public void load(Map<String, byte[]> saved) {
        if (!saved.keySet().equals(byName.keySet())) {
            throw new IllegalArgumentException(
                    "delta connections of the checkpoint " + saved.keySet() + " differ from " + byName.keySet());
        }
        saved.forEach((name, bytes) -> {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            try {
                byName.get(name).coder.load(in);
                Checks.equal("unread bytes of delta connection " + name, in.available(), 0);
            } catch (IOException e) {
                throw new UncheckedIOException("the state of delta connection " + name + " ends early", e);
            }
        });
    }
}
