package org.sparsecortex.v1.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    private static HypercolumnsParams sheet(int winners) {
        return Params.of(
                HypercolumnsParams.class,
                "frameHeight",
                20,
                "frameWidth",
                24,
                "patch",
                PATCH,
                "stride",
                4,
                "atoms",
                80,
                "lambda",
                0.02,
                "winners",
                winners);
    }

    @Test
    void winnersAreTheLargestCoefficientsOfEachHypercolumn() {
        HypercolumnsParams params = sheet(3);
        StepDriver<?, ?> driver = run(params, "frame", noise(20 * 24), null, 2);
        Reals code = (Reals) driver.read("code");
        Sdr sdr = (Sdr) driver.read("sdr");
        assertThat(sdr.cardinality()).isEqualTo(3 * params.units());
        for (int unit = 0; unit < params.units(); unit++) {
            double least = Double.MAX_VALUE;
            double others = 0;
            for (int k = unit * 80; k < (unit + 1) * 80; k++) {
                double magnitude = Math.abs(code.get(k));
                if (sdr.contains(2 * k) || sdr.contains(2 * k + 1)) {
                    least = Math.min(least, magnitude);
                } else {
                    others = Math.max(others, magnitude);
                }
            }
            assertThat(least).as("unit %d", unit).isGreaterThan(others).isPositive();
        }
    }

    /** With coefficients as votes, patches that do not overlap come back as the hypercolumns' own reconstruction. */
    @Test
    void theDecoderDrawsWhatTheVotesStandFor() {
        Object[] size = {"frameHeight", 16, "frameWidth", 24, "patch", PATCH, "stride", PATCH, "atoms", 80};
        HypercolumnsParams params = with(HypercolumnsParams.class, size, "lambda", 0.02);
        double[] noise = noise(80 * PATCH * PATCH);
        Reals atoms = Reals.of(noise);
        StepDriver<?, ?> coded = run(params, "frame", noise(16 * 24), atoms, 1);
        Reals code = (Reals) coded.read("code");
        Reals patches = (Reals) coded.read("reconstruction");
        double[] votes = new double[2 * code.size()];
        for (int i = 0; i < code.size(); i++) {
            votes[code.get(i) > 0 ? 2 * i : 2 * i + 1] = Math.abs(code.get(i));
        }
        FrameDecoderParams decoder = with(FrameDecoderParams.class, size);
        Reals frame = (Reals) decode(decoder, Reals.of(votes), atoms, 1);
        assertThat(decode(decoder, Reals.of(votes), atoms, 16)).isEqualTo(frame);
        double energy = 0;
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                int patch = y / PATCH * 3 + x / PATCH;
                double expected = patches.get((patch * PATCH + y % PATCH) * PATCH + x % PATCH);
                assertThat(frame.get(y * 24 + x)).isEqualTo(expected, within(1e-6));
                energy += expected * expected;
            }
        }
        assertThat(energy).isGreaterThan(1);
    }

    private static Signal decode(FrameDecoderParams params, Reals votes, Reals atoms, int parts) {
        Map<String, Shape> shapes = Map.of(
                "votes", new Shape(Signal.Kind.REALS, votes.size()),
                "dictionary", new Shape(Signal.Kind.REALS, atoms.size()));
        StepDriver<?, ?> driver = StepDriver.of(Population.of(BuildContext.of("decoder", 5, shapes), params), parts);
        driver.step(new Step(0, false, false), null, votes, atoms);
        return driver.read("frame");
    }

    private static <T extends Record> T with(Class<T> type, Object[] size, Object... more) {
        return Params.of(type, Stream.concat(Stream.of(size), Stream.of(more)).toArray());
    }

    /** Overlapping patches are averaged: a bit of every patch that covers a pixel gives one atom's value there. */
    @Test
    void overlappingPatchesAreAveraged() {
        Object[] size = {"frameHeight", 12, "frameWidth", 8, "patch", PATCH, "stride", 4, "atoms", 1, "signed", false};
        FrameDecoderParams params = with(FrameDecoderParams.class, size);
        double[] flat = new double[PATCH * PATCH];
        Arrays.fill(flat, 1.0);
        Map<String, Shape> shapes =
                Map.of("bits", new Shape(Signal.Kind.SDR, 2), "dictionary", new Shape(Signal.Kind.REALS, flat.length));
        StepDriver<?, ?> driver = StepDriver.of(Population.of(BuildContext.of("decoder", 5, shapes), params), 3);
        driver.step(new Step(0, false, false), Sdr.of(2, 0), null, Reals.of(flat));
        Reals frame = (Reals) driver.read("frame");
        assertThat(frame.get(0)).as("covered once").isEqualTo(1.0 / PATCH, within(1e-6));
        assertThat(frame.get(5 * 8))
                .as("covered by a patch without the bit, too")
                .isEqualTo(0.5 / PATCH, within(1e-6));
        assertThat(frame.get(9 * 8)).as("covered by that one only").isZero();
    }
}
