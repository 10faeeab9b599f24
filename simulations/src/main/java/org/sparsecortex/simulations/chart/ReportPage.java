package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One self-contained page: summary, metrics, charts as inline SVG, parameters, provenance. */
public final class ReportPage {
    /** Key of a list in the manifest: what a reader must know before the results. */
    public static final String WARNINGS = "warnings";

    /** Key of a list of maps in the manifest: the points of a sweep with their metrics. */
    public static final String POINTS = "sweep";

    private static final String PAGE = "report.html";

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

    /**
     * The page's text.
     *
     * @param run folder of the run, in which the page will be: charts are read from it; one that is not there, or failed, has its
     *     reason in its place
     */
    public static String html(
            String name,
            String description,
            Map<String, Double> metrics,
            List<ChartSpec> specs,
            Path run,
            String scenarioJson,
            Map<String, ?> manifest,
            Remarks remarks)
            throws IOException {
        StringBuilder page = new StringBuilder(1 << 16);
        page.append(Html.begin(name)).append("<p>").append(escape(description)).append("</p>\n");
        if (manifest.get(WARNINGS) instanceof List<?> warnings) {
            warnings.forEach(each -> page.append("<p><strong>Warning:</strong> ")
                    .append(escape(String.valueOf(each)))
                    .append("</p>\n"));
        }
        if (manifest.get(POINTS) instanceof List<?> points && !points.isEmpty()) {
            page.append("<h2>Sweep</h2>\n<p>Mean and 95 % interval (Student's t) of each point's runs.</p>\n");
            points(page, points, run);
        }
        if (!metrics.isEmpty()) {
            page.append("<h2>Metrics</h2>\n<table>");
            metrics.forEach((id, value) -> page.append("<tr><th>")
                    .append(escape(id))
                    .append("</th>")
                    .append(Html.number(value))
                    .append("<td>")
                    .append(escape(said("metric '" + id + "'", remarks, "")))
                    .append("</td></tr>"));
            page.append("</table>\n");
        }
        page.append("<h2>Charts</h2>\n");
        for (ChartSpec spec : specs) {
            figure(page, spec, run, remarks);
        }
        others(page, specs, metrics, remarks);
        files(page, run);
        page.append("<h2>Provenance</h2>\n");
        Map<String, Object> provenance = new LinkedHashMap<>(manifest);
        provenance.keySet().removeAll(List.of(WARNINGS, POINTS));
        table(page, provenance);
        page.append(Html.scenario(scenarioJson)).append("</body></html>\n");
        return page.toString();
    }

    /** Links to the records and the other files. */
    private static void files(StringBuilder page, Path run) throws IOException {
        page.append("<h2>Files</h2>\n<p>");
        List<Path> files = new ArrayList<>();
        Path records = run.resolve("records");
        if (Files.isDirectory(records)) {
            try (Stream<Path> all = Files.list(records)) {
                files.addAll(all.filter(Files::isRegularFile).sorted().toList());
            }
        }
        for (String other : List.of("metrics.json", "manifest.json", "scenario.json")) {
            files.add(run.resolve(other));
        }
        page.append(files.stream()
                        .map(file -> Html.link(
                                run.resolve(PAGE),
                                file,
                                run.relativize(file).toString().replace('\\', '/')))
                        .collect(Collectors.joining(" \u00B7 ")))
                .append("</p>\n");
    }

    /** Notes and failure of a part as a text behind {@code before}; empty if there is nothing to say. */
    private static String said(String part, Remarks remarks, String before) {
        List<String> all = new ArrayList<>(remarks.notes().getOrDefault(part, List.of()));
        if (remarks.failures().containsKey(part)) {
            all.add("failed: " + remarks.failures().get(part));
        }
        return all.isEmpty() ? "" : before + String.join("; ", all);
    }

    private static void figure(StringBuilder page, ChartSpec spec, Path run, Remarks remarks) throws IOException {
        String part = "chart '" + spec.id() + "'";
        Path charts = run.resolve("charts");
        Path svg = charts.resolve(spec.id() + ".svg");
        boolean failed = remarks.failures().containsKey(part);
        if (failed || !Files.isRegularFile(svg)) {
            if (failed) {
                page.append("<p><strong>")
                        .append(escape(part + said(part, remarks, " ")))
                        .append("</strong></p>\n");
            }
            return;
        }
        page.append("<figure>")
                .append(Html.drawing(Files.readString(svg), spec.id()))
                .append("<figcaption>")
                .append(escape((spec.title().isEmpty() ? spec.id() : spec.title()) + said(part, remarks, ": ")))
                .append(" (");
        List<String> links = new ArrayList<>();
        for (String format : List.of("pdf", "svg", "png")) {
            links.add(Html.link(
                    run.resolve(PAGE), charts.resolve(spec.id() + "." + format), format.toUpperCase(Locale.ROOT)));
        }
        page.append(String.join(", ", links)).append(")</figcaption></figure>\n");
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

    private static void table(StringBuilder page, Map<?, ?> rows) {
        page.append("<table>");
        rows.forEach((key, value) -> {
            page.append("<tr><th>").append(escape(String.valueOf(key))).append("</th><td>");
            cell(page, value);
            page.append("</td></tr>");
        });
        page.append("</table>\n");
    }

    /** One row a point, headed by the keys of the first, with links to its runs. */
    private static void points(StringBuilder page, List<?> points, Path run) throws IOException {
        page.append("<div class=\"wide\"><table><tr>");
        ((Map<?, ?>) points.get(0))
                .keySet()
                .forEach(key ->
                        page.append("<th>").append(escape(String.valueOf(key))).append("</th>"));
        page.append("<th>runs</th></tr>");
        List<Path> variants = new ArrayList<>();
        if (Files.isDirectory(run.resolve("variants"))) {
            try (Stream<Path> all = Files.list(run.resolve("variants"))) {
                variants.addAll(all.sorted().toList());
            }
        }
        for (int p = 0; p < points.size(); p++) {
            page.append("<tr>");
            ((Map<?, ?>) points.get(p))
                    .values()
                    .forEach(value -> page.append("<td>")
                            .append(escape(String.valueOf(value)))
                            .append("</td>"));
            String prefix = String.format(Locale.ROOT, "p%06d-r", p);
            page.append("<td>")
                    .append(variants.stream()
                            .filter(variant -> variant.getFileName().toString().startsWith(prefix))
                            .map(variant -> Html.link(
                                    run.resolve(PAGE),
                                    variant.resolve(PAGE),
                                    String.valueOf(Integer.parseInt(variant.getFileName()
                                            .toString()
                                            .substring(prefix.length())
                                            .split("-")[0]))))
                            .collect(Collectors.joining(" ")))
                    .append("</td></tr>");
        }
        page.append("</table></div>\n");
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
        return Html.escape(text);
    }
}
