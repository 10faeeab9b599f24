package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.KeyedRandom;

/** A digit of a 5 x 7 dot font, each dot a small disc, on a straight path that bounces off the borders. */
final class DigitScene implements Scene {
    /** Rows of the digits 0 to 9, top first, five bits each; own drawing. */
    private static final int[][] FONT = {
        {14, 17, 17, 17, 17, 17, 14}, {4, 12, 4, 4, 4, 4, 14}, {14, 17, 1, 2, 4, 8, 31}, {14, 17, 1, 6, 1, 17, 14},
        {2, 6, 10, 18, 31, 2, 2}, {31, 16, 30, 1, 1, 17, 14}, {6, 8, 16, 30, 17, 17, 14}, {31, 1, 2, 4, 8, 8, 8},
        {14, 17, 17, 14, 17, 17, 14}, {14, 17, 17, 15, 1, 2, 12}
    };

    private final int height;
    private final int width;
    private final int digit;
    private final double texture;
    private final double dot;
    private final double startX;
    private final double startY;
    private final double speedX;
    private final double speedY;
    private final long seed;
    private final long number;
    private double[] background = new double[0];

    DigitScene(VideoContent.Digits spec, int height, int width, long seed, long number) {
        this.height = height;
        this.width = width;
        KeyedRandom random = KeyedRandom.of(seed, "digit");
        digit = random.below(10, 0, number, 0);
        dot = Math.min(height, width) * (0.055 + 0.02 * random.uniform(1, number, 0));
        startX = random.uniform(2, number, 0) * (width - 5 * dot);
        startY = random.uniform(3, number, 0) * (height - 7 * dot);
        speedX = spec.speed() * (2 * random.uniform(4, number, 0) - 1);
        speedY = spec.speed() * (2 * random.uniform(5, number, 0) - 1);
        this.texture = spec.texture();
        this.seed = seed;
        this.number = number;
    }

    @Override
    public int label() {
        return digit;
    }

    /** Position on a path of that length that is walked to and fro. */
    static double bounce(double position, double length) {
        if (length <= 0) {
            return 0;
        }
        double around = position - 2 * length * Math.floor(position / (2 * length));
        return around <= length ? around : 2 * length - around;
    }

    @Override
    public void draw(double time, double[] frame) {
        if (background.length == 0) {
            background = Background.texture(height, width, 0.25, texture, seed, number);
        }
        System.arraycopy(background, 0, frame, 0, frame.length);
        Canvas canvas = new Canvas(height, width, frame);
        double left = bounce(startX + speedX * time, width - 5 * dot) + dot / 2;
        double top = bounce(startY + speedY * time, height - 7 * dot) + dot / 2;
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 5; x++) {
                if ((FONT[digit][y] >> (4 - x) & 1) != 0) {
                    canvas.disc(left + x * dot, top + y * dot, dot * 0.55, 0.95);
                }
            }
        }
    }
}
