package org.sparsecortex.simulations.input.drawn;

import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * A stick figure that performs one of ten actions, drawn frame by frame; each actor has a build, a pace and a pen of its own.
 *
 * <p>Angles are in radians from hanging down, positive forwards. The set of actions is that of the Weizmann clips (Gorelick
 * et al. 2007); movements and actors are our own choice.
 */
final class StickFigure {
    /** Names of the actions, by class. */
    static final List<String> ACTIONS =
            List.of("walk", "run", "jump", "hop", "skip", "side", "jack", "bend", "wave one", "wave two");

    private final KeyedRandom random;
    private final int size;

    StickFigure(long seed, int size) {
        this.random = KeyedRandom.of(seed, "actors");
        this.size = size;
    }

    /** Posture: place of the hip in units of the image, lean of the trunk, angles of arms and legs, knees. */
    private record Posture(
            double x, double y, double lean, double armA, double armB, double legA, double legB, double knee) {}

    /** Grey values of frame {@code t} of an actor's take of an action. */
    double[] draw(int action, int actor, int take, int t, int frames) {
        double pace = 1 + 0.15 * vary(actor, 0, 0);
        double start = 0.8 * vary(actor, take + 1, 20 + action);
        double phase = 2 * Math.PI * (pace * cycles(action) * t / frames) + start;
        double along = (double) t / frames - 0.5;
        Posture posture = posture(action, phase, along);
        double[] grey = new double[size * size];
        paint(posture, actor, take, action, grey);
        return grey;
    }

    private double vary(int actor, int take, int draw) {
        return 2 * random.uniform(actor, take, draw) - 1;
    }

    private static double cycles(int action) {
        return switch (action) {
            case 1 -> 2.4;
            case 7 -> 0.5;
            case 8, 9 -> 2;
            default -> 1.5;
        };
    }

    private static Posture posture(int action, double p, double along) {
        double s = ExactMath.sin(p);
        double c = ExactMath.cos(p);
        double up = Math.abs(s);
        return switch (action) {
            case 0 -> new Posture(0.5 + 0.4 * along, 0.55, 0.05, -0.4 * s, 0.4 * s, 0.5 * s, -0.5 * s, 0.1);
            case 1 -> new Posture(0.5 + 0.5 * along, 0.53, 0.25, -0.9 * s, 0.9 * s, 0.95 * s, -0.95 * s, 0.6);
            case 2 -> new Posture(0.5 + 0.4 * along, 0.58 - 0.1 * up, 0.2, 1.2 * up, 1.1 * up, 0.3 * s, 0.2 * s, 0.3);
            case 3 -> new Posture(0.5, 0.58 - 0.12 * up, 0, 0.1, -0.1, 0.08, -0.08, 0.25 * (1 - up));
            case 4 -> new Posture(0.5 + 0.4 * along, 0.57 - 0.07 * up, 0.1, -0.3 * s, 0.3 * s, 1.0, 0.15 * s, 0.9);
            case 5 -> new Posture(0.5 + 0.4 * along, 0.55, 0, 0.15, -0.15, 0.35 * (1 + c), -0.35 * (1 + c), 0);
            case 6 -> new Posture(0.5, 0.55, 0, 1.5 + 1.2 * c, -1.5 - 1.2 * c, 0.3 * (1 + c), -0.3 * (1 + c), 0);
            case 7 -> new Posture(0.5, 0.55, 0.7 * (1 - c), 0.7 * (1 - c), 0.6 * (1 - c), 0.05, -0.05, 0);
            case 8 -> new Posture(0.5, 0.55, 0, 2.4 + 0.5 * s, -0.1, 0.1, -0.1, 0);
            default -> new Posture(0.5, 0.55, 0, 2.4 + 0.5 * s, -2.4 - 0.5 * s, 0.1, -0.1, 0);
        };
    }

    private void paint(Posture posture, int actor, int take, int action, double[] grey) {
        double height = size * (0.80 + 0.08 * vary(actor, 0, 1));
        double pen = size * (0.030 + 0.008 * vary(actor, 0, 2));
        double trunk = height * (0.33 + 0.02 * vary(actor, 0, 3));
        double leg = height * (0.24 + 0.015 * vary(actor, 0, 4));
        double arm = height * (0.19 + 0.015 * vary(actor, 0, 5));
        double hipX = size * (posture.x + 0.03 * vary(actor, take + 1, 40 + action)) - 0.5;
        double hipY = size * (posture.y + 0.02 * vary(actor, 0, 6)) - 0.5;
        double lean = posture.lean + 0.06 * vary(actor, 0, 7);
        double neckX = hipX + trunk * ExactMath.sin(lean);
        double neckY = hipY - trunk * ExactMath.cos(lean);
        line(hipX, hipY, neckX, neckY, pen, grey);
        double headX = neckX + 0.11 * height * ExactMath.sin(lean);
        double headY = neckY - 0.11 * height * ExactMath.cos(lean);
        line(headX, headY, headX + 0.3, headY, 2.2 * pen, grey);
        limb(neckX, neckY, arm, posture.armA, 0.3 * Math.signum(posture.armA), pen, grey);
        limb(neckX, neckY, arm, posture.armB, 0.3 * Math.signum(posture.armB), pen, grey);
        limb(hipX, hipY, leg, posture.legA, -posture.knee, pen, grey);
        limb(hipX, hipY, leg, posture.legB, -posture.knee, pen, grey);
    }

    private void limb(double x, double y, double half, double angle, double bend, double pen, double[] grey) {
        double middleX = x + half * ExactMath.sin(angle);
        double middleY = y + half * ExactMath.cos(angle);
        double endX = middleX + half * ExactMath.sin(angle + bend);
        double endY = middleY + half * ExactMath.cos(angle + bend);
        line(x, y, middleX, middleY, pen, grey);
        line(middleX, middleY, endX, endY, pen, grey);
    }

    private void line(double x0, double y0, double x1, double y1, double pen, double[] grey) {
        Pen.line(new double[] {x0, y0, x1, y1}, pen, grey, size);
    }
}
