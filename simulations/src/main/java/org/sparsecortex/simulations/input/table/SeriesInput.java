package org.sparsecortex.simulations.input.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * A generated time series with a daily and a weekly rhythm, noise and labelled anomalies.
 *
 * <pre>  v(t) = level * (1 + 0.5 sin(2 pi (h - 9) / 24) + 0.15 sin(4 pi (h - 3) / 24)) * (weekend ? 0.7 : 1) * (1 + noise * e(t))  </pre>
 *
 * h: hour of the day; e: standard normal. Anomalies come in four kinds in turn: a spike, a flat line, a shift of the rhythm by
 * half a day, a level 60 % up. They start at equal distances in the second half, moved by a keyed draw. Columns: timestamp
 * (s), value, label (1 within an anomaly).
 */
@TypeName(value = "series", doc = "a generated time series with daily and weekly rhythm, noise and labelled anomalies")
public record SeriesInput(
        @Param(doc = "number of rows", unit = "rows", def = "4000", min = 1, max = 10_000_000)
        int rows,

        @Param(doc = "time between two rows", unit = "min", def = "30", min = 1, max = 1440)
        int minutesPerRow,

        @Param(doc = "first time stamp", def = "\"2024-01-01 00:00:00\"")
        String start,

        @Param(doc = "mean of the series", def = "100", min = -1e300, max = 1e300)
        double level,

        @Param(doc = "standard deviation of the noise relative to the value", def = "0.03", min = 0, max = 10)
        double noise,

        @Param(doc = "number of labelled anomalies", def = "4", min = 0, max = 1000)
        int anomalies,

        @Param(doc = "length of an anomaly", unit = "rows", def = "24", min = 1, max = 100000)
        int anomalyRows,

        @Param(doc = "columns to encode, side by side in this order: timestamp or value")
        List<FieldSpec> fields)
        implements InputSpec {
    private static final double HOUR_SECONDS = 3600.0;

    public SeriesInput {
        fields = List.copyOf(fields);
        DateTimeEncoderParams.parseStamp(start);
        for (FieldSpec field : fields) {
            Checks.that(
                    List.of("timestamp", "value").containsAll(field.names()),
                    "fields",
                    field.names(),
                    "are not among the columns of the series: timestamp, value");
        }
        Checks.that(
                4L * anomalies * anomalyRows <= rows,
                "anomalies",
                anomalies,
                "of " + anomalyRows + " rows each take more than a quarter of " + rows + " rows");
    }

    @Override
    public Opened open(InputContext context) {
        context.require("the series", 3L * Double.BYTES * rows);
        KeyedRandom random = KeyedRandom.of(context.seed(), "series");
        double first = DateTimeEncoderParams.parseStamp(start);
        double[] time = new double[rows];
        double[] value = new double[rows];
        double[] label = new double[rows];
        for (int row = 0; row < rows; row++) {
            time[row] = first + row * 60.0 * minutesPerRow;
            value[row] = normal(time[row]) * (1 + noise * random.gaussian(row, 0, 0));
        }
        for (int a = 0; a < anomalies; a++) {
            inject(a, random, time, value, label);
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("timestamp", time);
        columns.put("value", value);
        columns.put("label", label);
        return new Opened(new TableSource(columns, fields, context.seed()), OptionalLong.of(rows));
    }

    private double normal(double time) {
        double hours = time / HOUR_SECONDS;
        double hour = hours - 24 * Math.floor(hours / 24);
        long day = (long) Math.floor(hours / 24);
        boolean weekend = Math.floorMod(day + 3, 7) >= 5; // 1970-01-01 was a Thursday; 0 is Monday
        double rhythm = 1
                + 0.5 * ExactMath.sin(2 * Math.PI * (hour - 9) / 24)
                + 0.15 * ExactMath.sin(4 * Math.PI * (hour - 3) / 24);
        return level * rhythm * (weekend ? 0.7 : 1.0);
    }

    private void inject(int a, KeyedRandom random, double[] time, double[] value, double[] label) {
        int stride = (rows - rows / 2) / anomalies;
        int from = rows / 2 + a * stride + random.below(Math.max(1, stride - anomalyRows), a, 1, 0);
        for (int row = from; row < Math.min(rows, from + anomalyRows); row++) {
            label[row] = 1.0;
            switch (a % 4) {
                case 0 -> value[row] += row - from < 3 ? 2.0 * level : 0.0;
                case 1 -> value[row] = value[from];
                case 2 -> value[row] = normal(time[row] + 12 * HOUR_SECONDS) * (1 + noise * random.gaussian(row, 0, 0));
                default -> value[row] *= 1.6;
            }
        }
    }
}
