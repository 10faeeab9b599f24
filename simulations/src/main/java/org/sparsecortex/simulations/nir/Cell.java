package org.sparsecortex.simulations.nir;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.spiking.cell.LifDelta;
import org.sparsecortex.spiking.cell.LifExp;
import org.sparsecortex.spiking.cell.NeuronModel;

/**
 * One neuron of a node as one of ours, and what an input of 1 for one step is worth to it.
 *
 * <pre>
 *   LIF      tau v' = (v_leak - v) + R x     CubaLIF  tau_mem v' = (v_leak - v) + R I,  tau_syn I' = -I + w_in x     IF  v' = R x
 *   v &gt; v_threshold: spike, v = v_reset;     a spike is x = 1 for one step h
 *   EULER    a step decays by 1 - h/tau and adds h/tau of what drives      EXACT   by exp(-h/tau), and 1 - exp(-h/tau) of it
 * </pre>
 *
 * Both are steps of our exact integration with the time constant tau' whose exp(-h/tau') is that decay. Volts of the file stand as
 * millivolts. Source: Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9.
 *
 * @param model the neuron
 * @param perInput weight of a spike over a connection of weight 1
 */
record Cell(NeuronModel model, double perInput) {
    /** How time is cut into steps. */
    enum Scheme {
        /** Forward Euler, by which the libraries of the format train. */
        EULER,
        /** Exactly, for an input that is constant within a step. */
        EXACT;

        /** Part of a variable that a step takes away. */
        private double lost(double tau, double h) {
            return this == EULER ? h / tau : -ExactMath.expm1(-h / tau);
        }
    }

    private static final double NO_LEAK_MS = 1e18;

    /** The parameters of a neuron, as its node has them; absent ones are NaN. */
    record Values(double tau, double tauSyn, double r, double leak, double threshold, double reset, double wIn) {}

    static Cell of(NirNode node, Values v, Scheme scheme, double h) {
        try {
            return switch (node.type()) {
                case "LIF" -> lif(node, v, scheme, h);
                case "CubaLIF" -> cubaLif(node, v, scheme, h);
                case "IF" -> new Cell(delta(NO_LEAK_MS, 0, v), v.r * h);
                default -> throw new IllegalStateException(node.type());
            };
        } catch (ParameterException e) {
            throw node.wrong("cannot be had: " + e.getMessage());
        }
    }

    private static Cell lif(NirNode node, Values v, Scheme scheme, double h) {
        double lost = lost(node, "tau", v.tau, scheme, h);
        return new Cell(delta(tauMs(lost, h), v.leak, v), v.r * lost);
    }

    private static LifDelta delta(double tauMs, double leak, Values v) {
        return new LifDelta(1, tauMs, leak, Math.nextUp(v.threshold), v.reset, 0);
    }

    /** The current acts on v in the step after the one in which it came, as in forward Euler. */
    private static Cell cubaLif(NirNode node, Values v, Scheme scheme, double h) {
        double lost = lost(node, "tau_mem", v.tau, scheme, h);
        double lostSyn = lost(node, "tau_syn", v.tauSyn, scheme, h);
        double syn = tauMs(lostSyn, h);
        LifExp model = new LifExp(1, tauMs(lost, h), syn, syn, v.leak, Math.nextUp(v.threshold), v.reset, 0);
        double perCurrent = v.r * lost / model.p21(syn, 1000 * h);
        return new Cell(model, v.wIn * lostSyn * perCurrent);
    }

    private static double lost(NirNode node, String name, double tau, Scheme scheme, double h) {
        double lost = scheme.lost(tau, h);
        if (!(tau > 0 && lost < 1 && lost > 0)) {
            throw node.wrong("has " + name + " = " + tau + " s; it must be above the step of " + h + " s");
        }
        return lost;
    }

    /** tau' of exp(-h/tau') = 1 - lost, in ms. */
    private static double tauMs(double lost, double h) {
        return -1000 * h / ExactMath.log1p(-lost);
    }
}
