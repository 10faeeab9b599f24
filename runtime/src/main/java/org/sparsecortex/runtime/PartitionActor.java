package org.sparsecortex.runtime;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RangeDriver;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.state.StateLoading;

/**
 * Owns the kernel of one unit range.
 *
 * <p>Either its population leads it through every round ({@link Round}), or it runs whole steps ({@link Run}) in exchange with
 * its peers: it decides as soon as it has the proposals of all, and so does each of them, with the same result. Requests are
 * idempotent per (step, round): one that comes again changes nothing.
 */
final class PartitionActor extends AbstractBehavior<PartitionActor.Command> {
    private final int index;
    private final UnitRange range;
    private final String name;
    private final Wanted wanted;
    private final Consumer<PopulationActor.Command> leader;
    private final RangeDriver<Packet, Packet> driver;
    /** Whether the population decides nothing, so that no range waits for another. */
    private final boolean alone;

    private PopulationActor.Proposed lastProposal;
    private PopulationActor.Committed lastCommit;
    private final Reports<PopulationActor.Committed> reports;
    private long at = -1;

    // State on its way to a checkpoint or from one:
    private long reading = -1;
    private Iterator<byte[]> saving;
    private long saved;
    private StateLoading loading;
    private long loaded = -1;

    // Of a range that exchanges proposals with its peers:
    private Consumer<Command> others;
    private final Deque<Firing> waiting = new ArrayDeque<>();
    private final List<Proposal> arrived = new ArrayList<>();
    private Barrier<Packet> proposals;
    private Firing current;
    private int round;
    private long taken = -1;

    /** Requests of the population. */
    sealed interface Command {
        /** For all ranges. */
        int ALL = -1;

        /** Number of the range that it is for, or {@link #ALL}. */
        default int receiver() {
            return ALL;
        }
    }

    /** Hands over the decision of the round that was proposed last, and asks for the next proposal; either may be null. */
    record Round(Commit commit, Propose propose) implements Command {}

    /** Decision of a round. */
    record Commit(Firing firing, int round, boolean last, Packet decision) {}

    /** The round to propose for. */
    record Propose(Firing firing, int round) {}

    /** The number of the population's ranges and the way to all others; comes before any {@link Run}. */
    record Peers(int ranges, Consumer<Command> others) implements Command {}

    /** Asks for all rounds of some steps. */
    record Run(List<Firing> firings) implements Command {}

    /** What a peer proposes. */
    record Proposal(int index, long step, int round, Packet packet) implements Command {}

    /** Asks to report all steps done; there will be no more. */
    record Halt() implements Command {}

    /** Asks for a sign of life; comes from this process. */
    record Look(Runnable answer) implements Command {}

    /** Asks for a block of the state, the first one of a reading or the one after that which was asked for last; none follows the last. */
    record Read(int receiver, long reading, long number) implements Command {}

    /**
     * A block of a state that replaces the present one.
     *
     * @param number rises from block to block
     * @param first whether a state begins with it
     * @param last whether the state of the range is whole with it
     */
    record Load(int receiver, long number, boolean first, boolean last, byte[] block) implements Command {}

    static Behavior<Command> create(
            int index,
            UnitRange range,
            Population population,
            Wanted wanted,
            Consumer<PopulationActor.Command> leader) {
        return Behaviors.setup(context -> new PartitionActor(context, index, range, population, wanted, leader));
    }

    private PartitionActor(
            ActorContext<Command> context,
            int index,
            UnitRange range,
            Population population,
            Wanted wanted,
            Consumer<PopulationActor.Command> leader) {
        super(context);
        this.index = index;
        this.range = range;
        this.name = population.name();
        this.wanted = wanted;
        this.leader = leader;
        this.reports =
                new Reports<>(wanted.patienceNanos(), done -> leader.accept(new PopulationActor.Ran(index, done)));
        this.driver = create(untyped(population.model()));
        this.alone = !population.model().reducer().decides();
    }

    /** The same model; its kernels and its reducer receive only packets that they and their peers made. */
    @SuppressWarnings("unchecked")
    static Model<Packet, Packet> untyped(Model<?, ?> model) {
        return (Model<Packet, Packet>) model;
    }

    private RangeDriver<Packet, Packet> create(Model<Packet, Packet> model) {
        try {
            return RangeDriver.of(name, model, range);
        } catch (Throwable e) {
            leader.accept(new PopulationActor.Broken(index, failure(e)));
            throw e;
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Round.class, this::onRound)
                .onMessage(Peers.class, this::onPeers)
                .onMessage(Run.class, this::onRun)
                .onMessage(Proposal.class, this::onProposal)
                .onMessage(Halt.class, this::onHalt)
                .onMessage(Look.class, this::onLook)
                .onMessage(Read.class, this::onRead)
                .onMessage(Load.class, this::onLoad)
                .build();
    }

    private Behavior<Command> onRound(Round request) {
        Commit commit = request.commit;
        Propose propose = request.propose;
        return guarded(() -> {
            if (commit != null) {
                commit(commit);
            }
            PopulationActor.Committed done = commit == null || !commit.last ? null : lastCommit;
            if (propose != null) {
                try {
                    propose(propose);
                } catch (Throwable e) { // the step before is done all the same
                    leader.accept(new PopulationActor.Answer(index, done, null));
                    throw e;
                }
            }
            leader.accept(new PopulationActor.Answer(index, done, propose == null ? null : lastProposal));
            if (propose != null) {
                driver.workAhead(propose.firing.step());
            }
        });
    }

