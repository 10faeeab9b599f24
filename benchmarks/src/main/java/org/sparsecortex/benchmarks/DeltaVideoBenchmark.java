package org.sparsecortex.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparsecortex.neurons.delta.DeltaNetwork;
import org.sparsecortex.neurons.train.LayerStack;
import org.sparsecortex.neurons.train.Stage;
import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.simulations.video.VideoContent;

/**
 * A whole trained network on the video of a static camera, event by event, against the same network dense in ONNX Runtime; one
 * thread each.
 */
final class DeltaVideoBenchmark {
    private static final int SCENES = 24;
    private static final int FRAMES = 48;
    private static final int TESTED = SCENES * (FRAMES - 1);
    private static final int ROUNDS = 12;
    private static final double NOISE = MobileNetwork.NOISE;
    private static final double LOSS_ON_CHANGES = 0.02;
    private static final VideoContent.Actors ACTOR = MobileNetwork.actor(0.45);
    private static final List<Stage> PLAIN = List.of(new Stage(250, 1, false, 0, 0, 0));

    private DeltaVideoBenchmark() {}

    /**
     * Trains for frames of 64 x 64 and of 128 x 128, then compares answers and time a frame. Minutes; a size may be given alone.
     */
    static void video(String[] args) throws OrtException {
        Bench.sayMachine();
        Bench.say("# static camera, one actor of 0.45 of the frame's height, sensor noise %.2f; one thread", NOISE);
        if (args.length == 0 || args[0].equals("64")) {
            LayerStack network = MobileNetwork.of(64);
            MobileNetwork.train(network, 64, ACTOR, PLAIN);
            compare(network, 64, 200);
        }
        if (args.length == 0 || args[0].equals("128")) {
            LayerStack small = MobileNetwork.of(64); // the same actor in pixels, a quarter of the work
            MobileNetwork.train(small, 64, MobileNetwork.actor(0.9), PLAIN);
            LayerStack network = MobileNetwork.of(128);
            MobileNetwork.copy(small, network);
            MobileNetwork.train(network, 128, ACTOR, List.of(new Stage(50, 1, false, 0, 0, 0)));
            compare(network, 128, 100);
        }
    }

    private static void compare(LayerStack network, int side, int updates) throws OrtException {
        float[][][] scenes = new float[SCENES][][];
        int[] labels = new int[SCENES];
        for (int s = 0; s < SCENES; s++) {
            labels[s] = ACTOR.scene(side, side, 2, s).label();
            scenes[s] = MobileNetwork.clip(ACTOR, side, 2, s, FRAMES);
        }
        try (Dense dense = new Dense(network, side)) {
            int right = 0;
            for (int s = 0; s < SCENES; s++) {
                for (int t = 1; t < FRAMES; t++) {
                    right += best(dense.run(scenes[s][t])) == labels[s] ? 1 : 0;
                }
            }
            Bench.say("%d x %d before refinement, ONNX Runtime: accuracy %.3f", side, side, right / (double) TESTED);
        }
        Stage fast = new Stage(updates, 1, true, LOSS_ON_CHANGES, 0, 0);
        Stage slow = new Stage(updates, 0.2, true, LOSS_ON_CHANGES, 0, 0);
        MobileNetwork.train(network, side, ACTOR, List.of(fast, slow));
        try (Dense dense = new Dense(network, side)) {
            DeltaNetwork events = new DeltaNetwork(network);
            answers(events, dense, scenes, labels);
            costs(events, scenes);
            speed(events, dense, scenes, side);
        }
    }

