package org.sparsecortex.neurons.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
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
 * Owns the kernel of one unit range and answers its population.
 *
 * <p>Requests are idempotent per (step, phase): one that was answered before gets the same answer again and changes nothing.
 */
final class PartitionActor extends AbstractBehavior<PartitionActor.Command> {
    private final int index;
    private final UnitRange range;
    private final List<String> signals;
    private final ActorRef<PopulationActor.Command> population;
    private final Reducer reducer;
    private final int phases;
    private final Kernel kernel;
    private PopulationActor.Proposed lastProposal;
    private PopulationActor.Committed lastCommit;
    private List<PopulationActor.Committed> lastRun = List.of();
    private final Reports<PopulationActor.Committed> reports;

    /** Requests of the population. */
    sealed interface Command {}

    /** Hands over the decision of the phase that was proposed last, and asks for the next proposal; either may be null. */
    record Round(Commit commit, Propose propose) implements Command {}

    /** Decision of a phase. */
    record Commit(Step step, int phase, Inputs inputs, Packet decision, boolean last) {}

    /** The phase to propose for. */
    record Propose(Step step, int phase, Inputs inputs) {}

    /** Asks for all phases of some steps, of the only range of a population. */
    record Run(List<Firing> firings) implements Command {}

    /** Asks for the whole state. */
    record Save() implements Command {}

    /** Replaces the state. */
    record Load(PopulationState state) implements Command {}

    static Behavior<Command> create(
            int index,
            UnitRange range,
            Model model,
            List<String> signals,
            ActorRef<PopulationActor.Command> population) {
        return Behaviors.setup(context -> new PartitionActor(context, index, range, model, signals, population));
    }

    private PartitionActor(
            ActorContext<Command> context,
            int index,
            UnitRange range,
            Model model,
            List<String> signals,
            ActorRef<PopulationActor.Command> population) {
        super(context);
        this.index = index;
        this.range = range;
        this.signals = signals;
        this.population = population;
        this.reducer = model.reducer();
        this.phases = model.phases();
        this.reports = new Reports<>(done -> population.tell(new PopulationActor.Ran(done)));
        this.kernel = create(model);
    }

    private Kernel create(Model model) {
        try {
            return model.kernel(range);
        } catch (Throwable e) {
            population.tell(new PopulationActor.Broken(range, -1, e));
            throw e;
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Round.class, this::onRound)
                .onMessage(Run.class, this::onRun)
                .onMessage(Save.class, this::onSave)
                .onMessage(Load.class, this::onLoad)
                .build();
    }

    private Behavior<Command> onRound(Round request) {
        Commit commit = request.commit;
        Propose propose = request.propose;
        Behavior<Command> next = this;
        if (commit != null) {
            next = guarded(commit.step.index(), () -> commit(commit));
        }
        if (propose != null && next == this) {
            next = guarded(propose.step.index(), () -> propose(propose));
        }
        if (next == this) {
            population.tell(new PopulationActor.Answer(
                    index, commit == null || !commit.last ? null : lastCommit, propose == null ? null : lastProposal));
        }
        return next;
    }

    private void commit(Commit request) {
        long step = request.step.index();
        boolean repeated = lastCommit != null && lastCommit.step() == step && lastCommit.phase() >= request.phase;
        if (!repeated) {
            kernel.commit(request.step, request.inputs, request.phase, request.decision);
            lastCommit = new PopulationActor.Committed(step, request.phase, request.last ? readSignals() : List.of());
        }
    }

    private void propose(Propose request) {
        long step = request.step.index();
        boolean repeated = lastProposal != null && lastProposal.step() == step && lastProposal.phase() == request.phase;
        if (!repeated) {
            lastProposal = new PopulationActor.Proposed(
                    step, request.phase, kernel.propose(request.step, request.inputs, request.phase));
        }
    }

    private Behavior<Command> onRun(Run request) {
        List<Firing> firings = request.firings;
        if (lastCommit != null && firings.get(firings.size() - 1).step().index() <= lastCommit.step()) {
            population.tell(new PopulationActor.Ran(lastRun));
            return this;
        }
        lastRun = new ArrayList<>(firings.size());
        Behavior<Command> next = this;
        for (int i = 0; i < firings.size() && next == this; i++) {
            Firing firing = firings.get(i);
            next = guarded(firing.step().index(), () -> run(firing));
        }
        reports.flush();
        return next;
    }

    private void run(Firing firing) {
        for (int phase = 0; phase < phases; phase++) {
            Packet proposal = kernel.propose(firing.step(), firing.inputs(), phase);
            Packet decision = decide(firing.step(), phase, proposal);
            kernel.commit(firing.step(), firing.inputs(), phase, decision);
        }
        lastCommit = new PopulationActor.Committed(firing.step().index(), phases - 1, readSignals());
        lastRun.add(lastCommit);
        reports.add(lastCommit);
    }

    private Packet decide(Step step, int phase, Packet proposal) {
        try {
            return reducer.reduce(step, phase, List.of(proposal));
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
        return guarded(-1, () -> population.tell(new PopulationActor.Saved(index, PopulationState.of(kernel))));
    }

    private Behavior<Command> onLoad(Load request) {
        return guarded(-1, () -> {
            request.state.loadInto(kernel);
            lastProposal = null;
            lastCommit = null;
            population.tell(new PopulationActor.Loaded(index));
        });
    }

    /** Runs kernel code; whatever it throws stops the run, after the steps done before, and this actor. */
    private Behavior<Command> guarded(long step, Runnable work) {
        try {
            work.run();
            return this;
        } catch (UndecidedException e) {
            reports.flush();
            population.tell(new PopulationActor.Broken(null, step, e.getCause()));
            return Behaviors.stopped();
        } catch (Throwable e) {
            reports.flush();
            population.tell(new PopulationActor.Broken(range, step, e));
            return Behaviors.stopped();
        }
    }

    /** The decision of a population failed, not the kernel of a range. */
    private static final class UndecidedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UndecidedException(RuntimeException cause) {
            super(cause);
        }
    }
}
