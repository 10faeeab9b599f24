package org.sparsecortex.learning.layer;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/** Mean over squares that do not overlap, or over the whole image. Linear, so changes pass through it as they are. */
public final class PoolLayer implements Layer {
    private final Volume input;
    private final Volume output;
    private final int high;
    private final int wide;

    /**
     * A pool of squares of side {@code size}; 0 takes the whole image.
     *
     * @throws IllegalArgumentException unless the squares fill the image
     */
    public PoolLayer(Volume input, int size) {
        this.input = input;
        this.high = size == 0 ? input.height() : size;
        this.wide = size == 0 ? input.width() : size;
        Checks.that(
                input.height() % high == 0 && input.width() % wide == 0,
                "size",
                size,
                "must divide the image of " + input.height() + " x " + input.width());
        this.output = new Volume(input.height() / high, input.width() / wide, input.channels());
    }

    @Override
    public Volume output() {
        return output;
    }

    /** Input places of an output place. */
    public int area() {
        return high * wide;
    }

    /** Output element that input element {@code i} belongs to. */
    public int target(int i) {
        int c = input.channels();
        int place = i / c;
        int row = place / input.width() / high;
        int column = place % input.width() / wide;
        return (row * output.width() + column) * c + i % c;
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        float scale = 1f / area();
        for (int r = 0; r < pass.rows(); r++) {
            Arrays.fill(y[r], 0f);
            for (int i = 0; i < x[r].length; i++) {
                y[r][target(i)] += x[r][i];
            }
            for (int o = 0; o < y[r].length; o++) {
                y[r][o] *= scale;
            }
        }
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        float scale = 1f / area();
        for (int r = 0; r < dx.length; r++) {
            for (int i = 0; i < x[r].length; i++) {
                dx[r][i] = scale * dy[r][target(i)];
            }
        }
    }
}
