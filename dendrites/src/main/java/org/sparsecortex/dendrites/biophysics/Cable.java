package org.sparsecortex.dendrites.biophysics;

import java.util.List;

/**
 * The linear part of a cell: capacitive, leak and axial currents on a tree of compartments.
 *
 * <p>Units: pF mV / ms = pA and nS mV = pA, so no factors occur.
 */
final class Cable {
    private final int size;
    private final int[] parent;
    private final double[] capacitance;
    private final double[] coupling;
    private final double[] staticConductance;
    private final double[] staticDrive;
    private final double[] diagonal;

    Cable(List<Compartment> compartments) {
        size = compartments.size();
        parent = new int[size];
        capacitance = new double[size];
        coupling = new double[size];
        staticConductance = new double[size];
        staticDrive = new double[size];
        diagonal = new double[size];
        List<String> names = compartments.stream().map(Compartment::name).toList();
        for (int c = 0; c < size; c++) {
            Compartment one = compartments.get(c);
            parent[c] = names.indexOf(one.parent());
            capacitance[c] = one.capacitancePf();
            coupling[c] = one.couplingNs();
            staticConductance[c] += one.leakNs() + one.couplingNs();
            staticDrive[c] = one.leakNs() * one.restMv();
            if (c > 0) {
                staticConductance[parent[c]] += one.couplingNs();
            }
        }
    }

    /**
     * Voltages half a step later by the implicit midpoint rule, with conductances held:
     *
     * <pre>  (2 C / h + G) V_mid = 2 C / h V_0 + b,   V_1 = 2 V_mid - V_0   (local error h^3)  </pre>
     *
     * Solved by elimination from the leaves (Hines 1984), in a number of operations proportional to the compartments.
     *
     * @param conductance further conductances, nS
     * @param drive further currents at 0 mV, pA; used up
     * @param clampMv voltage of a clamped soma; NaN if it is free
     * @param mid written
     */
    void midpoint(double hMs, double[] v0, double[] conductance, double[] drive, double clampMv, double[] mid) {
        for (int c = 0; c < size; c++) {
            double capacitive = 2.0 * capacitance[c] / hMs;
            diagonal[c] = capacitive + staticConductance[c] + conductance[c];
            drive[c] += capacitive * v0[c] + staticDrive[c];
        }
        for (int c = size - 1; c > 0; c--) {
            double factor = coupling[c] / diagonal[c];
            diagonal[parent[c]] -= coupling[c] * factor;
            drive[parent[c]] += factor * drive[c];
        }
        mid[0] = Double.isNaN(clampMv) ? drive[0] / diagonal[0] : clampMv;
        for (int c = 1; c < size; c++) {
            mid[c] = (drive[c] + coupling[c] * mid[parent[c]]) / diagonal[c];
        }
    }
}
