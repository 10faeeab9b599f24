package org.sparsecortex.simulations.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.RecordSpec;
import org.sparsecortex.simulations.scenario.RecordedSignal;

/**
 * Tells the records of a run while it goes on, a JSON object a line:
 *
 * <pre>  {"record":"scores","step":5,"series.value":1.25,"tm.anomaly":0.0}  </pre>
 *
 * An SDR is the list of its active bits, a vector the list of its numbers; NaN and infinite numbers are texts. Lines are in the order of
 * steps, then of records, and the same bytes under every plan.
 *
 * <p>A file of them goes on after its last whole line, so that nothing stands in it twice. Standard output cannot be asked what has
 * come through: after a restart the lines of the steps after the checkpoint come again, and their steps tell.
 */
public final class ResultLines implements StepObserver, AutoCloseable {
    private static final int TAIL_BYTES = 1 << 22;

    private final List<RecordSpec> records;
    private final List<List<RecordedSignal>> signals = new ArrayList<>();
    private final List<int[]> columns = new ArrayList<>();
    private final long total;
    private final Consumer<String> printer;
    private final FileChannel file;
    private final StringBuilder text = new StringBuilder();
    private long lastStep;
    private int lastRecord;

    /**
     * @param records what is told
     * @param watched what the observer receives
     * @param options where the lines go
     * @param isNew whether the run begins with its first row, so that a file of results must be empty
     * @param printer receives whole lines for standard output
     */
    public ResultLines(
            Network network,
            List<RecordSpec> records,
            List<Endpoint> watched,
            LiveOptions options,
            boolean isNew,
            Consumer<String> printer)
            throws IOException {
        this.records = records;
        this.total = network.schedule().totalSteps();
        this.printer = printer;
        for (RecordSpec record : records) {
            List<RecordedSignal> of = record.of(network);
            signals.add(of);
            columns.add(of.stream().mapToInt(s -> watched.indexOf(s.endpoint())).toArray());
        }
        lastStep = options.after();
        lastRecord = records.size();
        file = options.results().isPresent() ? open(options.results().get(), isNew) : null;
    }

    private FileChannel open(Path path, boolean isNew) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (isNew && channel.size() > 0) {
                throw new UserError(
                        "--results " + path + ": the file is not empty, but the run begins with its first row;"
                                + " name another file, or remove it");
            }
            long from = Math.max(0, channel.size() - TAIL_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) > 0) {}
            String end = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
            int whole = end.lastIndexOf('\n') + 1;
            if (whole > 0) {
                resume(path, end.substring(end.lastIndexOf('\n', whole - 2) + 1, whole));
            } else if (from > 0) {
                throw new UserError("--results " + path + ": no whole line in its last " + TAIL_BYTES + " bytes");
            }
            channel.truncate(from + whole);
            channel.position(from + whole);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void resume(Path path, String line) {
        try {
            Map<String, Object> told = JsonText.parseObject(line);
            lastStep = ((Number) told.get("step")).longValue();
            lastRecord = records.stream().map(RecordSpec::id).toList().indexOf(told.get("record"));
        } catch (RuntimeException e) {
            lastRecord = -1;
        }
        if (lastRecord < 0) {
            throw new UserError("--results " + path + ": its last line is not one of this run: " + line.strip());
        }
    }

    @Override
    public void onStep(Step step, List<Signal> values) {
        for (int r = 0; r < records.size(); r++) {
            boolean told = step.index() < lastStep || (step.index() == lastStep && r <= lastRecord);
            if (!told && records.get(r).steps(total).has(step.index())) {
                line(r, step.index(), values);
            }
        }
    }

    private void line(int r, long step, List<Signal> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("record", records.get(r).id());
        line.put("step", step);
        for (int c = 0; c < columns.get(r).length; c++) {
            RecordedSignal signal = signals.get(r).get(c);
            line.put(signal.name(), plain(signal.of(values.get(columns.get(r)[c]))));
        }
        text.append(JsonText.text(line)).append('\n');
    }

    private static Object plain(Signal signal) {
        List<Object> numbers = new ArrayList<>();
        if (signal instanceof Sdr sdr) {
            for (int i = 0; i < sdr.cardinality(); i++) {
                numbers.add(sdr.active(i));
            }
            return numbers;
        }
        for (int i = 0; i < signal.size(); i++) {
            numbers.add(signal instanceof Reals reals ? (Number) reals.get(i) : (Number) ((Ints) signal).get(i));
        }
        return numbers.size() == 1 ? numbers.get(0) : numbers;
    }

    /** Hands out the lines so far. */
    public void flush() throws IOException {
        if (text.length() == 0) {
            return;
        }
        if (file == null) {
            printer.accept(text.toString());
        } else {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        text.setLength(0);
    }

    /** Forces the lines to disk, if they go to a file, and says on standard output how many rows are kept, if they do not. */
    public void force(long rows) throws IOException {
        flush();
        if (file != null) {
            file.force(true);
        } else {
            event("checkpoint", rows);
        }
    }

    /** Says on standard output which row is wanted next; a file holds nothing but results. */
    public void ready(long row) {
        if (file == null) {
            event("ready", row);
        }
    }

    private void event(String name, long row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        line.put("row", row);
        printer.accept(JsonText.text(line) + "\n");
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
