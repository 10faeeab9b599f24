package org.sparsecortex.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparsecortex.delta.DeltaNetwork;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.simulations.input.video.VideoContent;

/**
 * A whole trained network on the video of a static camera, event by event, against the same network dense in ONNX Runtime; one
 * thread each.
 */
final class DeltaVideoBenchmark {
    private static final int FRAMES = 48;
    private static final int TESTED = 96;
    private static final int TIMED = 24;
    private static final int ROUNDS = 12;
    private static final int SMALL = 64;
    private static final int PLAIN = 600;
    private static final double LOSS_ON_CHANGES = 3;

    /** With less loss on changes more is sent; with 3 the second one loses 9 points of accuracy in its 200 updates. */
    private static final List<Camera> CAMERAS = List.of(
            new Camera(64, 0.45, LOSS_ON_CHANGES),
            new Camera(128, 0.45, LOSS_ON_CHANGES / 3),
            new Camera(128, 0.225, LOSS_ON_CHANGES));

    /** At a cut a fifth of the pixels move by more than noise does, within a scene at most 0.07 do. */
    private static final double CUT = 0.13;

    /** What the camera sees, and the loss on changes that its network is refined with. */
    private record Camera(int side, double size, double loss) {
        static Camera of(int side, double size) {
            return CAMERAS.stream()
                    .filter(camera -> camera.side == side && camera.size == size)
                    .findFirst()
                    .orElse(new Camera(side, size, LOSS_ON_CHANGES));
        }

        VideoContent.Actors actor() {
            return MobileNetwork.actor(size);
        }

        /** Where the table keeps what was trained for it. */
        Path weights(PeerTable table) {
            return table.folder().resolve(String.format(Locale.ROOT, "weights-%d-%.3f.bin", side, size));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d x %d, figure of %.3f", side, side, size);
        }
    }

    /** A network before and after refinement with the loss on changes. */
    private record Trained(LayerStack plain, LayerStack refined) {
        Trained(int side) {
            this(MobileNetwork.of(side), MobileNetwork.of(side));
        }
    }

    private DeltaVideoBenchmark() {}

    /**
     * Trains for what a camera sees, then compares answers and time a frame.
     *
     * @param args nothing for three cameras; or the frame's side, the figure's height as a fraction of it, and, if wanted, a file
     *     for the trained weights, which is read instead of training if it exists
     */
    static void video(String[] args) throws OrtException, IOException {
        Bench.sayMachine();
        Bench.say("# static camera, one moving figure, sensor noise %.2f; one thread", MobileNetwork.NOISE);
        if (args.length == 0) {
            for (Camera camera : CAMERAS) {
                compare(train(camera), camera);
            }
            return;
        }
        Camera camera = Camera.of(Integer.parseInt(args[0]), args.length > 1 ? Double.parseDouble(args[1]) : 0.45);
        compare(args.length < 3 ? train(camera) : trained(camera, Path.of(args[2])), camera);
    }

    /** Goals of three cameras, or of those whose weights are in the table's folder if any are; weights are kept there. */
    static void compare(PeerTable table) throws OrtException, IOException {
        boolean any = CAMERAS.stream().anyMatch(camera -> Files.exists(camera.weights(table)));
        for (Camera camera : CAMERAS) {
            String work = "video, " + camera;
            if (any && !Files.exists(camera.weights(table))) {
                System.out.println(work + ": skipped, no weights in the folder");
                continue;
            }
            Found found = compare(trained(camera, camera.weights(table)), camera);
            table.add(found.speed(work, "video " + camera.side + (camera.size < 0.3 ? " small" : "")));
            table.add(found.lost(work, "lost " + camera.side + (camera.size < 0.3 ? " small" : "")));
        }
    }

    /** Accuracies of the dense network before refinement and of events in one stream, and nanoseconds a frame by round. */
    private record Found(double before, double stream, double[] ours, double[] theirs) {
        Goal speed(String work, String name) {
            return new Goal(
                    work,
                    name,
                    "ONNX Runtime",
                    String.format(Locale.ROOT, "%.0f us a frame", Bench.median(theirs) / 1e3),
                    String.format(Locale.ROOT, "%.0f us a frame", Bench.median(ours) / 1e3),
                    Goal.RATIO,
                    Bench.ratios(theirs, ours),
                    5,
                    false);
        }

