package org.sparsecortex.simulations.run;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;

/** Populations whose kernels break the contract in one way, to prove that tests notice. */
final class Mutants {
    private Mutants() {}

    /** The number of units in the range leaks into every vector of doubles. */
    static Population readsItsBounds(Population p) {
        return with(p, mutated(p.model(), true, false));
    }

    /** The state of units is neither written nor read. */
    static Population forgetsItsUnits(Population p) {
        return with(p, mutated(p.model(), false, true));
    }

    private static Population with(Population p, Model<?, ?> model) {
        return new Population(p.name(), p.units(), p.ports(), p.signals(), model);
    }

    private static <P extends Packet, D extends Packet> Model<P, D> mutated(
            Model<P, D> model, boolean bounds, boolean forgets) {
        return Model.of(model.rounds(), range -> new Mutant<>(model.kernel(range), bounds, forgets), model.reducer());
    }

    private record Mutant<P extends Packet, D extends Packet>(Kernel<P, D> inner, boolean bounds, boolean forgets)
            implements Kernel<P, D> {
        @Override
        public UnitRange range() {
            return inner.range();
        }

        @Override
        public P propose(Step step, Inputs inputs, int round) {
            return inner.propose(step, inputs, round);
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, D decision) {
            inner.commit(step, inputs, round, decision);
        }

        @Override
        public Signal read(String signal) {
            Signal value = inner.read(signal);
            if (!bounds || !(value instanceof Reals reals)) {
                return value;
            }
            double[] leaking = reals.toArray();
            for (int i = 0; i < leaking.length; i++) {
                leaking[i] += range().size() * 1e-3;
            }
            return Reals.wrap(leaking);
        }

        @Override
        public void shared(State state) {
            inner.shared(state);
        }

        @Override
        public void unit(int unit, State state) {
            if (!forgets) {
                inner.unit(unit, state);
            }
        }

        @Override
        public void loaded() {
            inner.loaded();
        }
    }
}
