package org.sparsecortex.simulations.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * How well units stand for known causes.
 *
 * <pre>  F1(t, A) = 2 |on_t and A| / (|on_t| + |A|),   on_t: samples with cause t, A: samples with an active unit  </pre>
 *
 * @param on whether a cause is there, by cause and sample
 * @param size magnitude of each cause in each sample
 * @param active whether a unit is active, by unit and sample
 */
record LatentScores(boolean[][] on, double[][] size, boolean[][] active) {
    private static final double LEAST_GAIN = 0.01;
    private static final int MOST_UNITS = 5;

    /**
     * Of causes and codes, both by row and sample.
     *
     * @param threshold magnitude above which a unit is active
     */
    static LatentScores of(double[][] latents, double[][] codes, double threshold) {
        return new LatentScores(above(latents, 0.0), magnitudes(latents), above(codes, threshold));
    }

    private static boolean[][] above(double[][] x, double threshold) {
        boolean[][] flags = new boolean[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < x[i].length; k++) {
                flags[i][k] = Math.abs(x[i][k]) > threshold;
            }
        }
        return flags;
    }

    private static double[][] magnitudes(double[][] x) {
        double[][] m = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < x[i].length; k++) {
                m[i][k] = Math.abs(x[i][k]);
            }
        }
        return m;
    }

    /** F1 of a cause and a set of samples; 0 if neither has any. */
    static double f1(boolean[] cause, boolean[] samples) {
        int both = 0;
        int either = 0;
        for (int k = 0; k < cause.length; k++) {
            both += cause[k] && samples[k] ? 1 : 0;
            either += (cause[k] ? 1 : 0) + (samples[k] ? 1 : 0);
        }
        return either == 0 ? 0.0 : 2.0 * both / either;
    }

    /** The units joined for a cause, the best alone first, until one more adds less than 0.01; at most five. */
    List<Integer> joined(int t) {
        List<Integer> chosen = new ArrayList<>();
        boolean[] union = new boolean[on[t].length];
        double reached = Double.NEGATIVE_INFINITY;
        while (chosen.size() < MOST_UNITS) {
            int best = -1;
            double most = -1.0;
            for (int j = 0; j < active.length; j++) {
                double f = chosen.contains(j) ? -1.0 : f1(on[t], or(union, active[j]));
                if (f > most) {
                    most = f;
                    best = j;
                }
            }
            if (best < 0 || most < reached + LEAST_GAIN) {
                break;
            }
            chosen.add(best);
            union = or(union, active[best]);
            reached = most;
        }
        return chosen;
    }

    /** F1 of a cause and samples in which any of these units is active. */
    double joinedF1(int t, List<Integer> units) {
        boolean[] union = new boolean[on[t].length];
        for (int j : units) {
            union = or(union, active[j]);
        }
        return f1(on[t], union);
    }

    private static boolean[] or(boolean[] a, boolean[] b) {
        boolean[] both = a.clone();
        for (int k = 0; k < both.length; k++) {
            both[k] |= b[k];
        }
        return both;
    }

    /** Share of the samples with cause t in which unit j is active, among those with, or without, another cause at least as strong; NaN of none. */
    double recall(int t, int j, boolean met) {
        int all = 0;
        int found = 0;
        for (int k = 0; k < on[t].length; k++) {
            if (on[t][k] && isMet(t, k) == met) {
                all++;
                found += active[j][k] ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : found / (double) all;
    }

    private boolean isMet(int t, int sample) {
        for (int u = 0; u < on.length; u++) {
            if (u != t && on[u][sample] && size[u][sample] >= size[t][sample]) {
                return true;
            }
        }
        return false;
    }
}
