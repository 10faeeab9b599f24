package org.sparsecortex.v1.learn;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;

/**
 * Applies a learning rule to a dictionary, batch by batch; sums run over patches in ascending order.
 *
 * <pre>
 *   gradient          phi_k += eta g_k [/ (h_k + mean h)],   g_k = sum_p r_pk e_p,   h_k = sum_p r_pk^2,   e = x - Phi r
 *   block-coordinate  A = beta A + sum r r^T,  B = beta B + sum x r^T,  phi_k += (b_k - sum_j A_kj phi_j) / A_kk
 * </pre>
 *
 * <p>Norms are restored by {@link Dictionary#refresh}. Differs from Mairal et al.: atoms get unit norm instead of at most unit
 * norm, as in the V1 study.
 */
final class DictionaryUpdate {
    private final LearningRule rule;
    private final int atoms;
    private final int pixels;
    private final float[][] step;
    private final float[] energy;
    private final float[] error;
    private final float[] moments;
    private final float[][] fields;

    DictionaryUpdate(LearningRule rule, int atoms, int pixels) {
        this.rule = rule;
        this.atoms = atoms;
        this.pixels = pixels;
        this.step = new float[atoms][pixels];
        this.energy = new float[atoms];
        this.error = new float[pixels];
        boolean keepsMoments = rule instanceof LearningRule.BlockCoordinate;
        this.moments = new float[keepsMoments ? atoms * atoms : 0];
        this.fields = new float[keepsMoments ? atoms : 0][pixels];
    }

    /** Changes the atoms of {@code dictionary}; {@code batch} counts the batches learnt before. */
    void apply(Dictionary dictionary, float[] patches, Codes codes, long batch) {
        if (rule instanceof LearningRule.Gradient gradient) {
            accumulateGradient(dictionary, patches, codes);
            addGradient(dictionary, gradient, batch);
        } else if (rule instanceof LearningRule.BlockCoordinate block) {
            accumulateMoments(patches, codes, (float) block.forgetting());
            passOverAtoms(dictionary);
        }
    }

    private void accumulateGradient(Dictionary dictionary, float[] patches, Codes codes) {
        for (float[] row : step) {
            Arrays.fill(row, 0f);
        }
        Arrays.fill(energy, 0f);
        for (int p = 0; p < codes.size(); p++) {
            System.arraycopy(patches, p * pixels, error, 0, pixels);
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                Floats.add(-codes.value(e), dictionary.atom(codes.atom(e)), error);
            }
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                Floats.add(codes.value(e), error, step[codes.atom(e)]);
                energy[codes.atom(e)] += codes.value(e) * codes.value(e);
            }
        }
    }

    private void addGradient(Dictionary dictionary, LearningRule.Gradient gradient, long batch) {
        double rate = gradient.halfLife() > 0 ? gradient.rate() / (1 + batch / gradient.halfLife()) : gradient.rate();
        double mean = 0;
        for (float h : energy) {
            mean += h / atoms;
        }
        for (int k = 0; k < atoms; k++) {
            if (energy[k] > 0) {
                double eta = gradient.normalised() ? rate / (energy[k] + mean) : rate;
                add((float) eta, step[k], dictionary.atoms(), k * pixels);
            }
        }
    }

    private void accumulateMoments(float[] patches, Codes codes, float forgetting) {
        for (int i = 0; i < moments.length; i++) {
            moments[i] *= forgetting;
        }
        for (float[] row : step) {
            for (int i = 0; i < pixels; i++) {
                row[i] *= forgetting;
            }
        }
        for (int p = 0; p < codes.size(); p++) {
            System.arraycopy(patches, p * pixels, error, 0, pixels);
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                int row = codes.atom(e) * atoms;
                for (int f = codes.first(p); f < codes.first(p + 1); f++) {
                    moments[row + codes.atom(f)] += codes.value(e) * codes.value(f);
                }
                Floats.add(codes.value(e), error, step[codes.atom(e)]);
            }
        }
    }

    private void passOverAtoms(Dictionary dictionary) {
        float[] phi = dictionary.atoms();
        for (int k = 0; k < atoms; k++) {
            System.arraycopy(phi, k * pixels, fields[k], 0, pixels);
        }
        for (int k = 0; k < atoms; k++) {
            float own = moments[k * atoms + k];
            if (own > 1e-6f) {
                System.arraycopy(step[k], 0, error, 0, pixels);
                for (int j = 0; j < atoms; j++) {
                    if (moments[k * atoms + j] != 0) {
                        Floats.add(-moments[k * atoms + j], fields[j], error);
                    }
                }
                Floats.add(1 / own, error, fields[k]);
                normalise(fields[k]);
                System.arraycopy(fields[k], 0, phi, k * pixels, pixels);
            }
        }
    }

    private void normalise(float[] field) {
        double sum = 0;
        for (float v : field) {
            sum += (double) v * v;
        }
        float scale = sum > 0 ? (float) (1 / Math.sqrt(sum)) : 0f;
        for (int i = 0; i < pixels; i++) {
            field[i] *= scale;
        }
    }

    private void add(float s, float[] a, float[] y, int yAt) {
        for (int i = 0; i < pixels; i++) {
            y[yAt + i] += s * a[i];
        }
    }

    /** Forgets what the moments hold of an atom that was replaced. */
    void forget(int atom) {
        if (moments.length > 0) {
            for (int j = 0; j < atoms; j++) {
                moments[atom * atoms + j] = 0f;
                moments[j * atoms + atom] = 0f;
            }
            Arrays.fill(step[atom], 0f);
        }
    }

    /** Gain by which homeostasis weights the choice of an atom used with frequency {@code usage}, mean 1 / equal use. */
    static float gain(double usage, double mean, double strength) {
        double ratio = Math.max(0.01, Math.min(100, usage / Math.max(mean, 1e-12)));
        return (float) ExactMath.pow(ratio, -strength);
    }

    /** Visits the moments, if the rule keeps any. */
    void state(State state) {
        if (moments.length > 0) {
            state.keep("moments", moments);
            for (float[] row : step) {
                state.keep("correlations", row);
            }
        }
    }
}