    /** Accuracy of both on all frames but the first of each scene, and how far the outputs are apart. */
    private static void answers(DeltaNetwork events, Dense dense, float[][][] scenes, int[] labels) {
        int[] right = new int[2];
        double error = 0;
        double power = 0;
        for (int s = 0; s < scenes.length; s++) {
            events.reset();
            events.step(scenes[s][0]);
            for (int t = 1; t < scenes[s].length; t++) {
                float[] y = events.step(scenes[s][t]);
                float[] z = dense.run(scenes[s][t]);
                right[0] += best(y) == labels[s] ? 1 : 0;
                right[1] += best(z) == labels[s] ? 1 : 0;
                for (int i = 0; i < y.length; i++) {
                    error += (y[i] - z[i]) * (y[i] - z[i]);
                    power += z[i] * z[i];
                }
            }
        }
        Bench.say(
                "  refined: accuracy %.3f event by event, %.3f in ONNX Runtime without quantisation; RMS difference of"
                        + " the outputs / RMS output %.2f",
                right[0] / (double) TESTED, right[1] / (double) TESTED, Math.sqrt(error / power));
    }

    /** Changed units by layer and multiply-accumulates, first frames left out. */
    private static void costs(DeltaNetwork events, float[][][] scenes) {
        double[] changed = new double[events.layers()];
        double macs = 0;
        double all = 0;
        for (float[][] scene : scenes) {
            events.reset();
            events.step(scene[0]);
            events.clearCounts();
            for (int t = 1; t < scene.length; t++) {
                events.step(scene[t]);
            }
            for (int l = 0; l < changed.length; l++) {
                changed[l] += 100.0 * events.events(l) / events.units(l) / TESTED;
                macs += events.macs(l);
                all += events.denseMacs(l);
            }
        }
        StringBuilder density = new StringBuilder();
        for (double c : changed) {
            density.append(" %.2f".formatted(c));
        }
        Bench.say(
                "  %.1f million multiply-accumulates dense, %.2f %% of them done; changed input units by layer, %%:%s",
                all / scenes.length / 1e6, 100 * macs / all / (FRAMES - 1), density);
    }

    /** Each scene is walked to and fro, so that the camera never cuts; the mean over scenes of the best of some rounds. */
    private static void speed(DeltaNetwork events, Dense dense, float[][][] scenes, int side) {
        double[][] best = new double[2][scenes.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int s = 0; s < scenes.length; s++) {
                float[][] scene = scenes[s];
                int walk = 2 * scene.length - 2;
                events.reset();
                events.step(scene[0]);
                long start = Bench.cpuNanos();
                for (int turn = 1; turn <= walk; turn++) {
                    events.step(scene[turn < scene.length ? turn : walk - turn]);
                }
                long middle = Bench.cpuNanos();
                for (int turn = 1; turn <= walk; turn++) {
                    dense.run(scene[turn < scene.length ? turn : walk - turn]);
                }
                keepLeast(best[0], s, round, (middle - start) / (double) walk);
                keepLeast(best[1], s, round, (Bench.cpuNanos() - middle) / (double) walk);
            }
        }
        double ours = Arrays.stream(best[0]).average().orElseThrow();
        double theirs = Arrays.stream(best[1]).average().orElseThrow();
        Bench.say(
                "  %d x %d: %.0f us a frame event by event, %.0f us dense in ONNX Runtime, ratio %.2f (goal 5)",
                side, side, ours / 1e3, theirs / 1e3, theirs / ours);
    }

    private static void keepLeast(double[] least, int s, int round, double ns) {
        least[s] = round == 0 ? ns : Math.min(least[s], ns);
    }

    private static int best(float[] y) {
        int best = 0;
        for (int i = 1; i < y.length; i++) {
            best = y[i] > y[best] ? i : best;
        }
        return best;
    }

    /** A session of ONNX Runtime on one thread. */
    private static final class Dense implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final int side;

        Dense(LayerStack network, int side) throws OrtException {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(OnnxModel.of(network.layers(), new Volume(side, side, 1)), options);
            this.side = side;
        }

        float[] run(float[] frame) {
            try (OnnxTensor x = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(frame), new long[] {1, 1, side, side});
                    OrtSession.Result result = session.run(Map.of("x", x))) {
                return ((float[][]) result.get(0).getValue())[0];
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
