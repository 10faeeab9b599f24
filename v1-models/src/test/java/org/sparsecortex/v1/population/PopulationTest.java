package org.sparsecortex.v1.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;

class PopulationTest {
    private static final int PATCH = 8;

    private static double[] noise(int size) {
        KeyedRandom random = KeyedRandom.of(1, "frame");
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.3 * random.gaussian(0, 0, i);
        }
        return values;
    }

    private static StepDriver<?, ?> run(ModelParams params, String port, double[] input, Reals dictionary, int parts) {
        Map<String, Shape> shapes = new TreeMap<>(Map.of(port, new Shape(Signal.Kind.REALS, input.length)));
        if (dictionary != null) {
            shapes.put("dictionary", new Shape(Signal.Kind.REALS, dictionary.size()));
        }
        StepDriver<?, ?> driver = StepDriver.of(Population.of(BuildContext.of("v1", 5, shapes), params), parts);
        driver.step(new Step(0, false, false), Reals.of(input), dictionary);
        return driver;
    }

    /** One neuron an actor, or all in one: the activity is that of the solver, bit for bit, and the lasso solution. */
    @Test
    void competingNeuronsFindTheSolversCode() {
        int neurons = 60;
        LcaParams params =
                Params.of(LcaParams.class, "neurons", neurons, "patch", PATCH, "lambda", 0.2, "iterations", 1500);
        double[] x = noise(PATCH * PATCH);
        Dictionary bank = Dictionary.random(neurons, PATCH * PATCH, new JavaBlas(), KeyedRandom.of(4, "bank"));
        double[] atoms = new double[bank.atoms().length];
        for (int i = 0; i < atoms.length; i++) {
            atoms[i] = bank.atoms()[i];
        }
        Reals apart = (Reals) run(params, "patch", x, Reals.of(atoms), neurons).read("activity");
        assertThat(run(params, "patch", x, Reals.of(atoms), 1).read("activity")).isEqualTo(apart);
        bank = Fields.of(Reals.of(atoms), neurons, PATCH);
        float[] patch = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            patch[i] = (float) x[i];
        }
        Codes lca = new Codes();
        new SparseCoder(bank, new Penalty.L1(), new Solver.Lca(0.1, 0, 1500)).encode(patch, 1, 0.2, lca);
        Codes descent = new Codes();
        new SparseCoder(bank, new Penalty.L1(), new Solver.CoordinateDescent(1e-6, 10000))
                .encode(patch, 1, 0.2, descent);
        assertThat(lca.active(0)).isGreaterThan(3);
        double[] dense = new double[neurons];
        for (int e = 0; e < lca.first(1); e++) {
            dense[lca.atom(e)] = lca.value(e);
        }
        assertThat(apart.toArray()).isEqualTo(dense);
        for (int e = 0; e < descent.first(1); e++) {
            dense[descent.atom(e)] -= descent.value(e);
        }
        for (double difference : dense) {
            assertThat(Math.abs(difference)).isLessThan(1e-5);
        }
    }

    @Test
    void hypercolumnsCodeTheirPatchesWhateverTheRanges() {
        HypercolumnsParams params = Params.of(
                HypercolumnsParams.class,
                "frameHeight",
                24,
                "frameWidth",
                32,
                "patch",
                PATCH,
                "stride",
                4,
                "atoms",
                80,
                "lambda",
                0.02);
        assertThat(params.units()).isEqualTo(5 * 7);
        double[] frame = noise(24 * 32);
        StepDriver<?, ?> one = run(params, "frame", frame, null, 1);
        StepDriver<?, ?> apart = run(params, "frame", frame, null, 35);
        for (String signal : List.of("sdr", "code", "reconstruction", "mse")) {
            assertThat(apart.read(signal)).as(signal).isEqualTo(one.read(signal));
        }
        Sdr sdr = (Sdr) one.read("sdr");
        Reals code = (Reals) one.read("code");
        int active = 0;
        for (int i = 0; i < code.size(); i++) {
            active += code.get(i) != 0 ? 1 : 0;
            assertThat(sdr.contains(2 * i)).isEqualTo(code.get(i) > 0);
            assertThat(sdr.contains(2 * i + 1)).isEqualTo(code.get(i) < 0);
        }
        assertThat(active).isGreaterThan(35);
    }
}
