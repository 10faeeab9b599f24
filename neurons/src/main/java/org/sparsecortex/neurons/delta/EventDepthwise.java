package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.Volume;

/** Depthwise convolution driven by changed elements; each reaches at most kernel x kernel sums of its own channel. */
final class EventDepthwise implements EventLayer {
    private final Volume input;
    private final Volume output;
    private final int kernel;
    private final int stride;
    private final float[][] weights;
    private final float[][] rows;
    private final boolean[][] touched;
    private final int[] touchedFrom;
    private final int[] touchedTo;
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
        rows = new float[output.height()][output.width() * output.channels()];
        touched = new boolean[output.height()][output.width()];
        touchedFrom = new int[output.height()];
        touchedTo = new int[output.height()];
        reset();
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
            touch(row, firstColumn, lastColumn + 1);
        }
    }

    private void touch(int row, int from, int to) {
        Arrays.fill(touched[row], from, Math.max(from, to), true);
        touchedFrom[row] = Math.min(touchedFrom[row], from);
        touchedTo[row] = Math.max(touchedTo[row], to);
    }

    @Override
    public void emit(EventCoder coder) {
        int filters = output.channels();
        for (int row = 0; row < rows.length; row++) {
            boolean[] flags = touched[row];
            for (int x = touchedFrom[row]; x < touchedTo[row]; x++) {
                if (flags[x]) {
                    coder.code(rows[row], x * filters, (row * output.width() + x) * filters, filters);
                    flags[x] = false;
                }
            }
            touchedFrom[row] = Integer.MAX_VALUE;
            touchedTo[row] = 0;
        }
    }

    @Override
    public void reset() {
        for (float[] row : rows) {
            Arrays.fill(row, 0f);
        }
        for (int row = 0; row < rows.length; row++) {
            touch(row, 0, output.width());
        }
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float sum(int unit) {
        int perRow = output.width() * output.channels();
        return rows[unit / perRow][unit % perRow];
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
        for (float[] row : rows) {
            DeltaNetwork.write(row, out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (float[] row : rows) {
            DeltaNetwork.read(row, in);
        }
        for (boolean[] flags : touched) {
            Arrays.fill(flags, false);
        }
        Arrays.fill(touchedFrom, Integer.MAX_VALUE);
        Arrays.fill(touchedTo, 0);
    }
}
