package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.Volume;

/** The sums of a layer that lies in rows of pixels, and which pixels of them were touched since they were last emitted. */
final class RowSums {
    /** Sums of each output row: a margin, then pixel by pixel all channels, then a margin. */
    final float[][] rows;

    private final Volume output;
    private final int margin;
    private final boolean[][] touched;
    private final int[] touchedFrom;
    private final int[] touchedTo;

    /** Zeros, all touched; {@code margin} pixels at both ends of a row belong to no output. */
    RowSums(Volume output, int margin) {
        this.output = output;
        this.margin = margin;
        rows = new float[output.height()][(output.width() + 2 * margin) * output.channels()];
        touched = new boolean[output.height()][output.width()];
        touchedFrom = new int[output.height()];
        touchedTo = new int[output.height()];
        reset();
    }

    /** Marks pixels {@code from} to {@code to - 1} of a row. */
    void touch(int row, int from, int to) {
        Arrays.fill(touched[row], from, Math.max(from, to), true);
        touchedFrom[row] = Math.min(touchedFrom[row], from);
        touchedTo[row] = Math.max(touchedTo[row], to);
    }

    /** Codes the touched pixels in ascending order and forgets that they were touched. */
    void emit(EventCoder coder) {
        int filters = output.channels();
        for (int row = 0; row < rows.length; row++) {
            boolean[] flags = touched[row];
            for (int x = touchedFrom[row]; x < touchedTo[row]; x++) {
                if (flags[x]) {
                    coder.code(rows[row], (x + margin) * filters, (row * output.width() + x) * filters, filters);
                    flags[x] = false;
                }
            }
            untouch(row);
        }
    }

    private void untouch(int row) {
        touchedFrom[row] = Integer.MAX_VALUE;
        touchedTo[row] = 0;
    }

    /** Back to zeros, all touched. */
    void reset() {
        for (int row = 0; row < rows.length; row++) {
            Arrays.fill(rows[row], 0f);
            touch(row, 0, output.width());
        }
    }

    /** The sum of an output. */
    float sum(int unit) {
        int perRow = output.width() * output.channels();
        return rows[unit / perRow][unit % perRow + margin * output.channels()];
    }

    /** Writes the sums. */
    void save(DataOutput out) throws IOException {
        for (float[] row : rows) {
            DeltaNetwork.write(row, out);
        }
    }

    /** Replaces the sums (written); none counts as touched. */
    void load(DataInput in) throws IOException {
        for (int row = 0; row < rows.length; row++) {
            DeltaNetwork.read(rows[row], in);
            Arrays.fill(touched[row], false);
            untouch(row);
        }
    }
}
