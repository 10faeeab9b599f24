package org.sparsecortex.learning.layer;

/**
 * The loss on the outputs O of a layer for spatial and temporal sparsity, weighted by the fan-out, so that it is proportional
 * to operations and not to events.
 *
 * <pre>
 *   temporalRate * fanOut * mean over samples, t &gt;= 1, i of |O_t,i - O_t-1,i|
 *   + spatialRate * fanOut * mean over samples, t, i of |O_t,i|
 * </pre>
 *
 * The first frame is left out of the temporal part: it is measured against nothing. Source: Yousefzadeh and Sifalakis 2021
 * (arXiv 2107.07305), as in their released code.
 */
final class SparsityLoss {
    private double fanOut = 1.0;
    private double value;

    void drives(double newFanOut) {
        fanOut = newFanOut;
    }

    double value() {
        return value;
    }

    private double temporalScale(int size, Pass pass) {
        int transitions = pass.samples() * (pass.frames() - 1);
        return transitions == 0 ? 0.0 : pass.stage().temporalRate() * fanOut / ((double) transitions * size);
    }

    private double spatialScale(int size, Pass pass) {
        return pass.stage().spatialRate() * fanOut / ((double) pass.rows() * size);
    }

    void measure(float[][] y, Pass pass) {
        value = 0.0;
        int size = y[0].length;
        double temporal = temporalScale(size, pass);
        double spatial = spatialScale(size, pass);
        if (temporal > 0) {
            double sum = 0.0;
            for (int r = 0; r < pass.rows(); r++) {
                for (int i = 0; i < size && r % pass.frames() > 0; i++) {
                    sum += Math.abs(y[r][i] - y[r - 1][i]);
                }
            }
            value += temporal * sum;
        }
        if (spatial > 0) {
            double sum = 0.0;
            for (int r = 0; r < pass.rows(); r++) {
                for (float v : y[r]) {
                    sum += Math.abs(v);
                }
            }
            value += spatial * sum;
        }
    }

    /** Adds the gradient of the loss with respect to y to {@code dy} (written). */
    void addGradient(float[][] y, float[][] dy, Pass pass) {
        int size = y[0].length;
        float temporal = (float) temporalScale(size, pass);
        float spatial = (float) spatialScale(size, pass);
        for (int r = 0; r < pass.rows(); r++) {
            boolean hasPast = r % pass.frames() > 0;
            if (temporal > 0 && hasPast) {
                for (int i = 0; i < size; i++) {
                    float g = temporal * Math.signum(y[r][i] - y[r - 1][i]);
                    dy[r][i] += g;
                    dy[r - 1][i] -= g;
                }
            }
            if (spatial > 0) {
                for (int i = 0; i < size; i++) {
                    dy[r][i] += spatial * Math.signum(y[r][i]);
                }
            }
        }
    }
}
