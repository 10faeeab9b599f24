package org.sparsecortex.benchmarks;

import java.util.Arrays;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * A layer of 1024 x 1024 weights of which few exist, beside the dense layer of the same shape, one thread: forward, then both
 * gradients, of 64 rows without zeros. A change of the weights, and so their packing, belongs to each round.
 */
final class SparseLayerBenchmark {
    private static final int SIDE = 1024;
    private static final int ROWS = 64;
    private static final int ROUNDS = 15;

    private SparseLayerBenchmark() {}

    static void run() {
        Bench.sayMachine();
        double[] dense = time(1.0);
        say(1.0, dense, dense);
        for (double density : new double[] {0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01}) {
            say(density, time(density), dense);
        }
    }

    private static void say(double density, double[] time, double[] dense) {
        Bench.say(
                "density %4.2f: forward %6.2f ms (%4.1fx), backward %6.2f ms (%4.1fx), both %6.2f ms (%4.1fx the dense layer)",
                density, time[0], dense[0] / time[0], time[1], dense[1] / time[1], time[2], dense[2] / time[2]);
    }

    private static float[][] rows(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "rows");
        float[][] x = new float[ROWS][SIDE];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < SIDE; i++) {
                x[r][i] = (float) random.gaussian(r, 0, i);
            }
        }
        return x;
    }

    /** Medians of forward, backward and both, in milliseconds of processor time. */
    private static double[] time(double density) {
        DenseLayer layer = new DenseLayer(SIDE, SIDE, 1, 1);
        Weights w = layer.weights().get(0);
        if (density < 1) {
            Mask mask = new Mask(SIDE, SIDE, false);
            for (int flat : KeyedRandom.of(1, "mask").sample(w.count(), (int) (density * w.count()), 0, 0, 0)) {
                mask.add(flat / SIDE, flat % SIDE);
            }
            w.mask(mask, false);
        }
        Pass pass = new Pass(ROWS, 1, true, Stage.plain(), new float[ROWS][0]);
        float[][] x = rows(1);
        float[][] dy = rows(2);
        float[][] y = new float[ROWS][SIDE];
        float[][] dx = new float[ROWS][SIDE];
        double[][] millis = new double[3][ROUNDS];
        for (int r = -ROUNDS; r < ROUNDS; r++) {
            layer.weights().forEach(Weights::clearGradient);
            w.changed();
            long start = Bench.cpuNanos();
            layer.forward(x, y, pass);
            long middle = Bench.cpuNanos();
            layer.backward(x, y, dy, dx, pass);
            long end = Bench.cpuNanos();
            if (r >= 0) {
                millis[0][r] = (middle - start) / 1e6;
                millis[1][r] = (end - middle) / 1e6;
                millis[2][r] = (end - start) / 1e6;
            }
        }
        return Arrays.stream(millis).mapToDouble(Bench::median).toArray();
    }
}
