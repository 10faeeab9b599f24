package org.sparsecortex.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PacketTypes;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.param.Checks;

/**
 * Writes and reads what the ranges of one population and the population itself tell each other across processes.
 *
 * <p>A closed list of messages, one byte each, that names no class: packets are read by the types of the population's kernel,
 * signals by the shapes of the network. Every count is held against the bytes that are there. What is no message of the list
 * gives an {@link IllegalArgumentException}. A firing travels once: the later rounds of its step name it by the step. If deltas are
 * asked for, a signal may travel as what has changed since the last one that the same one told.
 *
 * <p>The writing half is safe for several threads of which each writes for one range, or for the population; the reading half belongs to
 * one, for it keeps the last firing. What is written must be sent to all hearers, in this order.
 */
final class WireCodec {
    private static final byte ROUND = 0;
    private static final byte RUN = 1;
    private static final byte PROPOSAL = 2;
    private static final byte HALT = 3;
    private static final byte READ = 4;
    private static final byte LOAD = 5;
    private static final byte ANSWER = 6;
    private static final byte RAN = 7;
    private static final byte BLOCK = 8;
    private static final byte LOADED = 9;
    private static final byte BROKEN = 10;
    private static final byte HALTED = 11;

    private final Network network;
    private final Population population;
    private final List<Connection> connections;
    private final List<UnitRange> ranges;
    private final Wanted wanted;
    private final ToldSignals written;
    private final ToldSignals read;
    private Firing last;

    /** A codec for a population that is cut into {@code ranges}; {@code deltas}: whether signals may travel as what has changed. */
    @SuppressWarnings("unchecked") // as in PartitionActor: packets of the population's own kernels
    WireCodec(Network network, Population population, List<UnitRange> ranges, Wanted wanted, boolean deltas) {
        PacketTypes<Packet, Packet> packets = (PacketTypes<Packet, Packet>) population.packets();
        int rounds = population.model().rounds();
        this.written = new ToldSignals(packets, rounds, ranges.size(), deltas);
        this.read = new ToldSignals(packets, rounds, ranges.size(), deltas);
        this.network = network;
        this.population = population;
        this.connections = network.into(population.name());
        this.ranges = ranges;
        this.wanted = wanted;
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static byte[] bytes(Writing body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a message could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private <T> T all(byte[] bytes, Reading<T> body) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            T message = body.read(in);
            Checks.equal("bytes after a message of '" + population.name() + "'", in.available(), 0);
            return message;
        } catch (IOException e) {
            throw new IllegalArgumentException("a message of '" + population.name() + "' ends early", e);
        }
    }

    /** The bytes of a message to ranges. */
    byte[] write(PartitionActor.Command command) {
        return bytes(out -> {
            if (command instanceof PartitionActor.Run run) {
                out.writeByte(RUN);
                SignalCodec.writeSize(run.firings().size(), out);
                for (Firing firing : run.firings()) {
                    write(firing, out);
                }
            } else if (command instanceof PartitionActor.Proposal proposal) {
                out.writeByte(PROPOSAL);
                out.writeInt(proposal.index());
                written.write(
                        proposal.index(),
                        new PopulationActor.Proposed(proposal.step(), proposal.round(), proposal.packet()),
                        out);
            } else if (command instanceof PartitionActor.Round round) {
                out.writeByte(ROUND);
                write(round, out);
            } else if (command instanceof PartitionActor.Read read) {
                head(READ, read.receiver(), out);
                out.writeLong(read.reading());
                out.writeLong(read.number());
            } else if (command instanceof PartitionActor.Load load) {
                written.forgetPopulation();
                head(LOAD, load.receiver(), out);
                out.writeLong(load.number());
                out.writeBoolean(load.first());
                out.writeBoolean(load.last());
                out.write(load.block());
            } else if (command instanceof PartitionActor.Halt) {
                out.writeByte(HALT);
            } else {
                throw new IllegalArgumentException("not for other processes: " + command);
            }
        });
    }

