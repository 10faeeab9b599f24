package org.sparsecortex.delta;

import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.numeric.IntColumns;

/**
 * Convolution driven by changed places; channels last.
 *
 * <p>The changed channels of a place are added to each output place under which it lies. All weights between a kernel place and
 * the filters of an output are whole arrays, as are the sums of a place, so the additions run in vector instructions. A
 * convolution adds n columns of weights, four a pass; a depthwise one n single weights, or, if a good part of the channels has
 * changed, all of them at once. Both have the same bits, because integer sums are exact.
 */
final class EventImage extends PlaceLayer {
    /** Of so many channels one has to have changed for all of them at once to be faster; measured. */
    private static final int ALL_AT_ONCE = 5;

    private final Volume input;
    private final Volume output;
    private final int kernel;
    private final int stride;
    private final int[][][] columns;
    private final int[][] depthwise;
    private final Reach rows;
    private final Reach across;
    private final int[] whole;
    private final int[][] byChannel;
    private final int[][] target;
    private final int[] kernelPlace;
    private long macs;

    private EventImage(
            Volume input,
            Volume output,
            int kernel,
            int stride,
            int[][][] columns,
            int[][] depthwise,
            int[] bias,
            float scale) {
        super(output, scale, bias);
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        this.stride = stride;
        this.columns = columns;
        this.depthwise = depthwise;
        rows = new Reach(input.height(), output.height(), kernel, stride);
        across = new Reach(input.width(), output.width(), kernel, stride);
        whole = new int[input.channels()];
        byChannel = new int[input.channels()][depthwise.length];
        for (int k = 0; k < depthwise.length; k++) {
            for (int c = 0; c < byChannel.length; c++) {
                byChannel[c][k] = depthwise[k][c];
            }
        }
        kernelPlace = new int[kernel * kernel];
        target = new int[kernelPlace.length][0];
    }

    /**
     * A convolution.
     *
     * @param weights in units of the sums: filters x (kernel row, kernel column, channel)
     */
    static EventImage convolution(
            Volume input, Volume output, int kernel, int stride, int[][] weights, int[] bias, float scale) {
        int[][][] columns = new int[kernel * kernel][input.channels()][output.channels()];
        for (int k = 0; k < columns.length; k++) {
            for (int c = 0; c < input.channels(); c++) {
                for (int f = 0; f < output.channels(); f++) {
                    columns[k][c][f] = weights[f][k * input.channels() + c];
                }
            }
        }
        return new EventImage(input, output, kernel, stride, columns, new int[0][], bias, scale);
    }

    /**
     * A depthwise convolution.
     *
     * @param weights in units of the sums: kernel places x channels
     */
    static EventImage depthwise(
            Volume input, Volume output, int kernel, int stride, int[][] weights, int[] bias, float scale) {
        return new EventImage(input, output, kernel, stride, new int[0][][], weights, bias, scale);
    }

    @Override
    public void receive(LevelChanges events) {
        for (int p = 0; p < events.places(); p++) {
            int from = events.start(p);
            int to = events.end(p);
            int place = events.place(p);
            if (kernel == 1 && stride == 1 && columns.length > 0) {
                add(columns[0], events, from, to, places.touch(place));
                continue;
            }
            int y = place / input.width();
            spread(y, place - y * input.width(), events, from, to);
        }
    }

    /** Adds the changes of a place to all output places that it reaches. */
    private void spread(int y, int x, LevelChanges events, int from, int to) {
        int reached = 0;
        for (int row = rows.first[y]; row <= rows.last[y]; row++) {
            int kernelRow = (y + kernel / 2 - row * stride) * kernel + x + kernel / 2;
            for (int column = across.first[x]; column <= across.last[x]; column++) {
                target[reached] = places.touch(row * output.width() + column);
                kernelPlace[reached++] = kernelRow - column * stride;
            }
        }
        if (columns.length > 0) {
            for (int r = 0; r < reached; r++) {
                add(columns[kernelPlace[r]], events, from, to, target[r]);
            }
            return;
        }
        macs += (long) reached * (to - from);
        if ((to - from) * ALL_AT_ONCE >= whole.length) {
            allAtOnce(events, from, to, reached);
        } else {
            oneByOne(events.channel(), events.change(), from, to, reached);
        }
    }

    private void add(int[][] weights, LevelChanges events, int from, int to, int[] sums) {
        IntColumns.accumulate(weights, events.channel(), events.change(), from, to, sums);
        macs += (long) (to - from) * sums.length;
    }

    private void oneByOne(int[] channel, int[] change, int from, int to, int reached) {
        for (int e = from; e < to; e++) {
            int c = channel[e];
            int d = change[e];
            int[] weights = byChannel[c];
            for (int r = 0; r < reached; r++) {
                target[r][c] += d * weights[kernelPlace[r]];
            }
        }
    }

    private void allAtOnce(LevelChanges events, int from, int to, int reached) {
        for (int e = from; e < to; e++) {
            whole[events.channel()[e]] = events.change()[e];
        }
        for (int r = 0; r < reached; r++) {
            IntColumns.accumulateProducts(depthwise[kernelPlace[r]], whole, target[r]);
        }
        for (int e = from; e < to; e++) {
            whole[events.channel()[e]] = 0;
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
