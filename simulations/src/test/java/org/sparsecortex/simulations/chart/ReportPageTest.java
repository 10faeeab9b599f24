package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;

class ReportPageTest {
    @TempDir
    private Path folder;

    @Test
    void drawingsDoNotClipEachOther() throws IOException {
        Files.writeString(folder.resolve("r.csv"), "step,y\n0,1\n1,5\n2,3\n");
        List<ChartSpec> specs = List.of(line("one", 40), line("two", 80));
        for (ChartSpec spec : specs) {
            ChartRenderer.render(spec, folder, Files.createDirectories(folder.resolve("charts")));
        }
        String page = ReportPage.html("n", "d", Map.of(), specs, folder, "{}", Map.of(), ReportPage.Remarks.none());
        List<String> ids = all(page, "\\bid=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates().anyMatch(id -> id.startsWith("two-clip"));
        assertThat(all(page, "url\\(#([^)]+)\\)")).isNotEmpty().isSubsetOf(ids);
    }

    @Test
    void metricsAreRoundedTitlesAreCaptionsAndFilesAreLinked() throws IOException {
        Files.createDirectories(folder.resolve("charts"));
        Path records = Files.createDirectories(folder.resolve("records"));
        Files.writeString(records.resolve("r.csv"), "step,y\n0,1\n1,5\n2,3\n");
        Files.createDirectories(folder.resolve("variants/p000001-r002-0011aabb"));
        ChartSpec spec = Params.of(
                LineChart.class,
                "id",
                "one",
                "title",
                "Anomaly & <score>",
                "x",
                ChartSpec.Axis.linear("a"),
                "y",
                ChartSpec.Axis.linear("b"),
                "series",
                List.of(Params.of(ChartSpec.Series.class, "record", "r", "y", "y")));
        ChartRenderer.render(spec, records, folder.resolve("charts"));
        Map<String, Object> manifest =
                Map.of(ReportPage.POINTS, List.of(Map.of("axis", "first"), Map.of("axis", "second")));
        String page = ReportPage.html(
                "n", "d", Map.of("mse", 1 / 3.0), List.of(spec), folder, "{}", manifest, ReportPage.Remarks.none());
        assertThat(page)
                .contains("<td class=\"n\" title=\"0.3333333333333333\">0.3333</td>")
                .contains("<figcaption>Anomaly &amp; &lt;score&gt; (<a href=\"charts/one.pdf\">PDF</a>")
                .contains("<a href=\"records/r.csv\">records/r.csv</a>")
                .contains("figure svg{width:100%;height:auto")
                .contains("<td>second</td><td><a href=\"variants/p000001-r002-0011aabb/report.html\">2</a></td>")
                .contains("<td>first</td><td></td>");
    }

    private static List<String> all(String page, String pattern) {
        return new ArrayList<>(Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
    }

    private static ChartSpec line(String id, double heightMm) {
        ChartSpec.Axis axis = ChartSpec.Axis.linear("a");
        ChartSpec.Series series = Params.of(ChartSpec.Series.class, "record", "r", "y", "y");
        return Params.of(
                LineChart.class, "id", id, "x", axis, "y", axis, "series", List.of(series), "heightMm", heightMm);
    }
}