    /**
     * Reads a message to ranges.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    PartitionActor.Command readCommand(byte[] bytes) {
        return all(bytes, in -> {
            byte kind = in.readByte();
            return switch (kind) {
                case RUN -> new PartitionActor.Run(list(in, () -> firing(in)));
                case PROPOSAL -> proposal(in);
                case ROUND -> round(in);
                case READ -> new PartitionActor.Read(index(in), in.readLong(), in.readLong());
                case LOAD ->
                    new PartitionActor.Load(
                            receiver(in), in.readLong(), in.readBoolean(), in.readBoolean(), in.readAllBytes());
                case HALT -> new PartitionActor.Halt();
                default -> throw unknown(kind);
            };
        });
    }

    /** The bytes of a message to the population. */
    byte[] write(PopulationActor.Command command) {
        return bytes(out -> {
            if (command instanceof PopulationActor.Ran ran) {
                head(RAN, ran.index(), out);
                SignalCodec.writeSize(ran.steps().size(), out);
                for (PopulationActor.Committed step : ran.steps()) {
                    write(ran.index(), step, out);
                }
            } else if (command instanceof PopulationActor.Answer answer) {
                head(ANSWER, answer.index(), out);
                out.writeBoolean(answer.committed() != null);
                if (answer.committed() != null) {
                    write(answer.index(), answer.committed(), out);
                }
                out.writeBoolean(answer.proposed() != null);
                if (answer.proposed() != null) {
                    written.write(answer.index(), answer.proposed(), out);
                }
            } else if (command instanceof PopulationActor.Block block) {
                head(BLOCK, block.index(), out);
                out.writeLong(block.reading());
                out.writeLong(block.number());
                out.writeBoolean(block.last());
                out.write(block.bytes());
            } else if (command instanceof PopulationActor.Loaded loaded) {
                written.forgetRange(loaded.index());
                head(LOADED, loaded.index(), out);
                out.writeLong(loaded.number());
            } else if (command instanceof PopulationActor.Halted halted) {
                head(HALTED, halted.index(), out);
            } else if (command instanceof PopulationActor.Broken broken) {
                head(BROKEN, broken.index(), out);
                FailureCodec.write(broken.failure(), out);
            } else {
                throw new IllegalArgumentException("not for other processes: " + command);
            }
        });
    }

