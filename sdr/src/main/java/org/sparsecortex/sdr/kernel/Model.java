package org.sparsecortex.sdr.kernel;

import java.util.function.Function;

/**
 * A population ready to be cut into ranges: parameters, seed and input shapes are bound. Immutable.
 *
 * @param <P> what its ranges propose
 * @param <D> what it decides
 */
public interface Model<P extends Packet, D extends Packet> {
    /** A fresh kernel for a range of the units, in its initial state. */
    Kernel<P, D> kernel(UnitRange range);

    /** Rounds of propose and commit in one step, at least 1. */
    default int rounds() {
        return 1;
    }

    /** The population's decision rule. */
    Reducer<P, D> reducer();

    /** This model in a run that is one of several: its kernels count their steps on from {@code before} steps elsewhere. */
    default Model<P, D> after(long before) {
        return before == 0 ? this : of(rounds(), range -> new LaterKernel<>(kernel(range), before), reducer());
    }

    /** A model of one round a step. */
    static <P extends Packet, D extends Packet> Model<P, D> of(
            Function<UnitRange, Kernel<P, D>> kernels, Reducer<P, D> reducer) {
        return of(1, kernels, reducer);
    }

    /** A model of {@code rounds} rounds a step. */
    static <P extends Packet, D extends Packet> Model<P, D> of(
            int rounds, Function<UnitRange, Kernel<P, D>> kernels, Reducer<P, D> reducer) {
        return new Model<>() {
            @Override
            public Kernel<P, D> kernel(UnitRange range) {
                return kernels.apply(range);
            }

            @Override
            public int rounds() {
                return rounds;
            }

            @Override
            public Reducer<P, D> reducer() {
                return reducer;
            }
        };
    }

    /** A model whose units neither compete nor share anything. */
    static Model<Packet.Nothing, Packet.Nothing> independent(
            Function<UnitRange, Kernel<Packet.Nothing, Packet.Nothing>> kernels) {
        return of(kernels, Reducer.none());
    }
}
