package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;

/**
 * Record as text: {@code step,<signal>} or {@code step,<signal>[0],<signal>[1],...}; an SDR as {@code step,index}, one line
 * per active bit. Doubles are printed so that reading gives the same bits. Names with a comma, a quotation mark or a line break are
 * quoted as RFC 4180 asks.
 */
public final class CsvWriter extends RecordWriter {
    /** The column of an SDR's active bits. */
    public static final String INDEX = "index";

    private final StringBuilder line = new StringBuilder();

    /**
     * Opens the file.
     *
     * @param columns names of the columns behind that of the steps; of an SDR {@link #INDEX} alone
     * @param resumeAt length to go on from, 0 for a new file
     */
    public CsvWriter(Path target, List<String> columns, long resumeAt) throws IOException {
        super(target, resumeAt, 0);
        if (resumeAt == 0) {
            StringBuilder header = new StringBuilder("step");
            columns.forEach(column -> header.append(',').append(CsvTable.cell(column)));
            write(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void append(long step, List<Signal> values) throws IOException {
        line.setLength(0);
        if (values.get(0) instanceof Sdr sdr) {
            for (int i = 0; i < sdr.cardinality(); i++) {
                line.append(step).append(',').append(sdr.active(i)).append('\n');
            }
        } else {
            line.append(step);
            for (Signal value : values) {
                appendAll(value);
            }
            line.append('\n');
        }
        write(line.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void appendAll(Signal value) {
        for (int i = 0; i < value.size(); i++) {
            line.append(',');
            if (value instanceof Reals reals) {
                line.append(reals.get(i));
            } else {
                line.append(((Ints) value).get(i));
            }
        }
    }

    @Override
    byte[] finalHeader() {
        return new byte[0];
    }
}
