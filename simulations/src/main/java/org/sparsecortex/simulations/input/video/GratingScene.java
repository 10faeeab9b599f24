package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** L(x, y, t) = mean (1 + contrast sin(2 pi (f (x cos a + y sin a) - drift t) + phase)). */
final class GratingScene implements Scene {
    private final VideoContent.Grating spec;
    private final int width;
    private final int orientation;
    private final double phase;

    GratingScene(VideoContent.Grating spec, int height, int width, long seed, long number) {
        this.spec = spec;
        this.width = width;
        KeyedRandom random = KeyedRandom.of(seed, "grating");
        orientation = random.below(spec.orientations(), 0, number, 0);
        phase = 2 * Math.PI * random.uniform(1, number, 0);
    }

    @Override
    public int label() {
        return orientation;
    }

    @Override
    public void draw(double time, double[] frame) {
        double angle = Math.PI * orientation / spec.orientations();
        double fx = spec.frequency() * ExactMath.cos(angle);
        double fy = spec.frequency() * ExactMath.sin(angle);
        for (int i = 0; i < frame.length; i++) {
            double turn = fx * (i % width) + fy * (i / width) - spec.drift() * time;
            frame[i] = spec.mean() * (1 + spec.contrast() * ExactMath.sin(2 * Math.PI * turn + phase));
        }
    }
}
