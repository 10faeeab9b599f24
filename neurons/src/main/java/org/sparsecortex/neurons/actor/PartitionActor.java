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
    private Step proposedStep;
    private PopulationActor.Proposed lastProposal;
    private PopulationActor.Committed lastCommit;

    /** Requests of the population. */
    sealed interface Command {}

    /** Asks for the proposal of a phase. */
    record Propose(Step step, int phase, Inputs inputs) implements Command {}

    /** Hands over the decision of the phase that was proposed last. */
    record Commit(Step step, int phase, Inputs inputs, Packet decision, boolean last) implements Command {}

    /** Asks for all phases of a step, of the only range of a population. */
    record Run(Step step, Inputs inputs) implements Command {}

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
                .onMessage(Propose.class, this::onPropose)
                .onMessage(Commit.class, this::onCommit)
                .onMessage(Run.class, this::onRun)
                .onMessage(Save.class, this::onSave)
                .onMessage(Load.class, this::onLoad)
                .build();
    }

    private Behavior<Command> onPropose(Propose request) {
        boolean repeated = lastProposal != null
                && proposedStep.index() == request.step.index()
                && lastProposal.phase() == request.phase;
        return guarded(request.step.index(), () -> {
            if (!repeated) {
                Packet packet = kernel.propose(request.step, request.inputs, request.phase);
                proposedStep = request.step;
                lastProposal = new PopulationActor.Proposed(index, request.step.index(), request.phase, packet);
            }
            population.tell(lastProposal);
        });
    }

    private Behavior<Command> onCommit(Commit request) {
        boolean repeated =
                lastCommit != null && lastCommit.step() == request.step.index() && lastCommit.phase() >= request.phase;
        return guarded(request.step.index(), () -> {
            if (!repeated) {
                kernel.commit(request.step, request.inputs, request.phase, request.decision);
                lastCommit = new PopulationActor.Committed(
                        index, request.step.index(), request.phase, request.last ? readSignals() : List.of());
            }
            if (request.last) {
                population.tell(lastCommit);
            }
        });
    }

    private Behavior<Command> onRun(Run request) {
        long index = request.step.index();
        return guarded(index, () -> {
            if (lastCommit == null || lastCommit.step() != index) {
                for (int phase = 0; phase < phases; phase++) {
                    Packet proposal = kernel.propose(request.step, request.inputs, phase);
                    Packet decision = decide(request.step, phase, proposal);
                    kernel.commit(request.step, request.inputs, phase, decision);
                }
                lastCommit = new PopulationActor.Committed(0, index, phases - 1, readSignals());
            }
            population.tell(lastCommit);
        });
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

    /** Runs kernel code; whatever it throws stops the run and this actor. */
    private Behavior<Command> guarded(long step, Runnable work) {
        try {
            work.run();
            return this;
        } catch (UndecidedException e) {
            population.tell(new PopulationActor.Broken(null, step, e.getCause()));
            return Behaviors.stopped();
        } catch (Throwable e) {
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
