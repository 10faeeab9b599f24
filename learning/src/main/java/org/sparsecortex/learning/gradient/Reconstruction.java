package org.sparsecortex.learning.gradient;

import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The samples of a chunk, which a network is to give back from noisy copies; see {@link LossSpec.Reconstruction}. */
final class Reconstruction {
    private final double noise;
    private final KeyedRandom random;
    private final float[][] clean;

    Reconstruction(LossSpec.Reconstruction loss, long seed, int samples, int size) {
        noise = loss.noise();
        random = KeyedRandom.of(seed, "noise of inputs");
        clean = new float[samples][size];
    }

    /**
     * Keeps the samples and puts noise on them.
     *
     * @param rows samples; written
     * @param first number of the first one in its step
     * @param update number of the update that they teach; none if they do not
     */
    void begin(float[][] rows, int first, long update, boolean teaches) {
        for (int s = 0; s < rows.length; s++) {
            System.arraycopy(rows[s], 0, clean[s], 0, rows[s].length);
            for (int i = 0; i < rows[s].length && teaches && noise > 0; i++) {
                rows[s][i] += (float) (noise * random.gaussian(first + s, update, i));
            }
        }
    }

    /**
     * Compares with the samples.
     *
     * @param y outputs of the network
     * @param dy written; gradient of the mean loss with respect to y
     * @return sum of the samples' losses
     */
    double evaluate(float[][] y, float[][] dy) {
        double sum = 0.0;
        for (int s = 0; s < y.length; s++) {
            int size = y[s].length;
            double squares = 0.0;
            for (int i = 0; i < size; i++) {
                double difference = (double) y[s][i] - clean[s][i];
                squares += difference * difference;
                dy[s][i] = (float) (2.0 * difference / ((double) size * y.length));
            }
            sum += squares / size;
        }
        return sum;
    }
}
