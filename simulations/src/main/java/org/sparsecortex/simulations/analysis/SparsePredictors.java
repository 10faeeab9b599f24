package org.sparsecortex.simulations.analysis;

/**
 * How many units of one network predict a unit of another.
 *
 * <pre>  min over b of |y - sum_i b_i x_i|^2 / 2n + lambda sum_i |b_i|,   x_i, y of mean 0 and variance 1  </pre>
 *
 * <p>Coordinate descent in the order of the units until no coefficient moves by more than 1e-6, at most 1,000 rounds. Source: Li et al.
 * 2016, Convergent learning (arXiv 1511.07543), section 3.3 [mem], for the use; Friedman et al. 2010, doi:10.18637/jss.v033.i01.
 */
final class SparsePredictors {
    private static final double STILL = 1e-6;
    private static final int MOST_ROUNDS = 1000;

    /** Mean number of predictors of a target, and mean share of its variance that they leave. */
    record Found(double predictors, double unexplained) {}

    private SparsePredictors() {}

    /**
     * Predicts each row of {@code y} from rows of {@code x}; all are of mean 0 and norm 1, so that products are correlations.
     */
    static Found of(double[][] x, double[][] y, double lambda) {
        double[][] gram = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = UnitMatching.dot(x[i], x[j]);
                gram[j][i] = gram[i][j];
            }
        }
        double predictors = 0.0;
        double unexplained = 0.0;
        for (double[] target : y) {
            double[] drive = new double[x.length];
            for (int i = 0; i < drive.length; i++) {
                drive[i] = UnitMatching.dot(x[i], target);
            }
            double[] b = descend(gram, drive, lambda);
            double left = 1.0;
            for (int i = 0; i < b.length; i++) {
                predictors += b[i] != 0.0 ? 1 : 0;
                left -= 2.0 * b[i] * drive[i];
                left += b[i] * UnitMatching.dot(gram[i], b);
            }
            unexplained += left;
        }
        return new Found(predictors / y.length, unexplained / y.length);
    }

    private static double[] descend(double[][] gram, double[] drive, double lambda) {
        double[] b = new double[drive.length];
        double[] residual = drive.clone(); // correlation of what is left with each predictor
        double moved = 1.0;
        for (int round = 0; round < MOST_ROUNDS && moved > STILL; round++) {
            moved = 0.0;
            for (int i = 0; i < b.length; i++) {
                double pull = residual[i] + b[i];
                double next = Math.signum(pull) * Math.max(0.0, Math.abs(pull) - lambda);
                double by = next - b[i];
                for (int j = 0; by != 0.0 && j < b.length; j++) {
                    residual[j] -= by * gram[i][j];
                }
                b[i] = next;
                moved = Math.max(moved, Math.abs(by));
            }
        }
        return b;
    }
}
