package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;

class PanelsChartTest {
    @TempDir
    private Path folder;

    private Drawings drawings;

    @BeforeEach
    void table() throws IOException {
        drawings = new Drawings(folder);
        drawings.table("wave", 200, i -> Math.sin(i / 10.0));
        drawings.table("growth", 200, i -> Math.exp(i / 20.0));
    }

    private static ChartSpec line(String id, String record, String title, boolean log) {
        return Params.of(
                LineChart.class,
                "id",
                id,
                "title",
                title,
                "x",
                ChartSpec.Axis.linear("step"),
                "y",
                new ChartSpec.Axis("value of " + record, log, List.of(), List.of()),
                "series",
                List.of(
                        Params.of(ChartSpec.Series.class, "record", record, "y", "y", "label", "a curve with a name"),
                        Params.of(
                                ChartSpec.Series.class, "record", record, "y", "y", "label", "a second curve of it")));
    }

    private static PanelsChart figure(int columns, double heightMm) {
        List<ChartSpec> panels = List.of(
                line("a", "wave", "Wave", false), line("b", "growth", "", true), line("c", "wave", "Again", false));
        return Params.of(PanelsChart.class, "id", "figure", "panels", panels, "columns", columns, "heightMm", heightMm);
    }

    /** Main drew titles and no plots. */
    @Test
    void panelsTooNarrowForAxesAreRefused() {
        List<ChartSpec> eight = IntStream.range(0, 8)
                .mapToObj(i -> line("p" + i, "wave", "Wave", false))
                .toList();
        for (int columns : new int[] {0, 8, 7}) {
            PanelsChart narrow = Params.of(PanelsChart.class, "id", "f", "panels", eight, "columns", columns);
            assertThat(narrow.misfits((record, name) -> OptionalLong.empty()))
                    .hasSize(1)
                    .allMatch(m -> m.at().equals(columns == 0 ? "/panels" : "/columns"))
                    .allMatch(m -> m.why().contains("needs 25 mm, so at most 6 of them fit"));
        }
        PanelsChart six = Params.of(PanelsChart.class, "id", "f", "panels", eight, "columns", 6);
        assertThat(six.misfits((record, name) -> OptionalLong.empty())).isEmpty();
    }

    @Test
    void threePanelsAreOneFigureOf170MmWithTextThatCanBeSearched() throws IOException {
        PanelsChart figure = figure(0, 60);
        var drawn = ChartRenderer.render(figure, folder, folder);
        byte[] bytes = Files.readAllBytes(folder.resolve("figure.pdf"));
        keep(drawn.files().get(2));
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDPage page = pdf.getPage(0);
            assertThat(page.getMediaBox().getWidth() * 25.4 / 72)
                    .isEqualTo(170, org.assertj.core.data.Offset.offset(0.01));
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("(a)", "(b)", "(c)", "Wave", "Again", "a curve with a name", "step");
            var form = page.getResources()
                    .getXObject(page.getResources().getXObjectNames().iterator().next());
            var resources = ((org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject) form).getResources();
            for (var name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).contains("LiberationSans");
            }
            assertThat(resources.getFontNames()).isNotEmpty();
        }
        ChartRenderer.render(figure, folder, folder);
        assertThat(Files.readAllBytes(folder.resolve("figure.pdf")))
                .as("equal figures are equal files")
                .isEqualTo(bytes);
        assertThat(Files.readString(folder.resolve("figure.svg")))
                .contains("(a)", "(b)", "(c)")
                .contains("width=\"170.0mm\"");
    }

    @Test
    void panelsStandInRows() throws IOException {
        keep(ChartRenderer.render(figure(2, 110), folder, folder).files().get(2));
        assertThat(Files.size(folder.resolve("figure.png"))).isPositive();
    }

    private void keep(Path png) throws IOException {
        String to = System.getProperty("charts.keep");
        if (to != null) {
            Files.copy(png, Path.of(to).resolve("panels-" + System.nanoTime() + ".png"));
            Files.copy(
                    Path.of(png.toString().replace(".png", ".pdf")),
                    Path.of(to).resolve("panels-" + System.nanoTime() + ".pdf"));
        }
    }

    private ChartSpec map(String record, List<Double> range) {
        return Params.of(
                HeatmapChart.class,
                "id",
                record,
                "title",
                record + range,
                "x",
                ChartSpec.Axis.linear("step"),
                "y",
                ChartSpec.Axis.linear("unit"),
                "valueLabel",
                "value",
                "record",
                record,
                "signal",
                "y",
                "valueRange",
                range);
    }

    /** Values 0 and 1 in one map, 0 and 4 in the other: 1 is the top of a scale of its own and a quarter of a shared one. */
    @Test
    void heatMapsShareAScaleOrHaveAGivenOne() throws IOException {
        drawings.table("low", "step,y[0],y[1]", "0,0,1", "1,1,0");
        drawings.table("high", "step,y[0],y[1]", "0,0,4", "1,4,0");
        for (boolean shared : new boolean[] {false, true}) {
            PanelsChart figure = Params.of(
                    PanelsChart.class,
                    "id",
                    "maps-" + shared,
                    "panels",
                    List.of(map("low", List.of()), map("high", List.of())),
                    "sharedColours",
                    shared);
            Drawings.Drawn drawn = drawings.draw(figure);
            int half = drawn.png().getWidth() / 2;
            int height = drawn.png().getHeight();
            assertThat(drawn.count(Theme.mapped(1), 0, half, 0, height) > 10_000)
                    .isNotEqualTo(shared);
            assertThat(drawn.count(Theme.mapped(0.25), 0, half, 0, height) > 10_000)
                    .isEqualTo(shared);
            assertThat(drawn.count(Theme.mapped(1), half, 2 * half, 0, height)).isGreaterThan(10_000);
        }
        Drawings.Drawn clipped = drawings.draw(map("high", List.of(1.0, 3.0)));
        assertThat(clipped.count(Theme.mapped(0))).isGreaterThan(10_000);
        assertThat(clipped.count(Theme.mapped(1))).isGreaterThan(10_000);
        assertThat(clipped.notes()).anyMatch(note -> note.startsWith("values from 0 to 4"));
        assertThatThrownBy(() -> map("low", List.of(2.0, 2.0))).hasMessageContaining("low < high");
    }

    @Test
    void whatPanelsUseIsNamedAtItsPlace() {
        assertThat(figure(0, 60).uses()).contains(new ChartSpec.Use("/panels/1/series/0/y", "growth", "y"));
        assertThat(figure(0, 60).records()).containsExactly("wave", "growth");
    }

    @Test
    void panelsInPanelsAndASinglePanelAreRefused() {
        ChartSpec one = line("a", "wave", "", false);
        assertThatThrownBy(() -> Params.of(PanelsChart.class, "id", "f", "panels", List.of(one)))
                .hasMessageContaining("must be 2 to 26 charts");
        assertThatThrownBy(() -> Params.of(PanelsChart.class, "id", "f", "panels", List.of(one, figure(0, 60))))
                .hasMessageContaining("a panel is a single chart");
    }
}
