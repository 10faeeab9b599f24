package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * A figure of eleven limbs seen from the front. Angles are in radians from hanging straight down, positive to the right.
 */
final class ActorScene implements Scene {
    static final int ACTIONS = 6;
    private static final double GREY = 0.95;

    private final VideoContent.Actors spec;
    private final int height;
    private final int width;
    private final int action;
    private final long seed;
    private final long number;
    private double[] background = new double[0];
    private final double size;
    private final double homeX;
    private final double homeY;
    private final double phase;
    private final double side;
    private final double vigour;

    ActorScene(VideoContent.Actors spec, int height, int width, long seed, long number) {
        this.spec = spec;
        this.height = height;
        this.width = width;
        KeyedRandom random = KeyedRandom.of(seed, "actor");
        action = random.below(ACTIONS, 0, number, 0);
        size = Math.min(height, width) * (0.82 + 0.16 * random.uniform(1, number, 0)) * (spec.size() / 0.9);
        homeX = width * (0.5 + 0.2 * (random.uniform(2, number, 0) - 0.5));
        homeY = height * (0.5 + 0.1 * (random.uniform(3, number, 0) - 0.5));
        phase = random.uniform(4, number, 0);
        side = random.bernoulli(0.5, 5, number, 0) ? 1 : -1;
        vigour = 0.8 + 0.4 * random.uniform(6, number, 0);
        this.seed = seed;
        this.number = number;
    }

    @Override
    public int label() {
        return action;
    }

    /** Posture of a moment: where the hip is, and angles of all limbs. */
    private static final class Pose {
        private double x;
        private double y;
        private double lean;
        private final double[] upperArm = {-0.3, 0.3};
        private final double[] foreArm = {-0.2, 0.2};
        private final double[] thigh = {-0.12, 0.12};
        private final double[] shin = {-0.05, 0.05};
    }

    private Pose pose(double time) {
        double turn = 2 * Math.PI * (time / spec.period() + phase);
        double swing = vigour * ExactMath.sin(turn);
        Pose p = new Pose();
        switch (action) {
            case 0 -> {
                p.upperArm[1] = 2.4;
                p.foreArm[1] = 2.8 + 0.5 * swing;
            }
            case 1 -> {
                p.thigh[0] = 0.5 * swing;
                p.thigh[1] = -0.5 * swing;
                p.shin[0] = p.thigh[0] - 0.2;
                p.shin[1] = p.thigh[1] - 0.2;
                p.upperArm[0] = -0.5 * swing;
                p.upperArm[1] = 0.5 * swing;
                p.foreArm[0] = p.upperArm[0] + 0.4;
                p.foreArm[1] = p.upperArm[1] + 0.4;
                p.x = 0.06 * ExactMath.sin(turn / 2);
            }
            case 2 -> {
                double open = 0.5 * (1 + swing);
                p.upperArm[0] = -0.4 - 2.1 * open;
                p.upperArm[1] = -p.upperArm[0];
                p.foreArm[0] = p.upperArm[0];
                p.foreArm[1] = p.upperArm[1];
                p.thigh[0] = -0.15 - 0.4 * open;
                p.thigh[1] = -p.thigh[0];
                p.shin[0] = p.thigh[0];
                p.shin[1] = p.thigh[1];
                p.y = -0.05 * open;
            }
            case 3 -> {
                p.lean = 1.2 + 0.3 * swing;
                p.upperArm[0] = 0.1;
                p.upperArm[1] = 0.3;
            }
            case 4 -> {
                double depth = 0.9 + 0.25 * swing;
                p.thigh[0] = -depth;
                p.thigh[1] = depth;
                p.shin[0] = 0.3 * depth;
                p.shin[1] = -0.3 * depth;
                p.y = 0.23 * (1 - ExactMath.cos(depth));
                p.upperArm[0] = -0.9;
                p.upperArm[1] = 0.9;
            }
            default -> {
                p.upperArm[0] = 1.4 + 0.2 * swing;
                p.upperArm[1] = 1.4 - 0.2 * swing;
                p.foreArm[0] = 1.5 + 0.7 * (1 - swing);
                p.foreArm[1] = 1.5 + 0.7 * (1 + swing);
                p.lean = 0.1;
            }
        }
        return p;
    }

    @Override
    public void draw(double time, double[] frame) {
        if (background.length == 0) {
            background = Background.texture(height, width, 0.25, spec.texture(), seed, number);
        }
        System.arraycopy(background, 0, frame, 0, frame.length);
        Canvas canvas = new Canvas(height, width, frame);
        Pose p = pose(time);
        double thick = size * 0.028;
        double hipX = homeX + side * p.x * size;
        double hipY = homeY + (0.08 + p.y) * size;
        double neckX = hipX + side * 0.27 * size * ExactMath.sin(p.lean);
        double neckY = hipY - 0.27 * size * ExactMath.cos(p.lean);
        canvas.line(hipX, hipY, neckX, neckY, thick * 1.3, GREY);
        canvas.disc(
                neckX + side * 0.11 * size * ExactMath.sin(p.lean),
                neckY - 0.11 * size * ExactMath.cos(p.lean),
                0.065 * size,
                GREY);
        for (int s = 0; s < 2; s++) {
            limb(canvas, neckX, neckY, p.upperArm[s], p.foreArm[s], 0.17, thick);
            limb(canvas, hipX, hipY, p.thigh[s], p.shin[s], 0.2, thick);
        }
    }

    private void limb(Canvas canvas, double x, double y, double first, double second, double length, double thick) {
        double jointX = x + side * length * size * ExactMath.sin(first);
        double jointY = y + length * size * ExactMath.cos(first);
        canvas.line(x, y, jointX, jointY, thick, GREY);
        double endX = jointX + side * length * size * ExactMath.sin(second);
        double endY = jointY + length * size * ExactMath.cos(second);
        canvas.line(jointX, jointY, endX, endY, thick, GREY);
    }
}
