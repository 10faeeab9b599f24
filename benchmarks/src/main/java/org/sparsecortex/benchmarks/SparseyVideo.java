package org.sparsecortex.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.AfferentParams;
import org.sparsecortex.sparsey.Field;
import org.sparsecortex.sparsey.MacParams;

/**
 * Frames a second of 500 macs in three levels (20 x 20, 9 x 10, 2 x 5; Q = 8, K = 16; U, H and D) that learn 64 x 64 video:
 * on one thread without actors, and on actors in two and four ranges a level with two threads. Rounds alternate within one
 * process; the codes of all three levels must be equal in every frame.
 */
final class SparseyVideo {
    private static final int ROUNDS = 5;
    private static final int FRAMES = 1500;
    private static final int WARM = 300;
    private static final int[][] GRID = {{20, 20}, {9, 10}, {2, 5}};
    private static final double[] RADIUS = {0.07, 0.12, 0.4};
    private static final Field[] FIELD = {new Field(64, 64, 1, Field.Grid.RECTANGULAR), level(0), level(1), level(2)};
    private static final List<Endpoint> CODES =
            List.of(new Endpoint("level1", "code"), new Endpoint("level2", "code"), new Endpoint("level3", "code"));

    private SparseyVideo() {}

    private static Field level(int l) {
        return new Field(GRID[l][0], GRID[l][1], 8 * 16, Field.Grid.RECTANGULAR);
    }

    static void run() {
        Bench.sayMachine();
        Network network = network();
        Bench.say(
                "500 macs (Q = 8, K = 16) in 3 levels with H and D, 64 x 64 video, learning (target 500 on two cores)");
        double[] one = new double[ROUNDS];
        double[] two = new double[ROUNDS];
        double[] four = new double[ROUNDS];
        for (int r = 0; r < ROUNDS; r++) {
            List<List<Signal>> expected = new ArrayList<>();
            one[r] = framesPerSecond(new SequentialRunner(network, CODES), expected);
            two[r] = sameCodes(network, 2, expected);
            four[r] = sameCodes(network, 4, expected);
        }
        Bench.say("  no actors, one thread            %5.0f frames/s", Bench.median(one));
        Bench.say("  actors, 2 ranges a level, 2 threads %5.0f frames/s", Bench.median(two));
        Bench.say("  actors, 4 ranges a level, 2 threads %5.0f frames/s", Bench.median(four));
    }

    private static double sameCodes(Network network, int ranges, List<List<Signal>> expected) {
        List<List<Signal>> codes = new ArrayList<>();
        double frames = framesPerSecond(new ActorRunner(network, Plan.of(network, ranges, 2), CODES), codes);
        if (!codes.equals(expected)) {
            throw new IllegalStateException(ranges + " ranges a level give other codes than one");
        }
        return frames;
    }

    /** @param codes written; codes of all levels in every frame */
    private static double framesPerSecond(Runner runner, List<List<Signal>> codes) {
        try (Runner r = runner) {
            r.runTo(WARM, (step, values) -> codes.add(values));
            long began = System.nanoTime();
            r.runTo(FRAMES, (step, values) -> codes.add(values));
            return (FRAMES - WARM) * 1e9 / (System.nanoTime() - began);
        }
    }

    /** Two bars and a disc that move: about 200 to 300 of 4,096 pixels. */
    private static Sdr frame(int t) {
        boolean[] on = new boolean[64 * 64];
        int bar = t % 60;
        int row = t / 2 % 60;
        int cx = 32 + (int) Math.rint(20 * StrictMath.cos(t * 0.1));
        int cy = 32 + (int) Math.rint(20 * StrictMath.sin(t * 0.1));
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                boolean disc = (x - cx) * (x - cx) + (y - cy) * (y - cy) <= 25;
                on[y * 64 + x] = disc || x == bar || y == row;
            }
        }
        return Sdr.fromFlags(on);
    }

    private static Network network() {
        Sdr[] video = new Sdr[FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            video[t] = frame(t);
        }
        List<Population> populations = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int l = 0; l < GRID.length; l++) {
            String name = "level" + (l + 1);
            MacParams params = Params.of(
                    MacParams.class,
                    "rows",
                    GRID[l][0],
                    "columns",
                    GRID[l][1],
                    "modules",
                    8,
                    "cellsPerModule",
                    16,
                    "persistence",
                    1 << l,
                    "u",
                    afferent(FIELD[l], RADIUS[l]),
                    "h",
                    afferent(FIELD[l + 1], RADIUS[l]),
                    "d",
                    afferent(FIELD[Math.min(3, l + 2)], 0.3));
            Map<String, Shape> shapes = new LinkedHashMap<>();
            shapes.put("u", shape(FIELD[l]));
            shapes.put("h", shape(FIELD[l + 1]));
            Endpoint below = l == 0 ? new Endpoint("video", "sdr") : new Endpoint("level" + l, "code");
            connections.add(new Connection(below, name, "u", 0));
            connections.add(new Connection(new Endpoint(name, "code"), name, "h", 1));
            if (l < 2) {
                shapes.put("d", shape(FIELD[l + 2]));
                connections.add(new Connection(new Endpoint("level" + (l + 2), "code"), name, "d", 1));
            }
            populations.add(Population.of(BuildContext.of(name, 1, shapes), params));
        }
        return new Network(
                Map.of("video", Bench.source(64 * 64, t -> video[(int) t], t -> false)),
                populations,
                connections,
                Schedule.learning(FRAMES));
    }

    private static Shape shape(Field field) {
        return new Shape(Signal.Kind.SDR, field.rows() * field.columns() * field.bits());
    }

    private static AfferentParams afferent(Field field, double radius) {
        return Params.of(AfferentParams.class, "fields", List.of(field), "radius", radius);
    }
}
