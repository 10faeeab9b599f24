package org.sparsecortex.benchmarks;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RangeDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.convolution.ConvolutionParams;

/**
 * Convolutional coding of one image with 144 kernels of 12 x 12, one thread: processor time of an iteration of ADMM.
 *
 * <p>An iteration holds 144 complex transforms of half as many maps; the figure per pixel and map makes sizes comparable.
 */
final class ConvolutionBenchmark {
    private static final int RUNS = 5;
    private static final int ITERATIONS = 20;
    private static final int MAPS = 144;

    private ConvolutionBenchmark() {}

    static void run() {
        Bench.sayMachine();
        for (int side : new int[] {64, 128, 256}) {
            ConvolutionParams params = new ConvolutionParams(
                    side, side, 1, 12, 72, List.of(12.0), 2, 0.4, 0.4, 0.001, ITERATIONS, 0, 0, 1, List.of());
            double[] image = new double[side * side];
            KeyedRandom random = KeyedRandom.of(1, "benchmark image");
            for (int i = 0; i < image.length; i++) {
                image[i] = random.gaussian(i, 0, 0);
            }
            Population population = Bench.population(params, "samples", new Shape(Kind.REALS, image.length));
            RangeDriver<?, ?> coder = RangeDriver.of("p", population.model(), UnitRange.all(1));
            Inputs inputs = new Inputs(params.ports(), Reals.wrap(image));
            double[] millis = new double[RUNS];
            for (int r = 0; r < RUNS; r++) {
                long start = Bench.cpuNanos();
                coder.propose(new Step(r, false, false), inputs, 0);
                millis[r] = (Bench.cpuNanos() - start) / 1e6 / ITERATIONS;
            }
            double median = Bench.median(millis);
            Bench.say(
                    "convolutional coding %d x %d, %d kernels: %.1f ms an iteration, %.1f ns a pixel and map",
                    side, side, MAPS, median, median * 1e6 / side / side / MAPS);
        }
    }
}
