package org.sparsecortex.sdr.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Carries one population through steps over a list of kernels, on the calling thread: all propose, one decision, all commit.
 *
 * @param <P> what its ranges propose
 * @param <D> what it decides
 */
public final class StepDriver<P extends Packet, D extends Packet> {
    private final String name;
    private final Model<P, D> model;
    private final List<Kernel<P, D>> kernels;

    private StepDriver(String name, Model<P, D> model, List<UnitRange> ranges) {
        this.name = name;
        this.model = model;
        this.kernels = ranges.stream().map(model::kernel).toList();
    }

    /** A driver of fresh kernels for consecutive ranges that cover all units. */
    public static StepDriver<?, ?> of(Population population, List<UnitRange> ranges) {
        return of(population.name(), population.model(), ranges);
    }

    /** As {@link #of(Population, List)} for a model that stands in no network. */
    public static <P extends Packet, D extends Packet> StepDriver<P, D> of(
            String name, Model<P, D> model, List<UnitRange> ranges) {
        return new StepDriver<>(name, model, ranges);
    }

    /**
     * Runs all rounds of a step.
     *
     * @param inputs what arrives; asked for once
     * @throws RunFailure if the inputs, a kernel or the decision fail, with the range if it was a kernel
     */
    public void step(Step step, Supplier<Inputs> inputs) {
        UnitRange at = null;
        try {
            Inputs arrived = inputs.get();
            for (int round = 0; round < model.rounds(); round++) {
                List<P> proposals = new ArrayList<>(kernels.size());
                for (Kernel<P, D> kernel : kernels) {
                    at = kernel.range();
                    proposals.add(kernel.propose(step, arrived, round));
                }
                at = null;
                D decision = model.reducer().reduce(step, round, proposals);
                for (Kernel<P, D> kernel : kernels) {
                    at = kernel.range();
                    kernel.commit(step, arrived, round, decision);
                }
                at = null;
            }
        } catch (RuntimeException e) {
            throw new RunFailure(name, at, step.index(), e);
        }
    }

    /** The whole signal of the step just done. */
    public Signal read(SignalSpec spec) {
        if (spec.scope() == SignalSpec.Scope.GLOBAL) {
            return kernels.get(0).read(spec.name());
        }
        return Signal.join(kernels.stream().map(k -> k.read(spec.name())).toList());
    }

    /** The state of all units. */
    public PopulationState save() {
        return PopulationState.join(kernels.stream().map(PopulationState::of).toList());
    }

    /** Replaces the state of all units. */
    public void load(PopulationState state) {
        kernels.forEach(state::loadInto);
    }
}
