package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.PopulationState;

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
    private final List<String> signals;
    private final ActorRef<PopulationActor.Command> population;
    private final Reducer<Packet, Packet> reducer;
    private final int rounds;
    private final Kernel<Packet, Packet> kernel;
    private PopulationActor.Proposed lastProposal;
    private PopulationActor.Committed lastCommit;
    private final Reports<PopulationActor.Committed> reports;
    private long at = -1;

    // Of a range that exchanges proposals with its peers:
    private List<ActorRef<Command>> peers;
    private Deque<Firing> waiting;
    private List<Proposal> arrived;
    private Barrier<Packet> proposals;
    private Firing current;
    private int round;
    private long taken = -1;

    /** Requests of the population. */
    sealed interface Command {}

    /** Hands over the decision of the round that was proposed last, and asks for the next proposal; either may be null. */
    record Round(Commit commit, Propose propose) implements Command {}

    /** Decision of a round. */
    record Commit(Step step, int round, Inputs inputs, Packet decision, boolean last) {}

    /** The round to propose for. */
    record Propose(Step step, int round, Inputs inputs) {}

    /** All ranges of the population in unit order, this one too; comes before any {@link Run}. */
    record Peers(List<ActorRef<Command>> ranges) implements Command {}

    /** Asks for all rounds of some steps. */
    record Run(List<Firing> firings) implements Command {}

    /** What a peer proposes. */
    record Proposal(int index, long step, int round, Packet packet) implements Command {}

    /** Asks to report all steps done; there will be no more. */
    record Halt() implements Command {}

    /** Asks for the whole state. */
    record Save() implements Command {}

    /** Replaces the state. */
    record Load(PopulationState state) implements Command {}

    static Behavior<Command> create(
            int index,
            UnitRange range,
            Model<Packet, Packet> model,
            List<String> signals,
            ActorRef<PopulationActor.Command> population) {
        return Behaviors.setup(context -> new PartitionActor(context, index, range, model, signals, population));
    }

    private PartitionActor(
            ActorContext<Command> context,
            int index,
            UnitRange range,
            Model<Packet, Packet> model,
            List<String> signals,
            ActorRef<PopulationActor.Command> population) {
        super(context);
        this.index = index;
        this.range = range;
        this.signals = signals;
        this.population = population;
        this.reducer = model.reducer();
        this.rounds = model.rounds();
        this.reports = new Reports<>(done -> population.tell(new PopulationActor.Ran(index, done)));
        this.kernel = create(model);
    }

    private Kernel<Packet, Packet> create(Model<Packet, Packet> model) {
        try {
            return model.kernel(range);
        } catch (Throwable e) {
            population.tell(new PopulationActor.Broken(index, range, -1, e));
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
                .onMessage(Save.class, this::onSave)
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
            if (propose != null) {
                propose(propose);
            }
            population.tell(new PopulationActor.Answer(
                    index, commit == null || !commit.last ? null : lastCommit, propose == null ? null : lastProposal));
            if (propose != null) {
                kernel.workAhead();
            }
        });
    }

    private void commit(Commit request) {
        at = request.step.index();
        boolean repeated = lastCommit != null && lastCommit.step() == at && lastCommit.round() >= request.round;
        if (!repeated) {
            kernel.commit(request.step, request.inputs, request.round, request.decision);
            lastCommit = new PopulationActor.Committed(at, request.round, request.last ? readSignals() : List.of());
        }
    }

    private void propose(Propose request) {
        at = request.step.index();
        boolean repeated = lastProposal != null && lastProposal.step() == at && lastProposal.round() == request.round;
        if (!repeated) {
            Packet packet = kernel.propose(request.step, request.inputs, request.round);
            lastProposal = new PopulationActor.Proposed(at, request.round, packet);
        }
    }

    private Behavior<Command> onPeers(Peers message) {
        peers = message.ranges;
        waiting = new ArrayDeque<>();
        arrived = new ArrayList<>();
        proposals = new Barrier<>(peers.size());
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
        population.tell(new PopulationActor.Halted(index));
        return this;
    }

    /** Goes on as far as inputs and the proposals of the peers allow. */
    private void advance() {
        if (current == null) {
            begin();
        }
        while (current != null && allProposed()) {
            kernel.commit(current.step(), current.inputs(), round, decide(current.step(), round));
            round++;
            if (round < rounds) {
                exchange();
            } else {
                reports.add(new PopulationActor.Committed(at, rounds - 1, readSignals()));
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
            exchange();
        }
    }

    private void exchange() {
        Packet packet = kernel.propose(current.step(), current.inputs(), round);
        proposals.open(at, round);
        proposals.accept(index, at, round, packet);
        for (int i = 0; i < peers.size(); i++) {
            if (i != index) {
                peers.get(i).tell(new Proposal(index, at, round, packet));
            }
        }
        kernel.workAhead();
    }

    /** Takes the proposals that belong to this round; those of a peer that is one round ahead stay. */
    private boolean allProposed() {
        arrived.removeIf(p -> {
            boolean later = p.step > at || (p.step == at && p.round > round);
            if (!later) {
                proposals.accept(p.index, p.step, p.round, p.packet);
            }
            return !later;
        });
        return proposals.isComplete();
    }

    private Packet decide(Step step, int round) {
        try {
            return reducer.reduce(step, round, proposals.values());
        } catch (RuntimeException e) {
            throw new UndecidedException(e);
        }
    }

    private List<Signal> readSignals() {
        List<Signal> fragments = new ArrayList<>(signals.size());
        for (String signal : signals) {
            fragments.add(kernel.read(signal));
        }
        return fragments;
    }

    private Behavior<Command> onSave(Save request) {
        at = -1;
        return guarded(() -> population.tell(new PopulationActor.Saved(index, PopulationState.of(kernel))));
    }

    private Behavior<Command> onLoad(Load request) {
        at = -1;
        return guarded(() -> {
            request.state.loadInto(kernel);
            lastProposal = null;
            lastCommit = null;
            taken = -1;
            population.tell(new PopulationActor.Loaded(index));
        });
    }

    /** Runs kernel code; whatever it throws stops the run, after the steps done before, and this actor. */
    private Behavior<Command> guarded(Runnable work) {
        try {
            work.run();
            return this;
        } catch (UndecidedException e) {
            return broken(null, e.getCause());
        } catch (Throwable e) {
            return broken(range, e);
        }
    }

    private Behavior<Command> broken(UnitRange where, Throwable cause) {
        reports.flush();
        population.tell(new PopulationActor.Broken(index, where, at, cause));
        return Behaviors.stopped();
    }

    /** The decision of a population failed, not the kernel of a range. */
    private static final class UndecidedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UndecidedException(RuntimeException cause) {
            super(cause);
        }
    }
}
