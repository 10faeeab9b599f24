package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** What a generated video shows; the closed set that scenarios can name. */
public sealed interface VideoContent {
    /** Number of classes. */
    int classes();

    /**
     * One scene, a function of its arguments only.
     *
     * @param seed seed of the video
     * @param number number of the scene
     */
    Scene scene(int height, int width, long seed, long number);

    /** Stick figures before a static background. */
    @TypeName(
            value = "actors",
            doc = "a stick figure that waves, walks, jumps, bends, squats or boxes before a static background")
    record Actors(
            @Param(doc = "contrast of the background texture", def = "0.15", min = 0, max = 1)
            double texture,

            @Param(doc = "frames of one cycle of the movement", unit = "frames", def = "16", min = 2, max = 10000)
            double period,

            @Param(
                    doc = "mean height of the figure as a fraction of the shorter side of the frame",
                    def = "0.9",
                    min = 0.05,
                    max = 1)
            double size)
            implements VideoContent {
        @Override
        public int classes() {
            return ActorScene.ACTIONS;
        }

        @Override
        public Scene scene(int height, int width, long seed, long number) {
            return new ActorScene(this, height, width, seed, number);
        }
    }

    /** Moving digits. */
    @TypeName(value = "digits", doc = "a digit that moves on a straight line and bounces")
    record Digits(
            @Param(doc = "largest speed", unit = "px/frame", def = "1", min = 0, max = 100)
            double speed,

            @Param(doc = "contrast of the background texture", def = "0.15", min = 0, max = 1)
            double texture)
            implements VideoContent {
        @Override
        public int classes() {
            return 10;
        }

        @Override
        public Scene scene(int height, int width, long seed, long number) {
            return new DigitScene(this, height, width, seed, number);
        }
    }

    /** Moving shapes whose class is the direction. */
    @TypeName(
            value = "shapes",
            doc = "a disc, square or triangle that moves in one of four directions; the class is the direction")
    record Shapes(
            @Param(doc = "speed", unit = "px/frame", def = "1", min = 0, max = 100)
            double speed) implements VideoContent {
        @Override
        public int classes() {
            return 4;
        }

        @Override
        public Scene scene(int height, int width, long seed, long number) {
            return new ShapeScene(this, height, width, seed, number);
        }
    }

    /** A drifting grating; the class is the orientation. */
    @TypeName(value = "grating", doc = "a drifting sine grating in one of several orientations")
    record Grating(
            @Param(doc = "spatial frequency", unit = "cycles/px", def = "0.125", min = 0, max = 0.5)
            double frequency,

            @Param(doc = "temporal frequency", unit = "cycles/frame", def = "0.05", min = -0.5, max = 0.5)
            double drift,

            @Param(doc = "contrast", def = "0.5", min = 0, max = 1)
            double contrast,

            @Param(doc = "mean grey", def = "0.5", min = 0, max = 1)
            double mean,

            @Param(doc = "number of orientations, equally spaced over half a turn", def = "8", min = 1, max = 360)
            int orientations)
            implements VideoContent {
        @Override
        public int classes() {
            return orientations;
        }

        @Override
        public Scene scene(int height, int width, long seed, long number) {
            return new GratingScene(this, height, width, seed, number);
        }
    }

    /** A random texture with a band of frequencies that drifts. */
    @TypeName(
            value = "motion-cloud",
            doc = "a drifting random texture with given bands of frequency, orientation and speed")
    record MotionCloud(
            @Param(doc = "central spatial frequency", unit = "cycles/px", def = "0.125", min = 0.001, max = 0.5)
            double frequency,

            @Param(doc = "bandwidth of the frequency", unit = "cycles/px", def = "0.1", min = 0, max = 0.5)
            double bandwidth,

            @Param(doc = "speed", unit = "px/frame", def = "1", min = 0, max = 100)
            double speed,

            @Param(doc = "spread of the speed, relative to 1 px/frame", def = "0.5", min = 0, max = 10)
            double speedSpread,

            @Param(doc = "spread of the orientation", unit = "rad", def = "0.3", min = 0, max = 3.15)
            double orientationSpread,

            @Param(doc = "number of random waves", def = "96", min = 1, max = 10000)
            int waves,

            @Param(doc = "contrast", def = "0.5", min = 0, max = 1)
            double contrast)
            implements VideoContent {
        @Override
        public int classes() {
            return 1;
        }

        @Override
        public Scene scene(int height, int width, long seed, long number) {
            return new CloudScene(this, height, width, seed, number);
        }
    }
}
