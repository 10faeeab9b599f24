package org.sparsecortex.sparsey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Decay;
import org.sparsecortex.sparsey.rule.Plasticity;
import org.sparsecortex.sparsey.rule.SupportVersion;

/**
 * A checkpoint in the middle of a sequence: two levels with U, H and D, codes held for three steps above, competing hypotheses,
 * back-off and weights that age; every signal of every later step and the state at the end are the same bytes.
 */
class ResumeTest {
    private static final int LENGTH = 7;
    private static final long STEPS = 8 * LENGTH;
    private static final long LEARN = 5 * LENGTH + 3; // learning ends inside a sequence, too
    private static final int PIXELS = 36;
    private static final int CODE = 5 * 6;

    private static final Source FRAMES = new Source() {
        private final KeyedRandom random = KeyedRandom.of(9, "frames");

        @Override
        public List<SignalSpec> signals() {
            return List.of(SignalSpec.global("sdr", Signal.Kind.SDR, PIXELS, "frames of three sequences in turn"));
        }

        @Override
        public Signal read(String signal, long step) {
            int frame = (int) (step / LENGTH % 3 * LENGTH + step % LENGTH);
            return Sdr.ofSorted(PIXELS, random.sample(PIXELS, 6, frame, 0, 0));
        }

        @Override
        public boolean resetAt(long step) {
            return step % LENGTH == 0;
        }
    };

    private static Population level(String name, MacParams params, int below, int above) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("u", new Shape(Signal.Kind.SDR, below));
        shapes.put("h", new Shape(Signal.Kind.SDR, params.own().size()));
        shapes.put("hCompeting", new Shape(Signal.Kind.INTS, params.units()));
        if (above > 0) {
            shapes.put("d", new Shape(Signal.Kind.SDR, above));
        }
        return new Population(
                name, params.units(), params.ports(), params.signals(), params.build(BuildContext.of(name, 4, shapes)));
    }

    private static MacParams params(int rows, int columns, int persistence, Field below, Field above) {
        return Params.of(
                MacParams.class,
                "rows",
                rows,
                "columns",
                columns,
                "grid",
                Field.Grid.HEXAGONAL,
                "modules",
                5,
                "cellsPerModule",
                6,
                "persistence",
                persistence,
                "start",
                MacParams.Start.ANY,
                "u",
                Params.of(AfferentParams.class, "fields", List.of(below), "radius", 0.5),
                "h",
                AfferentParams.all(1),
                "d",
                Params.of(AfferentParams.class, "fields", List.of(above), "exponent", 1),
                "recognition",
                MacParams.Choice.DRAW,
                "maximumAbove",
                0.95,
                "competition",
                new Competition(Competition.Policy.BOOST, 0.4, 1, 6),
                "plasticity",
                new Plasticity(new Decay.Stiffness(20, 25, 30, 1), 0.6, Plasticity.Scope.MAC),
                "backOff",
                List.of(
                        new MacParams.Level(List.of(SupportVersion.HUD, SupportVersion.HU), 0.5),
                        new MacParams.Level(List.of(SupportVersion.U, SupportVersion.H), 0)),
                "allVersions",
                true);
    }

    private static Network network() {
        Field image = new Field(6, 6, 1, Field.Grid.RECTANGULAR);
        Field low = new Field(3, 3, CODE, Field.Grid.HEXAGONAL);
        Field high = new Field(1, 2, CODE, Field.Grid.HEXAGONAL);
        List<Connection> connections = new ArrayList<>();
        for (String name : List.of("low", "high")) {
            connections.add(new Connection(new Endpoint(name, "code"), name, "h", 1));
            connections.add(new Connection(new Endpoint(name, "competing"), name, "hCompeting", 1));
        }
        connections.add(new Connection(new Endpoint("frames", "sdr"), "low", "u", 0));
        connections.add(new Connection(new Endpoint("high", "code"), "low", "d", 1));
        connections.add(new Connection(new Endpoint("low", "code"), "high", "u", 0));
        return new Network(
                Map.of("frames", FRAMES),
                List.of(
                        level("low", params(3, 3, 1, image, high), PIXELS, high.size()),
                        level("high", params(1, 2, 3, low, high), low.size(), 0)),
                connections,
                new Schedule(List.of(
                        new Schedule.Phase("learn", LEARN, true, true),
                        new Schedule.Phase("recall", STEPS - LEARN, false, false))));
    }

    private static final List<Endpoint> ALL = List.of(
            new Endpoint("low", "code"),
            new Endpoint("low", "familiarity"),
            new Endpoint("low", "versionFamiliarity"),
            new Endpoint("low", "competing"),
            new Endpoint("low", "fillH"),
            new Endpoint("high", "code"),
            new Endpoint("high", "state"),
            new Endpoint("high", "version"),
            new Endpoint("high", "frozen"));

    private static SequentialRunner runner(int ranges) {
        Network network = network();
        return new SequentialRunner(network, Plan.of(network, ranges, 1), ALL);
    }

    private static List<String> run(SequentialRunner runner, long to) {
        List<String> rows = new ArrayList<>();
        runner.runTo(to, (step, values) -> rows.add(step.index() + " " + values));
        return rows;
    }

    private static void assertSameState(Snapshot a, Snapshot b) throws IOException {
        for (String name : List.of("low", "high")) {
            PopulationState one = a.populations().get(name);
            PopulationState other = b.populations().get(name);
            assertThat(one.open().readAllBytes()).isEqualTo(other.open().readAllBytes());
        }
        assertThat(a.history()).isEqualTo(b.history());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, LENGTH + 2, 3 * LENGTH + 4, (int) LEARN - 1, (int) LEARN + 1, 6 * LENGTH + 5})
    void resumesInsideASequence(int at) throws IOException {
        SequentialRunner straight = runner(1);
        List<String> expected = run(straight, STEPS);
        SequentialRunner first = runner(2);
        List<String> found = run(first, at);
        Snapshot checkpoint = first.snapshot();
        SequentialRunner second = runner(3);
        second.restore(checkpoint);
        assertSameState(checkpoint, second.snapshot());
        found.addAll(run(second, STEPS));
        assertThat(found).containsExactlyElementsOf(expected);
        assertSameState(straight.snapshot(), second.snapshot());
    }

    /** Otherwise the test above would say nothing: held and new codes, several versions, competition and familiarity occur. */
    @Test
    void everythingThatIsComparedHappens() {
        List<List<Signal>> rows = new ArrayList<>();
        runner(1).runTo(STEPS, (step, values) -> rows.add(values));
        assertThat(rows.stream().map(r -> r.get(6).toString()).distinct().count())
                .as("states above")
                .isGreaterThan(1);
        assertThat(rows.stream().map(r -> r.get(7).toString()).distinct().count())
                .as("versions above")
                .isGreaterThan(2);
        assertThat(rows.stream().map(r -> r.get(3).toString()).distinct().count())
                .as("competing codes below")
                .isGreaterThan(1);
        assertThat(rows.stream().map(r -> r.get(0).toString()).distinct().count())
                .as("codes below")
                .isGreaterThan(20);
    }
}