    /**
     * Reads a message to the population.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    PopulationActor.Command readAnswer(byte[] bytes) {
        return all(bytes, in -> {
            byte kind = in.readByte();
            int index = index(in);
            return switch (kind) {
                case RAN -> new PopulationActor.Ran(index, list(in, () -> committed(index, in)));
                case ANSWER -> answer(index, in);
                case BLOCK ->
                    new PopulationActor.Block(index, in.readLong(), in.readLong(), in.readBoolean(), in.readAllBytes());
                case LOADED -> new PopulationActor.Loaded(index, in.readLong());
                case HALTED -> new PopulationActor.Halted(index);
                case BROKEN -> new PopulationActor.Broken(index, FailureCodec.read(population.name(), in));
                default -> throw unknown(kind);
            };
        });
    }

    private IllegalArgumentException unknown(byte kind) {
        return new IllegalArgumentException("there is no message " + kind + " of '" + population.name() + "'");
    }

    private static void head(byte kind, int index, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(index);
    }

    private int index(DataInputStream in) throws IOException {
        return Checks.atLeast("range of '" + population.name() + "'", receiver(in), 0);
    }

    private int receiver(DataInputStream in) throws IOException {
        int all = PartitionActor.Command.ALL;
        return Checks.inRange("range of '" + population.name() + "'", in.readInt(), all, ranges.size() - 1);
    }

    private interface Item<T> {
        T read() throws IOException;
    }

    /** As many items as there are said to be; each takes a byte at least. */
    private static <T> List<T> list(DataInputStream in, Item<T> item) throws IOException {
        int count = SignalCodec.readSize(in);
        Checks.inRange("items of a message", count, 0, in.available());
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.read());
        }
        return List.copyOf(items);
    }

    private static void write(long step, int round, DataOutputStream out) throws IOException {
        out.writeLong(step);
        out.writeInt(round);
    }

    private PartitionActor.Proposal proposal(DataInputStream in) throws IOException {
        int index = index(in);
        PopulationActor.Proposed proposed = read.proposed(index, in);
        return new PartitionActor.Proposal(index, proposed.step(), proposed.round(), proposed.packet());
    }

    private void write(Firing firing, DataOutputStream out) throws IOException {
        Step step = firing.step();
        out.writeLong(step.index());
        out.writeByte((step.learn() ? 1 : 0) | (step.reset() ? 2 : 0));
        for (int c = 0; c < firing.arrivals().size(); c++) {
            written.writeArrival(c, step.index(), firing.arrivals().get(c).signal(), out);
        }
    }

    private Firing firing(DataInputStream in) throws IOException {
        long index = in.readLong();
        byte flags = in.readByte();
        Step step = new Step(index, (flags & 1) != 0, (flags & 2) != 0);
        List<Signal> arrived = new ArrayList<>(connections.size());
        for (int c = 0; c < connections.size(); c++) {
            Signal signal = read.arrival(c, index, in);
            if (signal != null) {
                require(connections.get(c).from(), signal);
            }
            arrived.add(signal);
        }
        return Firing.arrived(step, arrived.contains(null), () -> gather(index, arrived.iterator()));
    }

    private void require(Endpoint from, Signal signal) {
        Shape shape = network.spec(from).shape();
        Checks.that(
                signal.kind() == shape.kind() && signal.size() == shape.size(),
                "signal " + from,
                signal.kind() + " of " + signal.size(),
                "must be " + shape);
    }

    /** Inputs of a step from what was sent; sources that were not are read here. */
    private Inputs gather(long step, Iterator<Signal> arrived) {
        return network.gather(population, c -> {
            Signal sent = arrived.next();
            return sent != null
                    ? sent
                    : network.sources().get(c.from().owner()).read(c.from().signal(), step);
        });
    }

    private void write(PartitionActor.Round round, DataOutputStream out) throws IOException {
        PartitionActor.Commit commit = round.commit();
        out.writeBoolean(commit != null);
        if (commit != null) {
            write(commit.firing().step().index(), commit.round(), out);
            out.writeBoolean(commit.last());
            written.write(commit.firing().step().index(), commit.round(), commit.decision(), out);
        }
        PartitionActor.Propose propose = round.propose();
        out.writeBoolean(propose != null);
        if (propose != null) {
            out.writeInt(propose.round());
            if (propose.round() == 0) {
                write(propose.firing(), out);
            } else {
                out.writeLong(propose.firing().step().index());
            }
        }
    }

    private PartitionActor.Round round(DataInputStream in) throws IOException {
        PartitionActor.Commit commit = null;
        if (in.readBoolean()) {
            Firing firing = known(in.readLong());
            int round = in.readInt();
            boolean ends = in.readBoolean();
            Packet decision = read.decision(firing.step().index(), round, in);
            commit = new PartitionActor.Commit(firing, round, ends, decision);
        }
        PartitionActor.Propose propose = null;
        if (in.readBoolean()) {
            int round = in.readInt();
            last = round == 0 ? firing(in) : known(in.readLong());
            propose = new PartitionActor.Propose(last, round);
        }
        return new PartitionActor.Round(commit, propose);
    }

    private Firing known(long step) {
        Checks.that(last != null && last.step().index() == step, "step", step, "was not asked for before");
        return last;
    }

    private void write(int index, PopulationActor.Committed done, DataOutputStream out) throws IOException {
        write(done.step(), done.round(), out);
        out.writeBoolean(!done.fragments().isEmpty());
        for (int s = 0; s < done.fragments().size(); s++) {
            written.writeFragment(index, s, done.step(), done.fragments().get(s), out);
        }
    }

    private PopulationActor.Committed committed(int index, DataInputStream in) throws IOException {
        long step = in.readLong();
        int round = in.readInt();
        List<Signal> fragments = new ArrayList<>();
        if (in.readBoolean()) {
            for (int s = 0; s < wanted.size(); s++) {
                fragments.add(read.fragment(index, s, step, in));
            }
        }
        return new PopulationActor.Committed(step, round, fragments);
    }

    private PopulationActor.Answer answer(int index, DataInputStream in) throws IOException {
        PopulationActor.Committed committed = in.readBoolean() ? committed(index, in) : null;
        PopulationActor.Proposed proposed = in.readBoolean() ? read.proposed(index, in) : null;
        return new PopulationActor.Answer(index, committed, proposed);
    }
}
