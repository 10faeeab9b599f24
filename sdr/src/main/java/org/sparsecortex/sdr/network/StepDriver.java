package org.sparsecortex.sdr.network;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.sdr.state.StateInput;
import org.sparsecortex.sdr.state.StateLoading;

/**
 * Carries one population through steps on the calling thread: all ranges propose, one decision, all commit; then its signals
 * can be read. The sequential runner has one for each population; tests and benchmarks drive single models with it.
 *
 * <pre>
 *   StepDriver&lt;?, ?&gt; memory = StepDriver.of(Population.of(context, params));
 *   memory.step(new Step(0, true, false), columns);
 *   Signal anomaly = memory.read("anomaly");
 * </pre>
 *
 * @param <P> what its ranges propose
 * @param <D> what it decides
 */
public final class StepDriver<P extends Packet, D extends Packet> {
    private final Population population;
    private final List<RangeDriver<P, D>> ranges;

    private StepDriver(Population population, Model<P, D> model, List<UnitRange> cut) {
        Plan.requireCover(population.name(), cut, population.units());
        this.population = population;
        this.ranges = cut.stream()
                .map(range -> RangeDriver.of(population.name(), model, range))
                .toList();
    }

    /** A driver of fresh kernels for consecutive ranges that cover all units. */
    public static StepDriver<?, ?> of(Population population, List<UnitRange> ranges) {
        return of(population, population.model(), ranges);
    }

    /** A driver of {@code parts} ranges of nearly equal length. */
    public static StepDriver<?, ?> of(Population population, int parts) {
        return of(population, UnitRange.split(population.units(), parts));
    }

    /** A driver of one range. */
    public static StepDriver<?, ?> of(Population population) {
        return of(population, 1);
    }

    private static <P extends Packet, D extends Packet> StepDriver<P, D> of(
            Population population, Model<P, D> model, List<UnitRange> ranges) {
        return new StepDriver<>(population, model, ranges);
    }

    /**
     * Runs all rounds of a step.
     *
     * @param inputs what arrives; asked for once
     * @throws RunFailure if the inputs, a kernel or the decision fail, with the range if it was a kernel
     */
    public void step(Step step, Supplier<Inputs> inputs) {
        Inputs arrived;
        try {
            arrived = inputs.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure(population.name(), null, step.index(), e);
        }
        RangeDriver<P, D> first = ranges.get(0);
        for (int round = 0; round < first.rounds(); round++) {
            D decision = first.decide(step, round, proposals(step, arrived, round));
            for (RangeDriver<P, D> range : ranges) {
                range.commit(step, arrived, round, decision);
            }
        }
    }

    private List<P> proposals(Step step, Inputs arrived, int round) {
        if (ranges.size() == 1) {
            return List.of(ranges.get(0).propose(step, arrived, round));
        }
        List<P> proposals = new ArrayList<>(ranges.size());
        for (RangeDriver<P, D> range : ranges) {
            proposals.add(range.propose(step, arrived, round));
        }
        return proposals;
    }

    /** As {@link #step(Step, Supplier)} with the signals at all ports in their order, null at an open one. */
    public void step(Step step, Signal... ports) {
        step(step, () -> new Inputs(population.ports(), ports));
    }

    /** The whole signal of the step just done. */
    public Signal read(SignalSpec spec) {
        if (ranges.size() == 1) {
            return ranges.get(0).read(spec.name());
        }
        return spec.whole(ranges.size(), i -> ranges.get(i).read(spec.name()));
    }

    /**
     * The whole signal of the step just done.
     *
     * @throws IllegalArgumentException if the population has no signal of that name
     */
    public Signal read(String signal) {
        return read(population.signal(signal));
    }

    /** The state of all units, read from the kernels: good until the next step. */
    public PopulationState save() {
        return PopulationState.of(population.units(), this::blocks);
    }

    /** The blocks of the state, behind the number of units. */
    Iterator<byte[]> blocks() {
        Iterator<RangeDriver<P, D>> left = ranges.iterator();
        return new Iterator<>() {
            private Iterator<byte[]> open = left.next().save(true);

            @Override
            public boolean hasNext() {
                while (!open.hasNext() && left.hasNext()) {
                    open = left.next().save(false);
                }
                return open.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return open.next();
            }
        };
    }

    /**
     * Replaces the state of all units.
     *
     * @throws IllegalArgumentException if it is one of other units
     */
    public void load(PopulationState state) {
        List<StateLoading> loading = ranges.stream().map(RangeDriver::load).toList();
        try (StateInput in = new StateInput(state)) {
            in.pieces(1).forEachRemaining(block -> loading.forEach(range -> range.take(block)));
            for (int i = 0; i < ranges.size(); i++) {
                in.pieces(ranges.get(i).range().size()).forEachRemaining(loading.get(i)::take);
            }
            in.finish();
        }
        loading.forEach(StateLoading::finish);
    }
}
