package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Frames of sequences, each a function of its sequence and its place. */
record SequenceFrames(KeyedRandom random, int inputs, int fewest, int most) {
    /** What frames show. */
    enum Kind {
        /** Each frame is drawn on its own. */
        RANDOM,
        /** Two edges move over a square image without borders, so that neighbouring frames are alike. */
        EDGES
    }

    private static final int EDGES = 2;
    private static final double TURN = 0.15; // radians a frame, at most
    private static final double SPEED = 1.0; // pixels a frame and axis, at most

    /** Frame number {@code of}, drawn on its own. */
    Sdr drawn(int of) {
        return Sdr.ofSorted(inputs, random.sample(inputs, active(of), of, 0, 0));
    }

    private int active(int of) {
        return fewest + random.below(most - fewest + 1, of, 1, 0);
    }

    /** Frame {@code t} of two moving edges; pixels are taken from their middles outwards until there are enough. */
    Sdr edges(int sequence, int t, int of) {
        int side = (int) Math.round(Math.sqrt(inputs));
        boolean[] on = new boolean[inputs];
        int missing = active(of);
        for (int i = 0; missing > 0; i++) {
            int from = i / EDGES;
            int along = (from & 1) == 0 ? from / 2 : -(from + 1) / 2;
            int pixel = pixel(sequence, i % EDGES, t, along, side);
            missing -= on[pixel] ? 0 : 1;
            on[pixel] = true;
        }
        return Sdr.fromFlags(on);
    }

    private int pixel(int sequence, int edge, int t, int along, int side) {
        double angle = Math.PI * uniform(sequence, edge, 2) + TURN * t * (2 * uniform(sequence, edge, 3) - 1);
        double x = side * uniform(sequence, edge, 4) + SPEED * t * (2 * uniform(sequence, edge, 6) - 1);
        double y = side * uniform(sequence, edge, 5) + SPEED * t * (2 * uniform(sequence, edge, 7) - 1);
        // A row of pixels a step apart along the larger axis of the edge, so that no pixel is left out or met twice.
        double cos = ExactMath.cos(angle);
        double sin = ExactMath.sin(angle);
        double larger = Math.max(Math.abs(cos), Math.abs(sin));
        int column = Math.floorMod((int) Math.floor(x + along * cos / larger), side);
        int row = Math.floorMod((int) Math.floor(y + along * sin / larger), side);
        return row * side + column;
    }

    private double uniform(int sequence, int edge, int what) {
        return random.uniform(sequence, what, edge);
    }

    /** log2 of the number of frames with as many active bits as {@code frame}. */
    double information(Sdr frame) {
        double sum = 0;
        for (int i = 0; i < frame.cardinality(); i++) {
            sum += ExactMath.log((inputs - i) / (i + 1.0));
        }
        return sum / ExactMath.log(2);
    }

    /** Whether {@code inputs} bits form a square image. */
    static boolean isSquare(int inputs) {
        int side = (int) Math.round(Math.sqrt(inputs));
        return side * side == inputs;
    }
}
