package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.sdr.numeric.FloatColumns;

/**
 * Convolution driven by changed pixels.
 *
 * <p>The outputs under a changed pixel lie side by side in each output row. They are copied to a short array, all changed channels
 * of the pixel are added at once, four a pass, and copied back: equal indices again, so the loop uses vector instructions. Weights:
 * one array per phase of the stride, kernel row and input channel, kernel columns descending, filters within. Rows of sums have a
 * margin, so borders need no test.
 */
final class EventConv implements EventLayer {
    private final Volume input;
    private final Volume output;
    private final int kernel;
    private final int stride;
    private final int pad;
    private final int margin;
    private final float[][][][] runs;
    private final float[][] scratch;
    private final RowSums sums;
    private final float[][] rows;
    private final float scale;
    private final int[] channels;
    private final float[] values;
    private long macs;

    /**
     * A layer without sums yet.
     *
     * @param weights in grid steps: filters x (kernel row, kernel column, channel)
     */
    EventConv(Volume input, Volume output, int kernel, int stride, float[][] weights, float scale) {
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        this.stride = stride;
        this.pad = kernel / 2;
        this.margin = (kernel - 1) / stride;
        this.scale = scale;
        runs = new float[stride][kernel][input.channels()][];
        scratch = new float[stride][];
        for (int phase = 0; phase < stride; phase++) {
            int places = places(phase);
            scratch[phase] = new float[places * output.channels()];
            for (int k = 0; k < kernel; k++) {
                for (int c = 0; c < input.channels(); c++) {
                    runs[phase][k][c] = run(weights, phase, k, c, places);
                }
            }
        }
        sums = new RowSums(output, margin);
        rows = sums.rows;
        channels = new int[input.channels()];
        values = new float[input.channels()];
    }

    /** Output columns that a pixel of that phase reaches. */
    private int places(int phase) {
        return phase >= kernel ? 0 : (kernel - 1 - phase) / stride + 1;
    }

    private float[] run(float[][] weights, int phase, int k, int channel, int places) {
        int filters = output.channels();
        float[] run = new float[places * filters];
        for (int p = 0; p < places; p++) {
            int column = phase + (places - 1 - p) * stride;
            for (int f = 0; f < filters; f++) {
                run[p * filters + f] = weights[f][(k * kernel + column) * input.channels() + channel];
            }
        }
        return run;
    }

    @Override
    public void receive(int[] ids, float[] changes, int count) {
        int c = input.channels();
        for (int e = 0; e < count; ) {
            int pixel = ids[e] / c;
            int n = 0;
            int end = (pixel + 1) * c;
            while (e < count && ids[e] < end) {
                channels[n] = ids[e] - pixel * c;
                values[n++] = changes[e++];
            }
            add(pixel / input.width(), pixel % input.width(), n);
        }
    }

    private void add(int y, int x, int n) {
        int filters = output.channels();
        int phase = (x + pad) % stride;
        float[] short_ = scratch[phase];
        if (short_.length == 0) {
            return;
        }
        int last = (x + pad) / stride;
        int first = last - short_.length / filters + 1;
        int at = (first + margin) * filters;
        for (int k = (y + pad) % stride; k < kernel; k += stride) {
            int row = (y + pad - k) / stride;
            if (y + pad - k < 0 || row >= output.height()) {
                continue;
            }
            System.arraycopy(rows[row], at, short_, 0, short_.length);
            FloatColumns.accumulate(runs[phase][k], channels, values, n, short_);
            System.arraycopy(short_, 0, rows[row], at, short_.length);
            sums.touch(row, Math.max(0, first), Math.min(output.width(), last + 1));
            macs += (long) n * short_.length;
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
