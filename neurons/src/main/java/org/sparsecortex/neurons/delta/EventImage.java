package org.sparsecortex.neurons.delta;

import org.sparsecortex.neurons.train.Volume;
import org.sparsecortex.sdr.numeric.FloatColumns;

/**
 * Convolution driven by changed places; channels last.
 *
 * <p>The changed channels of a place are added to each output place under which it lies. All weights between a kernel place and
 * the filters of an output are whole arrays, as are the sums of a place, so the additions run in vector instructions. A
 * convolution adds n columns of weights, four a pass; a depthwise one n single weights, or, if a good part of the channels has
 * changed, all of them at once. Both have the same bits, because sums on the grid are exact.
 */
final class EventImage extends PlaceLayer {
    /** Of so many channels one has to have changed for all of them at once to be faster; measured. */
    private static final int ALL_AT_ONCE = 5;

    private final Volume input;
    private final Volume output;
    private final int kernel;
    private final int stride;
    private final float[][][] columns;
    private final float[][] depthwise;
    private final Reach rows;
    private final Reach across;
    private final float[] whole;
    private long macs;

    private EventImage(
            Volume input,
            Volume output,
            int kernel,
            int stride,
            float[][][] columns,
            float[][] depthwise,
            float scale) {
        super(output, scale);
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        this.stride = stride;
        this.columns = columns;
        this.depthwise = depthwise;
        rows = new Reach(input.height(), output.height(), kernel, stride);
        across = new Reach(input.width(), output.width(), kernel, stride);
        whole = new float[input.channels()];
    }

    /**
     * A convolution.
     *
     * @param weights in grid steps: filters x (kernel row, kernel column, channel)
     */
    static EventImage convolution(Volume input, Volume output, int kernel, int stride, float[][] weights, float scale) {
        float[][][] columns = new float[kernel * kernel][input.channels()][output.channels()];
        for (int k = 0; k < columns.length; k++) {
            for (int c = 0; c < input.channels(); c++) {
                for (int f = 0; f < output.channels(); f++) {
                    columns[k][c][f] = weights[f][k * input.channels() + c];
                }
            }
        }
        return new EventImage(input, output, kernel, stride, columns, new float[0][], scale);
    }

    /**
     * A depthwise convolution.
     *
     * @param weights in grid steps: kernel places x channels
     */
    static EventImage depthwise(Volume input, Volume output, int kernel, int stride, float[][] weights, float scale) {
        return new EventImage(input, output, kernel, stride, new float[0][][], weights, scale);
    }

    @Override
    public void receive(EventCoder events) {
        for (int p = 0; p < events.places(); p++) {
            int from = events.start(p);
            int to = events.start(p + 1);
            int place = events.place(p);
            if (kernel == 1 && stride == 1) {
                add(0, events, from, to, false, places.touch(place));
                continue;
            }
            boolean all = columns.length == 0 && (to - from) * ALL_AT_ONCE >= whole.length;
            for (int e = from; all && e < to; e++) {
                whole[events.channel()[e]] = events.change()[e];
            }
            int y = place / input.width();
            spread(y, place - y * input.width(), events, from, to, all);
            for (int e = from; all && e < to; e++) {
                whole[events.channel()[e]] = 0f;
            }
        }
    }

    /** Adds the changes of a place to all output places that it reaches. */
    private void spread(int y, int x, EventCoder events, int from, int to, boolean all) {
        for (int row = rows.first[y]; row <= rows.last[y]; row++) {
            int kernelRow = (y + kernel / 2 - row * stride) * kernel + x + kernel / 2;
            for (int column = across.first[x]; column <= across.last[x]; column++) {
                float[] sums = places.touch(row * output.width() + column);
                add(kernelRow - column * stride, events, from, to, all, sums);
            }
        }
    }

    private void add(int k, EventCoder events, int from, int to, boolean all, float[] sums) {
        int[] channel = events.channel();
        float[] change = events.change();
        if (columns.length > 0) {
            FloatColumns.accumulate(columns[k], channel, change, from, to, sums);
            macs += (long) (to - from) * sums.length;
            return;
        }
        macs += to - from;
        float[] weights = depthwise[k];
        if (all) {
            FloatColumns.accumulateProducts(weights, whole, sums);
            return;
        }
        for (int e = from; e < to; e++) {
            sums[channel[e]] += change[e] * weights[channel[e]];
        }
    }

    /** First and last output place along one side that an input place reaches. */
    private static final class Reach {
        private final int[] first;
        private final int[] last;

        Reach(int inputs, int outputs, int kernel, int stride) {
            first = new int[inputs];
            last = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                first[i] = Math.max(0, (i + kernel / 2 - kernel + stride) / stride);
                last[i] = Math.min(outputs - 1, (i + kernel / 2) / stride);
            }
        }
    }

    @Override
    public long macs() {
        return macs;
    }

    @Override
    public void clearMacs() {
        macs = 0;
    }
}
