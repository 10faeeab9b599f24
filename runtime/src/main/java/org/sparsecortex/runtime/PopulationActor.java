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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;

/**
 * Leads the ranges of one population through the steps, and joins what they report.
 *
 * <p>Ranges that each have a thread of their own get whole steps and exchange their proposals among themselves: each decides
 * for itself, while it would otherwise wait for somebody else to do so. Of more ranges than threads each would decide once, so
 * they are led through every round: proposals come here, and the decision goes out together with the request for the next
 * proposal. The barrier of that is keyed by (step, round, range): answers that came before, or belong to another round, are
 * ignored.
 */
final class PopulationActor extends AbstractBehavior<PopulationActor.Command> {
    private final Network network;
    private final Population population;
    private final Wanted wanted;
    private final ActorRef<CoordinatorActor.Command> coordinator;
    private final Consumer<PartitionActor.Command> ranges;
    private final Reducer<Packet, Packet> reducer;
    private final int rounds;
    private final Deque<Firing> waiting = new ArrayDeque<>();
    private final Reports<CoordinatorActor.Finished> finished;
    private final Barrier<Packet> proposals;
    private final Barrier<List<Signal>> commits;
    private final Barrier<Boolean> loads;
    /** Numbers of blocks on the way to one range. */
    private final Set<Long> loading = new HashSet<>();

    private final Barrier<Boolean> halts;
    private final List<Deque<Committed>> reported = new ArrayList<>();
    private final boolean apart;
    private StateReading reading;
    private RunFailure failure;
    private Firing current;
    private int round;

    /** Messages from the coordinator and the partitions. */
    sealed interface Command {}

    /** All inputs of some steps are there. */
    record Fire(List<Firing> firings) implements Command {}

    /** A range's answer to a round; null for what was not asked. */
    record Answer(int index, Committed committed, Proposed proposed) implements Command {}

    /** A range's proposal. */
    record Proposed(long step, int round, Packet packet) {}

    /** A range has committed; its fragments of the signals wanted in that step after the last round, null for others. */
    record Committed(long step, int round, List<Signal> fragments) {}

    /** A range has run some steps whole. */
    record Ran(int index, List<Committed> steps) implements Command {}

    /** Asks for the next blocks of the state; answered once each time. Another number begins at the front. */
    record Read(long reading) implements Command {}

    /** A block of a range's state, which may be empty, and whether it is the last one. */
    record Block(int index, long reading, long number, boolean last, byte[] bytes) implements Command {}

    /** A block of a state for one range, or for all. */
    record Load(PartitionActor.Load block) implements Command {}

    /** A range has taken a block of its state. */
    record Loaded(int index, long number) implements Command {}

    /** A range has failed. */
    record Broken(int index, RunFailure failure) implements Command {}

    /** A range has reported all that it did before another one threw. */
    record Halted(int index) implements Command {}

    static Behavior<Command> create(
            Network network,
            Population population,
            Plan plan,
            Wanted wanted,
            Ranges ranges,
            ActorRef<CoordinatorActor.Command> coordinator) {
        return Behaviors.setup(c -> new PopulationActor(c, network, population, plan, wanted, ranges, coordinator));
    }

