package org.sparsecortex.neurons.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.PopulationState;
import org.sparsecortex.sdr.network.RunFailure;

/**
 * Leads the ranges of one population through the phases of each step.
 *
 * <p>The barrier is keyed by (step, phase, range): answers that came before, or belong to another phase, are ignored. The
 * proposal of the next step is asked for together with the last commit, so a step costs one round trip when inputs wait: a
 * range answers in order, so all have committed a step before all have proposed the next one. A population of one range has
 * nothing to wait for and takes every step as it comes.
 */
final class PopulationActor extends AbstractBehavior<PopulationActor.Command> {
    private final Network network;
    private final Population population;
    private final List<SignalSpec> signals;
    private final ActorRef<CoordinatorActor.Command> coordinator;
    private final List<ActorRef<PartitionActor.Command>> partitions = new ArrayList<>();
    private final int phases;
    private final Deque<Fire> waiting = new ArrayDeque<>();
    private final Barrier<Packet> proposals;
    private final Barrier<List<Signal>> commits;
    private final Barrier<PopulationState> states;
    private final Barrier<Boolean> loads;
    private Fire current;
    private int phase;

    /** Messages from the coordinator and the partitions. */
    sealed interface Command {}

    /** All inputs of a step are there. */
    record Fire(Step step, Inputs inputs) implements Command {}

    /** A range's proposal. */
    record Proposed(int index, long step, int phase, Packet packet) implements Command {}

    /** A range has committed; its fragments of the wanted signals after the last phase. */
    record Committed(int index, long step, int phase, List<Signal> fragments) implements Command {}

    /** Asks for the state of all ranges. */
    record SaveAll() implements Command {}

    /** A range's state. */
    record Saved(int index, PopulationState state) implements Command {}

    /** Replaces the state of all ranges. */
    record LoadAll(PopulationState state) implements Command {}

    /** A range has loaded its state. */
    record Loaded(int index) implements Command {}

    /** A range threw. */
    record Broken(UnitRange range, long step, Throwable cause) implements Command {}

    static Behavior<Command> create(
            Network network,
            Population population,
            List<UnitRange> ranges,
            List<SignalSpec> signals,
            ActorRef<CoordinatorActor.Command> coordinator) {
        return Behaviors.setup(c -> new PopulationActor(c, network, population, ranges, signals, coordinator));
    }

    private PopulationActor(
            ActorContext<Command> context,
            Network network,
            Population population,
            List<UnitRange> ranges,
            List<SignalSpec> signals,
            ActorRef<CoordinatorActor.Command> coordinator) {
        super(context);
        this.network = network;
        this.population = population;
        this.signals = signals;
        this.coordinator = coordinator;
        this.phases = population.model().phases();
        this.proposals = new Barrier<>(ranges.size());
        this.commits = new Barrier<>(ranges.size());
        this.states = new Barrier<>(ranges.size());
        this.loads = new Barrier<>(ranges.size());
        List<String> names = signals.stream().map(SignalSpec::name).toList();
        for (int i = 0; i < ranges.size(); i++) {
            UnitRange range = ranges.get(i);
            var partition = context.spawnAnonymous(
                    PartitionActor.create(i, range, population.model(), names, context.getSelf()),
                    DispatcherSelector.sameAsParent());
            context.watchWith(partition, new Broken(range, -1, new IllegalStateException("its actor ended")));
            partitions.add(partition);
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Fire.class, this::onFire)
                .onMessage(Proposed.class, this::onProposed)
                .onMessage(Committed.class, this::onCommitted)
                .onMessage(SaveAll.class, this::onSaveAll)
                .onMessage(Saved.class, this::onSaved)
                .onMessage(LoadAll.class, this::onLoadAll)
                .onMessage(Loaded.class, this::onLoaded)
                .onMessage(Broken.class, this::onBroken)
                .build();
    }

    private Behavior<Command> onFire(Fire fire) {
        if (partitions.size() == 1) {
            partitions.get(0).tell(new PartitionActor.Run(fire.step, fire.inputs));
            return this;
        }
        waiting.addLast(fire);
        if (current == null) {
            startNext();
        }
        return this;
    }

    private void startNext() {
        current = waiting.pollFirst();
        if (current != null) {
            ask(0);
        }
    }

    private void ask(int nextPhase) {
        phase = nextPhase;
        proposals.open(current.step.index(), nextPhase);
        tellAll(new PartitionActor.Propose(current.step, nextPhase, current.inputs));
    }

    private Behavior<Command> onProposed(Proposed answer) {
        if (proposals.accept(answer.index, answer.step, answer.phase, answer.packet)) {
            decide();
        }
        return this;
    }

    private void decide() {
        Packet decision;
        try {
            decision = population.model().reducer().reduce(current.step, phase, proposals.values());
        } catch (RuntimeException e) {
            coordinator.tell(new CoordinatorActor.Failed(population.name(), null, current.step.index(), e));
            return;
        }
        boolean last = phase == phases - 1;
        if (last) {
            commits.open(current.step.index(), phase);
        }
        tellAll(new PartitionActor.Commit(current.step, phase, current.inputs, decision, last));
        if (last) {
            startNext();
        } else {
            ask(phase + 1);
        }
    }

    private Behavior<Command> onCommitted(Committed answer) {
        if (partitions.size() == 1) {
            finish(answer.step, List.of(answer.fragments));
        } else if (commits.accept(answer.index, answer.step, answer.phase, answer.fragments)) {
            finish(answer.step, commits.values());
        }
        return this;
    }

    private void finish(long step, List<List<Signal>> fragments) {
        Map<Endpoint, Signal> values = joined(fragments);
        try {
            network.requireNumbers(population, step, values::get);
            coordinator.tell(new CoordinatorActor.Done(population.name(), step, values));
        } catch (RunFailure e) {
            coordinator.tell(new CoordinatorActor.Failed(population.name(), null, step, e));
        }
    }

    private Map<Endpoint, Signal> joined(List<List<Signal>> fragments) {
        Map<Endpoint, Signal> values = new LinkedHashMap<>();
        for (int s = 0; s < signals.size(); s++) {
            int at = s;
            Signal whole = signals.get(s).scope() == SignalSpec.Scope.GLOBAL
                    ? fragments.get(0).get(s)
                    : Signal.join(fragments.stream().map(f -> f.get(at)).toList());
            values.put(new Endpoint(population.name(), signals.get(s).name()), whole);
        }
        return values;
    }

    private Behavior<Command> onSaveAll(SaveAll request) {
        states.open(0, 0);
        tellAll(new PartitionActor.Save());
        return this;
    }

    private Behavior<Command> onSaved(Saved answer) {
        if (states.accept(answer.index, 0, 0, answer.state)) {
            coordinator.tell(new CoordinatorActor.StateOf(population.name(), PopulationState.join(states.values())));
        }
        return this;
    }

    private Behavior<Command> onLoadAll(LoadAll request) {
        loads.open(0, 0);
        tellAll(new PartitionActor.Load(request.state));
        return this;
    }

    private Behavior<Command> onLoaded(Loaded answer) {
        if (loads.accept(answer.index, 0, 0, true)) {
            coordinator.tell(new CoordinatorActor.StateLoaded(population.name()));
        }
        return this;
    }

    private Behavior<Command> onBroken(Broken failure) {
        coordinator.tell(new CoordinatorActor.Failed(population.name(), failure.range, failure.step, failure.cause));
        return this;
    }

    private void tellAll(PartitionActor.Command command) {
        for (ActorRef<PartitionActor.Command> partition : partitions) {
            partition.tell(command);
        }
    }
}