        Goal lost(String work, String name) {
            return new Goal(
                    work + ", one stream with cuts",
                    name,
                    "ONNX Runtime",
                    String.format(Locale.ROOT, "%.3f right", before),
                    String.format(Locale.ROOT, "%.3f right", stream),
                    "points of accuracy lost",
                    new double[] {100 * (before - stream)},
                    1,
                    true);
        }
    }

    private static Trained trained(Camera camera, Path file) throws IOException {
        if (!Files.exists(file)) {
            write(train(camera), file);
        }
        return read(camera, file);
    }

    private static Trained read(Camera camera, Path file) throws IOException {
        Trained trained = new Trained(camera.side);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            MobileNetwork.read(trained.plain, in);
            MobileNetwork.read(trained.refined, in);
        }
        return trained;
    }

    private static void write(Trained trained, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            MobileNetwork.write(trained.plain, out);
            MobileNetwork.write(trained.refined, out);
        }
    }

    /** A larger frame begins with what a small one with a figure as high in pixels has taught, at a fraction of the work. */
    private static Trained train(Camera camera) {
        LayerStack small = MobileNetwork.of(SMALL);
        MobileNetwork.train(small, SMALL, MobileNetwork.actor(camera.size * camera.side / SMALL), PLAIN);
        Trained trained = new Trained(camera.side);
        MobileNetwork.copy(small, trained.plain);
        if (camera.side > SMALL) {
            MobileNetwork.train(trained.plain, camera.side, camera.actor(), PLAIN / 12);
        }
        MobileNetwork.copy(trained.plain, trained.refined);
        int updates = camera.side > SMALL ? 200 : 400;
        MobileNetwork.refine(trained.refined, camera.side, camera.actor(), updates, camera.loss);
        return trained;
    }

    private static Found compare(Trained trained, Camera camera) throws OrtException {
        float[][][] scenes = new float[TIMED][][];
        for (int s = 0; s < TIMED; s++) {
            scenes[s] = MobileNetwork.clip(camera.actor(), camera.side, 2, s, FRAMES);
        }
        try (Dense before = new Dense(trained.plain, camera.side);
                Dense dense = new Dense(trained.refined, camera.side)) {
            double[] right = answers(trained, dense, before, camera);
            costs(new DeltaNetwork(trained.refined), scenes);
            double[][] ns = speed(new DeltaNetwork(trained.refined, CUT), dense, scenes);
            return new Found(right[3], right[4], ns[0], ns[1]);
        }
    }

    /**
     * Accuracy on all frames but the first of each scene: after a reset, dense after and before refinement, in one stream without a reset
     * at the cuts and in one that sees them itself; and how far the outputs of the refined network are apart.
     */
    private static double[] answers(Trained trained, Dense dense, Dense before, Camera camera) {
        DeltaNetwork scenes = new DeltaNetwork(trained.refined);
        DeltaNetwork stream = new DeltaNetwork(trained.refined);
        DeltaNetwork refreshed = new DeltaNetwork(trained.refined, CUT);
        double[] right = new double[5];
        double error = 0;
        double power = 0;
        for (int s = 0; s < TESTED; s++) {
            int label = camera.actor().scene(camera.side, camera.side, 2, s).label();
            float[][] scene = MobileNetwork.clip(camera.actor(), camera.side, 2, s, FRAMES);
            scenes.reset();
            scenes.step(scene[0]);
            stream.step(scene[0]);
            refreshed.step(scene[0]);
            for (int t = 1; t < FRAMES; t++) {
                float[] y = scenes.step(scene[t]);
                float[] z = dense.run(scene[t]);
                for (int i = 0; i < y.length; i++) {
                    error += (y[i] - z[i]) * (y[i] - z[i]);
                    power += z[i] * z[i];
                }
                right[0] += best(y) == label ? 1 : 0;
                right[1] += best(z) == label ? 1 : 0;
                right[2] += best(stream.step(scene[t])) == label ? 1 : 0;
                right[3] += best(before.run(scene[t])) == label ? 1 : 0;
                right[4] += best(refreshed.step(scene[t])) == label ? 1 : 0;
            }
        }
        double frames = TESTED * (FRAMES - 1);
        Arrays.setAll(right, i -> right[i] / frames);
        Bench.say(
                "%s: ONNX Runtime before refinement: accuracy %.3f of %.0f frames of %d scenes",
                camera, right[3], frames, TESTED);
        Bench.say(
                "  refined: accuracy %.3f event by event, %.3f without a reset between scenes, %.3f if it sees cuts itself, %.3f in ONNX"
                        + " Runtime without quantisation; RMS difference of the outputs / RMS output %.2f",
                right[0], right[2], right[4], right[1], Math.sqrt(error / power));
        return right;
    }

    /** Changed units by layer and multiply-accumulates, first frames left out. */
    private static void costs(DeltaNetwork events, float[][][] scenes) {
        double[] changed = new double[events.layers()];
        double macs = 0;
        double all = 0;
        double compared = 0;
        for (float[][] scene : scenes) {
            events.reset();
            events.step(scene[0]);
            events.clearCounts();
            for (int t = 1; t < scene.length; t++) {
                events.step(scene[t]);
            }
            for (int l = 0; l < changed.length; l++) {
                changed[l] += events.events(l);
                macs += events.macs(l);
                all += events.denseMacs(l);
                compared += events.compared(l);
            }
        }
        int frames = scenes.length * (FRAMES - 1);
        StringBuilder density = new StringBuilder();
        double sum = 0;
        for (int l = 0; l < changed.length; l++) {
            sum += changed[l];
            density.append(String.format(Locale.ROOT, " %.2f", 100.0 * changed[l] / events.units(l) / frames));
        }
        Bench.say(
                "  %.1f million multiply-accumulates dense, %.2f %% of them done; %.0f units compared a frame, %.0f"
                        + " changed; changed input units by layer, %%:%s",
                all / scenes.length / 1e6, 100 * macs / all / (FRAMES - 1), compared / frames, sum / frames, density);
    }

    /**
     * Each scene is walked to and fro, so that the camera never cuts; prints the mean over scenes of the best of some rounds.
     *
     * @return mean nanoseconds a frame of both by round
     */
    private static double[][] speed(DeltaNetwork events, Dense dense, float[][][] scenes) {
        double[][] best = new double[2][scenes.length];
        double[][] means = new double[2][ROUNDS];
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
                long end = Bench.cpuNanos();
                means[0][round] += (middle - start) / (double) walk / scenes.length;
                means[1][round] += (end - middle) / (double) walk / scenes.length;
                keepLeast(best[0], s, round, (middle - start) / (double) walk);
                keepLeast(best[1], s, round, (end - middle) / (double) walk);
            }
        }
        double ours = Arrays.stream(best[0]).average().orElseThrow();
        double theirs = Arrays.stream(best[1]).average().orElseThrow();
        Bench.say(
                "  %.0f us a frame event by event, %.0f us dense in ONNX Runtime, ratio %.2f (goal 5)",
                ours / 1e3, theirs / 1e3, theirs / ours);
        return means;
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

    /** A session of ONNX Runtime on one thread whose tensors live in buffers of their own. */
    private static final class Dense implements AutoCloseable {
        private final OrtSession session;
        private final FloatBuffer input;
        private final FloatBuffer output;
        private final OnnxTensor x;
        private final OnnxTensor y;
        private final String name;
        private final float[] values;

        Dense(LayerStack network, int side) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            session = environment.createSession(OnnxModel.of(network.layers(), new Volume(side, side, 1)), options);
            input = buffer(side * side);
            output = buffer(network.outputs());
            x = OnnxTensor.createTensor(environment, input, new long[] {1, 1, side, side});
            y = OnnxTensor.createTensor(environment, output, new long[] {1, network.outputs()});
            name = session.getOutputNames().iterator().next();
            values = new float[network.outputs()];
        }

        private static FloatBuffer buffer(int size) {
            return ByteBuffer.allocateDirect(Float.BYTES * size)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        /** The output, overwritten by the next frame. */
        @SuppressWarnings("try") // the result is read through the buffer that it was given
        float[] run(float[] frame) {
            input.put(0, frame);
            try (OrtSession.Result result = session.run(Map.of("x", x), Map.of(name, y))) {
                output.get(0, values);
                return values;
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws OrtException {
            x.close();
            y.close();
            session.close();
        }
    }
}