    private PopulationActor(
            ActorContext<Command> context,
            Network network,
            Population population,
            Plan plan,
            Wanted wanted,
            Ranges ranges,
            ActorRef<CoordinatorActor.Command> coordinator) {
        super(context);
        this.network = network;
        this.population = population;
        this.wanted = wanted;
        this.coordinator = coordinator;
        this.finished = new Reports<>(
                wanted.patienceNanos(), steps -> coordinator.tell(new CoordinatorActor.Done(population.name(), steps)));
        Model<Packet, Packet> model = PartitionActor.untyped(population.model());
        this.reducer = model.reducer();
        this.rounds = model.rounds();
        int count = plan.ranges(population.name()).size();
        this.proposals = new Barrier<>(count);
        this.commits = new Barrier<>(count);
        this.loads = new Barrier<>(count);
        this.halts = new Barrier<>(count);
        this.apart = plan.apart(population.name());
        for (int i = 0; i < count; i++) {
            reported.add(new ArrayDeque<>());
        }
        this.ranges = ranges.of(population, context);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Fire.class, this::onFire)
                .onMessage(Answer.class, this::onAnswer)
                .onMessage(Ran.class, this::onRan)
                .onMessage(Read.class, this::onRead)
                .onMessage(Block.class, this::onBlock)
                .onMessage(Load.class, this::onLoad)
                .onMessage(Loaded.class, this::onLoaded)
                .onMessage(Broken.class, this::onBroken)
                .onMessage(Halted.class, this::onHalted)
                .build();
    }

    private Behavior<Command> onFire(Fire fire) {
        if (apart) {
            ranges.accept(new PartitionActor.Run(fire.firings));
            return this;
        }
        waiting.addAll(fire.firings);
        if (current == null) {
            current = waiting.pollFirst();
            round = 0;
            round(null);
        }
        return this;
    }

    private Behavior<Command> onAnswer(Answer answer) {
        Committed committed = answer.committed;
        boolean finishes =
                committed != null && commits.accept(answer.index, committed.step, committed.round, committed.fragments);
        List<List<Signal>> fragments = finishes ? commits.values() : List.of();
        Proposed proposed = answer.proposed;
        RunFailure undecided = null;
        if (proposed != null && proposals.accept(answer.index, proposed.step, proposed.round, proposed.packet)) {
            undecided = decide();
        }
        if (finishes) {
            finish(committed.step, fragments);
            if (waiting.isEmpty()) {
                finished.flush();
            }
        }
        if (undecided != null) {
            fail(undecided);
        }
        return this;
    }

    /** Decides and goes on; a failure is handed back, to be told after the step before it. */
    private RunFailure decide() {
        Packet decision;
        try {
            decision = reducer.reduce(current.step(), round, proposals.values());
        } catch (RuntimeException | OutOfMemoryError e) {
            return new RunFailure(population.name(), null, current.step().index(), e);
        }
        boolean last = round == rounds - 1;
        if (last) {
            commits.open(current.step().index(), round);
        }
        var commit = new PartitionActor.Commit(current, round, last, decision);
        if (last) {
            current = waiting.pollFirst();
            round = 0;
        } else {
            round++;
        }
        round(commit);
        return null;
    }

    /** Tells all ranges the last decision, if any, and asks for the next proposal, if there is a step to do. */
    private void round(PartitionActor.Commit commit) {
        PartitionActor.Propose propose = null;
        if (current != null) {
            proposals.open(current.step().index(), round);
            propose = new PartitionActor.Propose(current, round);
        }
        ranges.accept(new PartitionActor.Round(commit, propose));
    }

    private Behavior<Command> onRan(Ran answer) {
        reported.get(answer.index).addAll(answer.steps);
        while (allReported()) {
            long step = reported.get(0).getFirst().step;
            List<List<Signal>> fragments = new ArrayList<>(reported.size());
            for (Deque<Committed> steps : reported) {
                fragments.add(steps.removeFirst().fragments);
            }
            finish(step, fragments);
        }
        finished.flush();
        return this;
    }

    private boolean allReported() {
        for (Deque<Committed> steps : reported) {
            if (steps.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void finish(long step, List<List<Signal>> fragments) {
        try {
            Map<Endpoint, Signal> values = joined(step, fragments);
            network.requireNumbers(population, step, values::get);
            finished.add(new CoordinatorActor.Finished(step, values));
        } catch (RunFailure e) {
            fail(e);
        } catch (OutOfMemoryError e) {
            fail(new RunFailure(population.name(), null, step, e));
        }
    }

    /** Reports a failure after all steps that were done before it. */
    private void fail(RunFailure cause) {
        finished.flush();
        coordinator.tell(new CoordinatorActor.Failed(cause));
    }

    private Map<Endpoint, Signal> joined(long step, List<List<Signal>> fragments) {
        Map<Endpoint, Signal> values = new LinkedHashMap<>();
        for (int s = 0; s < wanted.size(); s++) {
            if (wanted.at(s, step)) {
                int at = s;
                Signal whole = wanted.spec(s)
                        .whole(fragments.size(), i -> fragments.get(i).get(at));
                values.put(wanted.endpoint(s), whole);
            }
        }
        return values;
    }

    private Behavior<Command> onRead(Read request) {
        if (reading == null || reading.number() != request.reading) {
            reading = new StateReading(request.reading, reported.size(), ranges);
        }
        return handOn(reading.want());
    }

    private Behavior<Command> onBlock(Block answer) {
        return reading == null ? this : handOn(reading.take(answer));
    }

    private Behavior<Command> handOn(List<Block> blocks) {
        if (!blocks.isEmpty()) {
            coordinator.tell(new CoordinatorActor.Blocks(
                    reading.number(), blocks.stream().map(Block::bytes).toList(), reading.hasEnded()));
            reading = reading.hasEnded() ? null : reading;
        }
        return this;
    }

    private Behavior<Command> onLoad(Load request) {
        if (request.block.receiver() == PartitionActor.Command.ALL) {
            loads.open(request.block.number(), 0);
        } else {
            loading.add(request.block.number());
        }
        ranges.accept(request.block);
        return this;
    }

    private Behavior<Command> onLoaded(Loaded answer) {
        if (loading.remove(answer.number) || loads.accept(answer.index, answer.number, 0, true)) {
            coordinator.tell(new CoordinatorActor.Loaded(answer.number));
        }
        return this;
    }

    /** Keeps the first failure until all ranges have reported what they did before it. */
    private Behavior<Command> onBroken(Broken broken) {
        if (failure == null) {
            failure = broken.failure;
            halts.open(0, 0);
            ranges.accept(new PartitionActor.Halt());
        }
        return onHalted(new Halted(broken.index));
    }

    private Behavior<Command> onHalted(Halted answer) {
        if (halts.accept(answer.index, 0, 0, true)) {
            fail(failure);
        }
        return this;
    }
}
