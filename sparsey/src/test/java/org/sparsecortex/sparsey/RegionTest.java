package org.sparsecortex.sparsey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.rule.Form;

class RegionTest {
    private static MacParams params(
            int rows, int columns, Field.Grid grid, int persistence, List<Double> sites, double radius) {
        Field image = new Field(8, 8, 1, Field.Grid.RECTANGULAR);
        return Params.of(
                MacParams.class,
                "rows",
                rows,
                "columns",
                columns,
                "grid",
                grid,
                "modules",
                4,
                "cellsPerModule",
                5,
                "persistence",
                persistence,
                "activeSites",
                sites,
                "start",
                MacParams.Start.ANY,
                "u",
                Params.of(AfferentParams.class, "fields", List.of(image), "radius", 0.3),
                "h",
                Params.of(AfferentParams.class, "radius", radius));
    }

    private static BuildContext context(MacParams params) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("u", new Shape(Kind.SDR, 64));
        shapes.put("h", new Shape(Kind.SDR, params.own().size()));
        return BuildContext.of("region", 1, shapes);
    }

    /** Steps a whole region; h is its own code of the step before. */
    private static final class Run {
        private final StepDriver<?, ?> driver;
        private Sdr code;
        private long step;

        Run(MacParams params) {
            driver = StepDriver.of(Population.of(context(params), params));
            code = Sdr.empty(params.own().size());
        }

        int[] show(boolean learn, boolean reset, Sdr x) {
            Step now = new Step(step++, learn, reset);
            code = reset ? Sdr.empty(code.size()) : code;
            driver.step(now, x, code, null, null, null, null);
            code = (Sdr) driver.read("code");
            return ((Ints) driver.read("state")).toArray();
        }
    }

    /** In the middle of a hexagonal grid, a radius just above one column reaches six neighbours and the mac itself. */
    @Test
    void hexagonalGridHasSixNeighbours() {
        Field grid = new Field(7, 8, 1, Field.Grid.HEXAGONAL); // rows at sqrt(3) / 2 of a column, nearly
        AfferentParams near = Params.of(AfferentParams.class, "radius", 1.0 / 7 * 1.12);
        int middle = 3 * 8 + 4;
        int[] reach = near.reach(List.of(grid), grid.x(middle), grid.y(middle), middle, KeyedRandom.of(1, "x"));
        assertThat(reach).hasSize(7).contains(middle);
    }

    /** Study 1: 144 inputs and 9 x 16 cells have 144 x 144 weights from below and 144 x 128 of their own. */
    @Test
    void noUnitHearsItsOwnModule() {
        SingleMac mac = new SingleMac(
                SingleMac.params(9, 16, 1, Form.Rinkus2014.RECOMMENDED, MacParams.Choice.MAXIMUM), 144, true, 1);
        KeyedRandom random = KeyedRandom.of(1, "codes");
        for (int i = 0; i < 5_000; i++) {
            int[] code = new int[9];
            for (int q = 0; q < 9; q++) {
                code[q] = random.below(16, i, 0, q);
            }
            mac.store(Sdr.of(144, random.sample(144, 12, i, 1, 0)), code);
        }
        assertThat(mac.fill()).isEqualTo(1.0);
        assertThat(mac.horizontalFill() * 144 * 144).isEqualTo(144 * 128.0);
    }

    @Test
    void codeIsHeldForItsPersistence() {
        Run run = new Run(params(1, 1, Field.Grid.RECTANGULAR, 3, List.of(0.0, 1.0), 1.5));
        Sdr x = Sdr.of(64, 27, 28, 35);
        int[] states = new int[7];
        for (int t = 0; t < 7; t++) {
            states[t] = run.show(true, false, x)[0];
        }
        assertThat(states).containsExactly(Mac.NEW, Mac.HELD, Mac.HELD, Mac.NEW, Mac.HELD, Mac.HELD, Mac.NEW);
        assertThat(run.show(true, true, x)[0]).as("a reset ends the hold").isEqualTo(Mac.NEW);
    }

    @Test
    void tooFewOrTooManyActiveSitesLeaveTheMacSilent() {
        Run run = new Run(params(1, 1, Field.Grid.RECTANGULAR, 1, List.of(0.1, 0.5), 1.5));
        assertThat(run.show(false, true, Sdr.of(64, 27))[0]).isEqualTo(Mac.INACTIVE);
        assertThat(run.show(false, true, Sdr.of(64, 27, 28, 35))[0]).isEqualTo(Mac.NEW);
        int[] all = new int[64];
        for (int i = 0; i < 64; i++) {
            all[i] = i;
        }
        assertThat(run.show(false, true, Sdr.of(64, all))[0]).isEqualTo(Mac.INACTIVE);
    }

    /** A sequence stored once replays from its first frame without further input, by horizontal signals alone. */
    @Test
    void sequenceReplaysFromItsStart() {
        Run run = new Run(params(1, 1, Field.Grid.RECTANGULAR, 1, List.of(0.0, 1.0), 1.5));
        Sdr[] frames = {Sdr.of(64, 18, 19, 20), Sdr.of(64, 26, 29, 34), Sdr.of(64, 36, 43, 44), Sdr.of(64, 27, 35, 42)};
        Sdr[] codes = new Sdr[frames.length];
        for (int t = 0; t < frames.length; t++) {
            run.show(true, t == 0, frames[t]);
            codes[t] = run.code;
        }
        for (int t = 0; t < frames.length; t++) {
            run.show(false, t == 0, t == 0 ? frames[0] : Sdr.empty(64));
            assertThat(run.code).as("frame " + t).isEqualTo(codes[t]);
        }
    }

    @Test
    void fieldsThatDoNotFitAreRefused() {
        MacParams params = params(1, 1, Field.Grid.RECTANGULAR, 1, List.of(0.0, 1.0), 1.5);
        BuildContext wrong = BuildContext.of("region", 1, Map.of("u", new Shape(Kind.SDR, 65)));
        assertThatThrownBy(() -> params.build(wrong)).hasMessageContaining("hold 64 bits, but 65 arrive");
    }

    /** U^0 is 1 whatever U is: no power of it is U^2. */
    @Test
    void anExponentForInputThatComesAloneNeedsOneForTheRest() {
        assertThatThrownBy(() -> Params.of(MacParams.class, "u", AfferentParams.all(0), "aloneExponent", 2.0))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("aloneExponent = 2.0: ")
                .hasMessageContaining("u.exponent");
        Params.of(MacParams.class, "u", AfferentParams.all(0));
        Params.of(MacParams.class, "u", AfferentParams.all(0.5), "aloneExponent", 2.0);
    }
}
