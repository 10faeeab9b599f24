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
    private final double[] inverse;

    Cable(List<Compartment> compartments) {
        size = compartments.size();
        parent = new int[size];
        capacitance = new double[size];
        coupling = new double[size];
        staticConductance = new double[size];
        staticDrive = new double[size];
        diagonal = new double[size];
        inverse = new double[size];
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
            inverse[c] = 1.0 / diagonal[c];
            double factor = coupling[c] * inverse[c];
            diagonal[parent[c]] -= coupling[c] * factor;
            drive[parent[c]] += factor * drive[c];
        }
        mid[0] = Double.isNaN(clampMv) ? drive[0] / diagonal[0] : clampMv;
        for (int c = 1; c < size; c++) {
            mid[c] = (drive[c] + coupling[c] * mid[parent[c]]) * inverse[c];
        }
    }

    /**
     * The same for cells side by side, with the same bits: arrays by compartment, then by cell; no soma is clamped.
     *
     * @param diagonals scratch
     * @param mid written
     * @param cells how many
     */
    void midpoint(
            double hMs,
            double[][] v0,
            double[][] conductance,
            double[][] drive,
            double[][] diagonals,
            double[][] mid,
            int cells) {
        for (int c = 0; c < size; c++) {
            double capacitive = 2.0 * capacitance[c] / hMs;
            charge(
                    capacitive,
                    staticConductance[c],
                    staticDrive[c],
                    conductance[c],
                    v0[c],
                    diagonals[c],
                    drive[c],
                    cells);
        }
        for (int c = size - 1; c > 0; c--) {
            eliminate(coupling[c], diagonals[c], drive[c], diagonals[parent[c]], drive[parent[c]], cells);
        }
        solve(drive[0], diagonals[0], mid[0], cells);
        for (int c = 1; c < size; c++) {
            substitute(coupling[c], drive[c], mid[parent[c]], diagonals[c], mid[c], cells);
        }
    }

    private static void charge(
            double capacitive,
            double leak,
            double rest,
            double[] conductance,
            double[] v0,
            double[] diagonal,
            double[] drive,
            int cells) {
        for (int i = 0; i < cells; i++) {
            diagonal[i] = capacitive + leak + conductance[i];
            drive[i] += capacitive * v0[i] + rest;
        }
    }

    /** The diagonal of the compartment becomes its inverse. */
    private static void eliminate(
            double coupling, double[] diagonal, double[] drive, double[] diagonalUp, double[] driveUp, int cells) {
        for (int i = 0; i < cells; i++) {
            double inverse = 1.0 / diagonal[i];
            double factor = coupling * inverse;
            diagonal[i] = inverse;
            diagonalUp[i] -= coupling * factor;
            driveUp[i] += factor * drive[i];
        }
    }

    private static void solve(double[] drive, double[] diagonal, double[] mid, int cells) {
        for (int i = 0; i < cells; i++) {
            mid[i] = drive[i] / diagonal[i];
        }
    }

    private static void substitute(
            double coupling, double[] drive, double[] midUp, double[] inverse, double[] mid, int cells) {
        for (int i = 0; i < cells; i++) {
            mid[i] = (drive[i] + coupling * midUp[i]) * inverse[i];
        }
    }
}
