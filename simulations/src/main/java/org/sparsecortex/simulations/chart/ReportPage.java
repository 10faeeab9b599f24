package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One self-contained page: summary, metrics, charts as inline SVG, parameters, provenance. */
public final class ReportPage {
    /** Key of a list in the manifest: what a reader must know before the results. */
    public static final String WARNINGS = "warnings";

    /** Key of a list of maps in the manifest: the points of a sweep with their metrics. */
    public static final String POINTS = "sweep";

    private ReportPage() {}

    /**
     * What is said beside metrics and charts, by {@code metric 'id'} and {@code chart 'id'}.
     *
     * @param notes what a reader must know, for example how many values were left out
     * @param failures why a part could not be made
     */
    public record Remarks(Map<String, List<String>> notes, Map<String, String> failures) {
        /** Nothing to say. */
        public static Remarks none() {
            return new Remarks(Map.of(), Map.of());
        }
    }

    /** The page's text. Charts are read from {@code charts}; one that is not there, or failed, has its reason in its place. */
    public static String html(
            String name,
            String description,
            Map<String, Double> metrics,
            List<ChartSpec> specs,
            Path charts,
            String scenarioJson,
            Map<String, ?> manifest,
            Remarks remarks)
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
        if (manifest.get(WARNINGS) instanceof List<?> warnings) {
            warnings.forEach(each -> page.append("<p><strong>Warning:</strong> ")
                    .append(escape(String.valueOf(each)))
                    .append("</p>\n"));
        }
        if (manifest.get(POINTS) instanceof List<?> points && !points.isEmpty()) {
            page.append("<h2>Sweep</h2>\n<p>Mean and 95 % interval (Student's t) of each point's runs.</p>\n");
            points(page, points);
        }
        if (!metrics.isEmpty()) {
            page.append("<h2>Metrics</h2>\n");
            Map<String, String> shown = new LinkedHashMap<>();
            metrics.forEach((id, value) -> shown.put(id, value + said("metric '" + id + "'", remarks, ": ")));
            table(page, shown);
        }
        page.append("<h2>Charts</h2>\n");
        for (ChartSpec spec : specs) {
            figure(page, spec.id(), charts.resolve(spec.id() + ".svg"), remarks);
        }
        others(page, specs, metrics, remarks);
        page.append("<h2>Provenance</h2>\n");
        Map<String, Object> provenance = new LinkedHashMap<>(manifest);
        provenance.keySet().removeAll(List.of(WARNINGS, POINTS));
        table(page, provenance);
        page.append("<h2>Scenario</h2>\n<details><summary>all parameters, defaults filled in</summary><pre>")
                .append(escape(scenarioJson))
                .append("</pre></details>\n</body></html>\n");
        return page.toString();
    }

    /** Notes and failure of a part as a text behind {@code before}; empty if there is nothing to say. */
    private static String said(String part, Remarks remarks, String before) {
        List<String> all = new ArrayList<>(remarks.notes().getOrDefault(part, List.of()));
        if (remarks.failures().containsKey(part)) {
            all.add("failed: " + remarks.failures().get(part));
        }
        return all.isEmpty() ? "" : before + String.join("; ", all);
    }

    private static void figure(StringBuilder page, String id, Path svg, Remarks remarks) throws IOException {
        String part = "chart '" + id + "'";
        boolean failed = remarks.failures().containsKey(part);
        if (failed || !Files.isRegularFile(svg)) {
            if (failed) {
                page.append("<p><strong>")
                        .append(escape(part + said(part, remarks, " ")))
                        .append("</strong></p>\n");
            }
            return;
        }
        String text = Files.readString(svg);
        page.append("<figure>")
                .append(ownIds(text.substring(text.indexOf("<svg")), id))
                .append("<figcaption>")
                .append(escape(id + said(part, remarks, ": ")))
                .append("</figcaption></figure>\n");
    }

    /** What is said of parts that are neither charts nor metrics of the page, as those of an analysis or of a variant. */
    private static void others(
            StringBuilder page, List<ChartSpec> specs, Map<String, Double> metrics, Remarks remarks) {
        Set<String> parts = new LinkedHashSet<>(remarks.notes().keySet());
        parts.addAll(remarks.failures().keySet());
        specs.forEach(spec -> parts.remove("chart '" + spec.id() + "'"));
        metrics.keySet().forEach(id -> parts.remove("metric '" + id + "'"));
        parts.forEach(part -> page.append("<p>")
                .append(escape(part + said(part, remarks, ": ")))
                .append("</p>\n"));
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

    /** One row a point, headed by the keys of the first. */
    private static void points(StringBuilder page, List<?> points) {
        page.append("<table><tr>");
        ((Map<?, ?>) points.get(0))
                .keySet()
                .forEach(key ->
                        page.append("<th>").append(escape(String.valueOf(key))).append("</th>"));
        page.append("</tr>");
        for (Object point : points) {
            page.append("<tr>");
            ((Map<?, ?>) point)
                    .values()
                    .forEach(value -> page.append("<td>")
                            .append(escape(String.valueOf(value)))
                            .append("</td>"));
            page.append("</tr>");
        }
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
