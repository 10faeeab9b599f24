package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Parameters of an experiment: the product of some lists of values, and what one trial at one point measures.
 *
 * <p>Signals: each axis by its name, and of each measure the mean over all trials so far with the bounds of its 95 %
 * interval (Student's t), {@code <measure>}, {@code <measure>Low}, {@code <measure>High}.
 */
public interface Study extends ModelParams {
    /** Names of the axes. */
    List<String> axes();

    /** Values of each axis, in the order of {@link #axes}. */
    List<List<Double>> values();

    /** Names of what a trial measures. */
    List<String> measures();

    /** Trials at each point in a step. */
    int trialsPerStep();

    /**
     * Runs one trial.
     *
     * @param point one value per axis
     * @param seed of the trial
     * @param measured written; one value per measure
     */
    void trial(double[] point, long seed, double[] measured);

    @Override
    default int units() {
        return values().stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
    }

    /** The values of point number {@code unit}; the first axis varies slowest. */
    default double[] point(int unit) {
        List<List<Double>> values = values();
        double[] point = new double[values.size()];
        int rest = unit;
        for (int a = point.length - 1; a >= 0; a--) {
            int count = values.get(a).size();
            point[a] = values.get(a).get(rest % count);
            rest /= count;
        }
        return point;
    }

    @Override
    default List<PortSpec> ports() {
        return List.of();
    }

    @Override
    default List<SignalSpec> signals() {
        return StudyKernel.outputs(this).specs();
    }

    @Override
    default long estimatedBytes(BuildContext context) {
        return 256L * units() + (1L << 20);
    }

    @Override
    default Model<?, ?> build(BuildContext context) {
        return Model.independent(range -> new StudyKernel(this, context.seed(), range));
    }

    /** A keyed random input of {@code active} of {@code size} bits. */
    static Sdr item(KeyedRandom random, int number, int size, int active) {
        return Sdr.ofSorted(size, random.sample(size, active, number, 0, 0));
    }

    /** Requires that an item of {@code active} of {@code inputs} bits can be drawn, and as many bits moved elsewhere. */
    static void requireMoved(List<Integer> moved, int active, int inputs) {
        Checks.that(active <= inputs, "active", active, "must not exceed inputs = " + inputs);
        int most = Math.min(active, inputs - active);
        moved.forEach(m -> Checks.that(
                m <= most,
                "moved",
                m,
                "exceeds " + most + ": of " + inputs + " input bits " + active
                        + " are active, and each of those that move needs one that is not"));
    }

    /** Whole numbers as an axis. */
    static List<Double> axis(List<Integer> values) {
        return values.stream().map(Integer::doubleValue).toList();
    }
}
