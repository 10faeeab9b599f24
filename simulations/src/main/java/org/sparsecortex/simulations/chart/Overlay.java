package org.sparsecortex.simulations.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same line chart of several runs, drawn over each other. */
public final class Overlay {
    private Overlay() {}

    /**
     * One chart with the curves of all runs, named by run; empty if one of the charts is no line chart, or its axes are others.
     *
     * @param charts the chart of each run
     * @param records folder of the records of each run; the chart is to be drawn from that of the first
     * @param labels name of each run
     */
    public static Optional<ChartSpec> of(List<ChartSpec> charts, List<Path> records, List<String> labels) {
        if (!(charts.get(0) instanceof LineChart first)) {
            return Optional.empty();
        }
        Path base = records.get(0).toAbsolutePath().normalize();
        List<ChartSpec.Series> all = new ArrayList<>();
        for (int r = 0; r < charts.size(); r++) {
            if (!(charts.get(r) instanceof LineChart chart)
                    || !chart.x().equals(first.x())
                    || !sameScale(chart, first)) {
                return Optional.empty();
            }
            Path folder = base.relativize(records.get(r).toAbsolutePath().normalize());
            for (ChartSpec.Series series : chart.series()) {
                String own = series.label().isEmpty() ? series.y() : series.label();
                String label = chart.series().size() == 1 ? labels.get(r) : own + ", " + labels.get(r);
                all.add(series.from(folder.resolve(series.record()).toString(), label));
            }
        }
        return Optional.of(new LineChart(
                first.id(),
                first.title(),
                first.x(),
                first.y(),
                all,
                first.shade(),
                first.shadeLabel(),
                ChartSpec.Width.TWO_COLUMN,
                Math.max(80, first.heightMm())));
    }

    private static boolean sameScale(LineChart a, LineChart b) {
        return a.y().log() == b.y().log() && a.y().names().equals(b.y().names());
    }
}
