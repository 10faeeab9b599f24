package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.neurons.train.Volume;

/** Depthwise convolution driven by changed elements; each reaches at most kernel x kernel sums of its own channel. */
final class EventDepthwise implements EventLayer {
    private final Volume input;
    private final Volume output;
    private final int kernel;
    private final int stride;
    private final float[][] weights;
    private final RowSums sums;
    private final float[][] rows;
    private final float scale;
    private long macs;

    /** Weights in grid steps: kernel places x channels. */
    EventDepthwise(Volume input, Volume output, int kernel, int stride, float[][] weights, float scale) {
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        this.stride = stride;
        this.weights = weights;
        this.scale = scale;
        sums = new RowSums(output, 0);
        rows = sums.rows;
    }

    @Override
    public void receive(int[] ids, float[] changes, int count) {
        int c = input.channels();
        for (int e = 0; e < count; e++) {
            int pixel = ids[e] / c;
            add(pixel / input.width(), pixel % input.width(), ids[e] - pixel * c, changes[e]);
        }
    }

    private void add(int y, int x, int channel, float change) {
        int pad = kernel / 2;
        int lastRow = Math.min(output.height() - 1, (y + pad) / stride);
        int lastColumn = Math.min(output.width() - 1, (x + pad) / stride);
        int firstColumn = Math.max(0, Math.floorDiv(x + pad - kernel + stride, stride));
        for (int row = lastRow; row >= 0 && y + pad - row * stride < kernel; row--) {
            int at = (y + pad - row * stride) * kernel + x + pad;
            for (int column = firstColumn; column <= lastColumn; column++) {
                rows[row][column * output.channels() + channel] += change * weights[at - column * stride][channel];
                macs++;
            }
            sums.touch(row, firstColumn, lastColumn + 1);
        }
    }

    @Override
    public void emit(EventCoder coder) {
        sums.emit(coder);
    }

    @Override
    public void reset() {
        sums.reset();
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float sum(int unit) {
        return sums.sum(unit);
    }

    @Override
    public long macs() {
        return macs;
    }

    @Override
    public void clearMacs() {
        macs = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        sums.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        sums.load(in);
    }
}