    private void commit(Commit request) {
        at = request.firing.step().index();
        boolean repeated = lastCommit != null && lastCommit.step() == at && lastCommit.round() >= request.round;
        if (!repeated) {
            driver.commit(request.firing.step(), request.firing.inputs(), request.round, request.decision);
            lastCommit = new PopulationActor.Committed(at, request.round, request.last ? read() : List.of());
        }
    }

    private void propose(Propose request) {
        at = request.firing.step().index();
        boolean repeated = lastProposal != null && lastProposal.step() == at && lastProposal.round() == request.round;
        if (!repeated) {
            Packet packet = driver.propose(request.firing.step(), inputs(request.firing), request.round);
            lastProposal = new PopulationActor.Proposed(at, request.round, packet);
        }
    }

    private Behavior<Command> onPeers(Peers message) {
        others = message.others;
        proposals = new Barrier<>(message.ranges);
        return this;
    }

    private Behavior<Command> onRun(Run request) {
        for (Firing firing : request.firings) {
            if (firing.step().index() > taken) {
                waiting.addLast(firing);
                taken = firing.step().index();
            }
        }
        return guarded(this::advance);
    }

    private Behavior<Command> onProposal(Proposal proposal) {
        arrived.add(proposal);
        return guarded(this::advance);
    }

    private Behavior<Command> onHalt(Halt request) {
        reports.flush();
        leader.accept(new PopulationActor.Halted(index));
        return this;
    }

    /** Goes on as far as inputs and the proposals of the peers allow. */
    private void advance() {
        if (current == null) {
            begin();
        }
        while (current != null && allProposed()) {
            driver.commit(current.step(), current.inputs(), round, decision());
            round++;
            if (round < driver.rounds()) {
                exchange();
            } else {
                reports.add(new PopulationActor.Committed(at, driver.rounds() - 1, read()));
                begin();
            }
        }
    }

    /** Begins the next step that waits, if any. */
    private void begin() {
        round = 0;
        current = waiting.pollFirst();
        if (current == null) {
            reports.flush();
        } else {
            at = current.step().index();
            if (!waiting.isEmpty()) {
                waiting.getFirst().gatherAhead();
            }
            exchange();
        }
    }

    private void exchange() {
        Packet packet = driver.propose(current.step(), inputs(current), round);
        proposals.open(at, round);
        proposals.accept(index, at, round, packet);
        if (!alone) {
            others.accept(new Proposal(index, at, round, packet));
        }
        driver.workAhead(current.step());
    }

    /** The inputs, which are gathered here if they have come from another process; that may fail, in no range of its own. */
    private Inputs inputs(Firing firing) {
        try {
            return firing.inputs();
        } catch (RuntimeException e) {
            throw new RunFailure(name, null, at, e);
        }
    }

    /** Takes the proposals that belong to this round; those of a peer that is one round ahead stay. */
    private boolean allProposed() {
        if (alone) {
            return true;
        }
        if (arrived.isEmpty()) {
            return proposals.isComplete();
        }
        arrived.removeIf(p -> {
            boolean later = p.step > at || (p.step == at && p.round > round);
            if (!later) {
                proposals.accept(p.index, p.step, p.round, p.packet);
            }
            return !later;
        });
        return proposals.isComplete();
    }

    private Packet decision() {
        return driver.decide(current.step(), round, alone ? List.of() : proposals.values());
    }

    /** The range's parts of the signals wanted in this step; null for the others, and for whole ones, which the first range has. */
    private List<Signal> read() {
        List<Signal> fragments = new ArrayList<>(wanted.size());
        for (int s = 0; s < wanted.size(); s++) {
            boolean isMine = index == 0 || wanted.spec(s).scope() == SignalSpec.Scope.PER_UNIT;
            fragments.add(
                    isMine && wanted.at(s, at) ? driver.read(wanted.spec(s).name()) : null);
        }
        return fragments;
    }

    private Behavior<Command> onLook(Look request) {
        request.answer.run();
        return this;
    }

    private Behavior<Command> onRead(Read request) {
        at = -1;
        return guarded(() -> {
            if (request.number == 0 && request.reading != reading) {
                reading = request.reading;
                saving = driver.save(index == 0);
                saved = 0;
            }
            if (request.reading == reading && request.number == saved && saving != null) {
                saved++;
                byte[] block = saving.hasNext() ? saving.next() : new byte[0];
                boolean last = !saving.hasNext();
                saving = last ? null : saving;
                leader.accept(new PopulationActor.Block(index, reading, request.number, last, block));
            }
        });
    }

    private Behavior<Command> onLoad(Load request) {
        at = -1;
        return guarded(() -> {
            if (request.number > loaded) {
                loaded = request.number;
                loading = request.first ? driver.load() : loading;
                loading.take(request.block);
                if (request.last) {
                    loading.finish();
                    loading = null;
                    lastProposal = null;
                    lastCommit = null;
                    taken = -1;
                }
            }
            leader.accept(new PopulationActor.Loaded(index, request.number));
        });
    }

    /** Runs kernel code; whatever it throws stops the run, after the steps done before, and this actor. */
    private Behavior<Command> guarded(Runnable work) {
        try {
            work.run();
            return this;
        } catch (Throwable e) {
            reports.flush();
            leader.accept(new PopulationActor.Broken(index, failure(e)));
            return Behaviors.stopped();
        }
    }

    private RunFailure failure(Throwable cause) {
        return cause instanceof RunFailure known ? known : new RunFailure(name, range, at, cause);
    }
}
