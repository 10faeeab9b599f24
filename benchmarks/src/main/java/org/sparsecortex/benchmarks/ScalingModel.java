package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.LineChart;

/**
 * The cost of a step on N workers of one thread on a machine with c processors, fitted to one and two of them.
 *
 * <pre>  T(N) = (S + P s_N) max(1, N / c) + O </pre>
 *
 * S: what every range repeats, P: what is divided, ms; s_N: share of the units in the largest of N ranges; both from one process
 * with one and two threads, T1 = S + P and T2 = S + P s_2. O: what two workers take beyond two threads, for messages and what else
 * three processes do beside. See docs/scaling.md.
 */
final class ScalingModel {
    private static final int PROCESSORS = 2;

    private ScalingModel() {}

    /** TABLE [FOLDER]: measured times, see docs/figures/scaling.csv; a chart if a folder is named. */
    static void run(String[] args) throws IOException {
        StringBuilder rows = new StringBuilder("scenario,processes,measured,model\n");
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            double[] t = new double[cells.length];
            for (int i = 1; i < cells.length; i++) {
                t[i] = Double.parseDouble(cells[i]);
            }
            fit(cells[0], t, rows);
        }
        if (args.length > 1) {
            Path folder = Files.createDirectories(Path.of(args[1]));
            Files.writeString(folder.resolve("scaling.csv"), rows);
            ChartRenderer.render(chart(), folder, folder);
        }
    }

    private static void fit(String scenario, double[] t, StringBuilder rows) {
        double divided = (t[3] - t[4]) / (1 - t[1]);
        double repeated = t[3] - divided;
        double beside = t[5] - t[4];
        double three = (repeated + divided * t[2]) * 3 / PROCESSORS + beside;
        Bench.say(
                "%s: S %.1f, P %.1f, O %.1f ms; three workers: model %.1f, measured %.1f ms, %+.0f %%",
                scenario, repeated, divided, beside, three, t[6], 100 * (three / t[6] - 1));
        double[] measured = {t[3], t[5], t[6]};
        double[] model = {t[3], t[5], three};
        for (int n = 0; n < measured.length; n++) {
            rows.append(String.format(Locale.ROOT, "%s,%d,%.3f,%.3f%n", scenario, n + 1, measured[n], model[n]));
        }
    }

    private static ChartSpec chart() {
        return Params.of(
                LineChart.class,
                "id",
                "scaling",
                "x",
                new ChartSpec.Axis(
                        "on 2 processors", false, List.of(0.9, 3.1), List.of("", "1 thread", "2 workers", "3 workers")),
                "y",
                new ChartSpec.Axis("ms a step", false, List.of(0.0, 32.0), List.of()),
                "series",
                List.of(
                        series("measured", "%, measured", ChartSpec.Style.POINTS),
                        series("model", "%, model", ChartSpec.Style.LINE)),
                "heightMm",
                75);
    }

    private static ChartSpec.Series series(String column, String label, ChartSpec.Style style) {
        return Params.of(
                ChartSpec.Series.class,
                "record",
                "scaling",
                "y",
                column,
                "x",
                "processes",
                "label",
                label,
                "groupBy",
                "scenario",
                "style",
                style);
    }
}
