package org.sparsecortex.simulations.nab;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * The result files that NAB's own scorer reads: {@code results/<detector>/<category>/<detector>_<file>.csv} with the columns
 * timestamp, value, anomaly_score, label.
 *
 * @param folder the folder results
 * @param detector name of the detector
 */
public record NabResults(Path folder, String detector) {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    /** The result file of a series. */
    public Path file(String series) {
        Path name = Path.of(series);
        Path category = name.getParent() == null ? Path.of("") : name.getParent();
        return folder.resolve(detector).resolve(category).resolve(detector + "_" + name.getFileName());
    }

    /**
     * Writes the result file of a series; time stamps and values stand in it as in the data file.
     *
     * @param data the data file
     * @param scores anomaly score of each row
     * @param label 1 for rows within a window
     * @throws IOException if a file cannot be read or written
     */
    public void write(String series, Path data, double[] scores, double[] label) throws IOException {
        Path file = file(series);
        Files.createDirectories(file.getParent());
        try (Reader text = Files.newBufferedReader(data);
                CSVParser rows = CSVParser.parse(text, FORMAT);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp,value,anomaly_score,label\n");
            int i = 0;
            for (CSVRecord row : rows) {
                out.write(
                        row.get("timestamp") + "," + row.get("value") + "," + scores[i] + "," + (int) label[i] + "\n");
                i++;
            }
            Checks.equal("rows of " + data, i, scores.length);
        }
    }

    /** A table for a chart: each row's value, and again where it was detected. */
    public static CsvTable detections(double[] values, double[] scores, double[] label, double threshold) {
        CsvTable table = new CsvTable(List.of("step", "value", "label", "detected"));
        int probation = NabSeries.probation(scores.length);
        for (int i = 0; i < values.length; i++) {
            boolean detected = i >= probation && scores[i] >= threshold;
            table.add(List.of(i, values[i], label[i], detected ? values[i] : Double.NaN));
        }
        return table;
    }
}
