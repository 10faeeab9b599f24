package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One self-contained page: summary, metrics, charts as inline SVG, parameters, provenance. */
public final class ReportPage {
    private ReportPage() {}

    /** The page's text. Charts are read from {@code charts}; one that is not there is left out. */
    public static String html(
            String name,
            String description,
            Map<String, Double> metrics,
            List<ChartSpec> specs,
            Path charts,
            String scenarioJson,
            Map<String, ?> manifest)
            throws IOException {
        StringBuilder page = new StringBuilder(1 << 16);
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(name))
                .append("</title><style>body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}")
                .append("table{border-collapse:collapse}td,th{border-bottom:1px solid #ddd;padding:.2em"
                        + " .8em;text-align:left}")
                .append("figure{margin:1.5em 0}pre{background:#f6f6f6;padding:1em;overflow:auto}svg{max-width:100%}")
                .append("</style></head><body>\n<h1>")
                .append(escape(name))
                .append("</h1>\n<p>")
                .append(escape(description))
                .append("</p>\n");
        if (!metrics.isEmpty()) {
            page.append("<h2>Metrics</h2>\n");
            table(page, metrics);
        }
        page.append("<h2>Charts</h2>\n");
        for (ChartSpec spec : specs) {
            Path svg = charts.resolve(spec.id() + ".svg");
            if (Files.exists(svg)) {
                String text = Files.readString(svg);
                page.append("<figure>")
                        .append(ownIds(text.substring(text.indexOf("<svg")), spec.id()))
                        .append("<figcaption>")
                        .append(escape(spec.id()))
                        .append("</figcaption></figure>\n");
            }
        }
        page.append("<h2>Provenance</h2>\n");
        table(page, manifest);
        page.append("<h2>Scenario</h2>\n<details><summary>all parameters, defaults filled in</summary><pre>")
                .append(escape(scenarioJson))
                .append("</pre></details>\n</body></html>\n");
        return page.toString();
    }

    /** Gives the ids of a drawing a prefix: all drawings name their clips alike, and a page has one space of ids. */
    private static String ownIds(String svg, String chart) {
        return svg.replaceAll("\\bid=\"", "id=\"" + chart + "-")
                .replace("url(#", "url(#" + chart + "-")
                .replace("href=\"#", "href=\"#" + chart + "-");
    }

    private static void table(StringBuilder page, Map<?, ?> rows) {
        page.append("<table>");
        rows.forEach((key, value) -> {
            page.append("<tr><th>").append(escape(String.valueOf(key))).append("</th><td>");
            cell(page, value);
            page.append("</td></tr>");
        });
        page.append("</table>\n");
    }

    /** A map as a table in the table, a list of maps as one after another, anything else as text. */
    private static void cell(StringBuilder page, Object value) {
        if (value instanceof Map<?, ?> rows) {
            table(page, rows);
        } else if (value instanceof List<?> all && !all.isEmpty() && all.get(0) instanceof Map<?, ?>) {
            all.forEach(each -> cell(page, each));
        } else {
            page.append(escape(String.valueOf(value)));
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
