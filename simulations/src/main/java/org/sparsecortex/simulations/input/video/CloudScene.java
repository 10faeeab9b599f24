package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * A motion cloud as a sum of random plane waves.
 *
 * <pre>
 *   L = 0.5 + contrast / 2 * sqrt(2 / N) sum_n cos(2 pi (f_n . x - w_n t) + phi_n)
 *   ln |f_n| normal around ln f0 with sd ln(1 + B / f0);  direction normal around a;  w_n = v . f_n + s |f_n| xi
 * </pre>
 *
 * Source: Leon, Vanzetta, Masson and Perrinet 2012, from memory. Differs from the paper: waves are drawn from the spectrum instead
 * of filtering white noise by it; both are the same Gaussian texture in the limit of many waves.
 */
final class CloudScene implements Scene {
    private final VideoContent.MotionCloud spec;
    private final int width;
    private final double[] fx;
    private final double[] fy;
    private final double[] drift;
    private final double[] phase;

    CloudScene(VideoContent.MotionCloud spec, int height, int width, long seed, long number) {
        this.spec = spec;
        this.width = width;
        KeyedRandom random = KeyedRandom.of(seed, "cloud");
        int n = spec.waves();
        fx = new double[n];
        fy = new double[n];
        drift = new double[n];
        phase = new double[n];
        double heading = 2 * Math.PI * random.uniform(n, number, 0);
        double spread = ExactMath.log(1 + spec.bandwidth() / spec.frequency());
        for (int i = 0; i < n; i++) {
            double radius = Math.min(0.5, spec.frequency() * ExactMath.exp(spread * random.gaussian(i, number, 0)));
            double angle = heading + spec.orientationSpread() * random.gaussian(i, number, 1);
            fx[i] = radius * ExactMath.cos(angle);
            fy[i] = radius * ExactMath.sin(angle);
            double along = fx[i] * ExactMath.cos(heading) + fy[i] * ExactMath.sin(heading);
            drift[i] = spec.speed() * along + spec.speedSpread() * radius * random.gaussian(i, number, 2);
            phase[i] = 2 * Math.PI * random.uniform(i, number, 3);
        }
    }

    @Override
    public int label() {
        return 0;
    }

    @Override
    public void draw(double time, double[] frame) {
        java.util.Arrays.fill(frame, 0.5);
        double scale = spec.contrast() / 2 * Math.sqrt(2.0 / fx.length);
        for (int n = 0; n < fx.length; n++) {
            double turnCos = ExactMath.cos(2 * Math.PI * fx[n]);
            double turnSin = ExactMath.sin(2 * Math.PI * fx[n]);
            for (int row = 0; row < frame.length; row += width) {
                double start = 2 * Math.PI * (fy[n] * (row / width) - drift[n] * time) + phase[n];
                double c = scale * ExactMath.cos(start);
                double s = scale * ExactMath.sin(start);
                for (int x = 0; x < width; x++) {
                    frame[row + x] += c;
                    double next = c * turnCos - s * turnSin;
                    s = c * turnSin + s * turnCos;
                    c = next;
                }
            }
        }
    }
}
