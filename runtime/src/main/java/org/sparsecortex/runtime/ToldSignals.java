package org.sparsecortex.runtime;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PacketTypes;
import org.sparsecortex.sdr.kernel.SignalDeltas;

/**
 * The signals that a population, its ranges and their peers tell each other one way, and the last ones, with which the next are compared
 * if the run asks for deltas.
 *
 * <p>The last ones are kept by who tells them, so all who hear it have the same; each incarnation of a run begins with none.
 */
final class ToldSignals {
    private final PacketTypes<Packet, Packet> packets;
    private final long rounds;
    private final SignalDeltas arrivals;
    private final SignalDeltas decisions;
    private final List<SignalDeltas> proposals;
    private final List<SignalDeltas> fragments;

    /**
     * No signal yet.
     *
     * @param packets those of the population's kernels
     * @param rounds rounds of a step
     */
    ToldSignals(PacketTypes<Packet, Packet> packets, int rounds, int ranges, boolean deltas) {
        this.packets = packets;
        this.rounds = rounds;
        arrivals = new SignalDeltas(deltas);
        decisions = new SignalDeltas(deltas);
        proposals =
                Stream.generate(() -> new SignalDeltas(deltas)).limit(ranges).toList();
        fragments =
                Stream.generate(() -> new SignalDeltas(deltas)).limit(ranges).toList();
    }

    /** Number of a round among those of all steps. */
    private long moment(long step, int round) {
        return step * rounds + round;
    }

    /** Writes what a range proposes, to its population or to its peers, but never to both. */
    void write(int range, PopulationActor.Proposed proposed, DataOutputStream out) throws IOException {
        out.writeLong(proposed.step());
        out.writeInt(proposed.round());
        long moment = moment(proposed.step(), proposed.round());
        packets.writeProposal(proposed.packet(), moment, proposals.get(range), out);
    }

    PopulationActor.Proposed proposed(int range, DataInputStream in) throws IOException {
        long step = in.readLong();
        int round = in.readInt();
        Packet packet = packets.readProposal(moment(step, round), proposals.get(range), in);
        return new PopulationActor.Proposed(step, round, packet);
    }

    /** Writes what the population decides, for a reader that knows step and round. */
    void write(long step, int round, Packet decision, DataOutputStream out) throws IOException {
        packets.writeDecision(decision, moment(step, round), decisions, out);
    }

    Packet decision(long step, int round, DataInputStream in) throws IOException {
        return packets.readDecision(moment(step, round), decisions, in);
    }

    /** Writes what a connection brings, the one of that place; null if the reader has it. */
    void writeArrival(int connection, long step, Signal signal, DataOutputStream out) throws IOException {
        write(arrivals, connection, step, signal, out);
    }

    Signal arrival(int connection, long step, DataInputStream in) throws IOException {
        return read(arrivals, connection, step, in);
    }

    /** Writes a range's part of a signal that it emits, the one of that place among those wanted; null if it is not. */
    void writeFragment(int range, int place, long step, Signal fragment, DataOutputStream out) throws IOException {
        write(fragments.get(range), place, step, fragment, out);
    }

    Signal fragment(int range, int place, long step, DataInputStream in) throws IOException {
        return read(fragments.get(range), place, step, in);
    }

    private static void write(SignalDeltas told, int place, long step, Signal signal, DataOutputStream out)
            throws IOException {
        out.writeBoolean(signal != null);
        if (signal != null) {
            told.write(place, step, signal, out);
        }
    }

    private static Signal read(SignalDeltas told, int place, long step, DataInputStream in) throws IOException {
        return in.readBoolean() ? told.read(place, step, in) : null;
    }

    /** What the population tells next is compared with nothing: its ranges get another state. */
    void forgetPopulation() {
        arrivals.forget();
        decisions.forget();
    }

    /** What a range tells next is compared with nothing: it has another state. */
    void forgetRange(int range) {
        proposals.get(range).forget();
        fragments.get(range).forget();
    }
}
