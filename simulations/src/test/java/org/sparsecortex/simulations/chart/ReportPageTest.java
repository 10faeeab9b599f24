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
            ChartRenderer.render(spec, folder, folder);
        }
        String page = ReportPage.html("n", "d", Map.of(), specs, folder, "{}", Map.of(), ReportPage.Remarks.none());
        List<String> ids = all(page, "\\bid=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates().anyMatch(id -> id.startsWith("two-clip"));
        assertThat(all(page, "url\\(#([^)]+)\\)")).isNotEmpty().isSubsetOf(ids);
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
