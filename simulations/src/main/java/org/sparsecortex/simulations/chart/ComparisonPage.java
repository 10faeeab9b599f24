package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The page of a comparison: what differs between runs, their metrics, their charts. */
public final class ComparisonPage {
    private final StringBuilder text;
    private final Path page;
    private final List<String> labels;
    private int drawings;

    /**
     * A page that begins with the runs.
     *
     * @param page where it will be
     * @param labels name of each run
     * @param reports report of each run
     * @param states how far each run is
     */
    public ComparisonPage(Path page, List<String> labels, List<Path> reports, List<String> states) {
        this.page = page;
        this.labels = labels;
        text = new StringBuilder(Html.begin("Comparison of " + labels.size() + " runs"));
        text.append("<table><tr><th>run</th><th>report</th><th>state</th></tr>");
        for (int r = 0; r < labels.size(); r++) {
            Path folder = reports.get(r).toAbsolutePath().normalize().getParent();
            text.append("<tr><th>").append(Html.escape(labels.get(r))).append("</th><td>");
            text.append(Html.link(page, reports.get(r), folder.getFileName().toString()));
            text.append("</td><td>").append(Html.escape(states.get(r))).append("</td></tr>");
        }
        text.append("</table>\n");
    }

    /** Parameters, by JSON pointer. */
    public void parameters(Map<String, List<String>> rows) {
        text.append("<h2>Parameters that differ</h2>\n");
        if (rows.isEmpty()) {
            text.append("<p>None: the runs are of one scenario.</p>\n");
            return;
        }
        header();
        rows.forEach((pointer, values) -> {
            text.append("<tr><th>").append(Html.escape(pointer)).append("</th>");
            values.forEach(
                    value -> text.append("<td>").append(Html.escape(value)).append("</td>"));
            text.append("</tr>");
        });
        text.append("</table></div>\n");
    }

    /** Metrics by their ids. */
    public void metrics(Map<String, List<Double>> rows) {
        text.append("<h2>Metrics</h2>\n");
        header();
        rows.forEach((id, values) -> {
            text.append("<tr><th>").append(Html.escape(id)).append("</th>");
            values.forEach(value -> text.append(Html.number(value)));
            text.append("</tr>");
        });
        text.append("</table></div>\n<h2>Charts</h2>\n");
    }

    private void header() {
        text.append("<div class=\"wide\"><table><tr><th></th>");
        labels.forEach(label -> text.append("<th>").append(Html.escape(label)).append("</th>"));
        text.append("</tr>");
    }

    /** A chart of all runs together. */
    public void together(ChartSpec spec, List<Path> files, List<String> notes) throws IOException {
        figure(files.get(0), caption(spec) + (notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
        text.append("<p>").append(Html.link(page, files.get(1), "PDF")).append("</p>\n");
    }

    /** A chart of one run. */
    public void alone(ChartSpec spec, int run, Path svg) throws IOException {
        figure(svg, caption(spec) + ": " + labels.get(run));
    }

    /** A remark. */
    public void remark(String remark) {
        text.append("<p>").append(Html.escape(remark)).append("</p>\n");
    }

    private static String caption(ChartSpec spec) {
        return spec.title().isEmpty() ? spec.id() : spec.title();
    }

    private void figure(Path svg, String caption) throws IOException {
        text.append("<figure>")
                .append(Html.drawing(Files.readString(svg), "d" + drawings++))
                .append("<figcaption>")
                .append(Html.escape(caption))
                .append("</figcaption></figure>\n");
    }

    /** The whole page. */
    public String html() {
        return text + "</body></html>\n";
    }
}
