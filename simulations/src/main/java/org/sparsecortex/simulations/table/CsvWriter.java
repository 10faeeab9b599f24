package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;

/**
 * Record as text: {@code step,<signal>} or {@code step,<signal>[0],<signal>[1],...}; an SDR as {@code step,index}, one line
 * per active bit. Doubles are printed so that reading gives the same bits. Names with a comma, a quotation mark or a line break are
 * quoted as RFC 4180 asks.
 */
public final class CsvWriter extends RecordWriter {
    private final StringBuilder line = new StringBuilder();

    /**
     * Opens the file.
     *
     * @param resumeAt length to go on from, 0 for a new file
     */
    public CsvWriter(Path target, List<String> names, List<Shape> shapes, long resumeAt) throws IOException {
        super(target, resumeAt, 0);
        if (resumeAt == 0) {
            write(header(names, shapes).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String header(List<String> names, List<Shape> shapes) {
        if (shapes.get(0).kind() == Signal.Kind.SDR) {
            return "step,index\n";
        }
        StringBuilder header = new StringBuilder("step");
        for (int s = 0; s < names.size(); s++) {
            for (int i = 0; i < shapes.get(s).size(); i++) {
                String element = shapes.get(s).size() > 1 ? "[" + i + "]" : "";
                header.append(',').append(CsvTable.cell(names.get(s) + element));
            }
        }
        return header.append('\n').toString();
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
