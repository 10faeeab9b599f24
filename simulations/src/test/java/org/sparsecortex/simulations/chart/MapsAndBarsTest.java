package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparsecortex.simulations.chart.Drawings.LINEAR;
import static org.sparsecortex.simulations.chart.Drawings.LOG;
import static org.sparsecortex.simulations.chart.Drawings.series;
import static org.sparsecortex.simulations.chart.Drawings.title;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.Drawings.Drawn;

class MapsAndBarsTest {
    @TempDir
    private Path folder;

    private Drawings to;

    @BeforeEach
    void begin() {
        to = new Drawings(folder);
    }

    private static BarChart bars(String id, Object... more) {
        return Params.of(
                BarChart.class,
                "id",
                id,
                "title",
                title(id),
                "xLabel",
                "name",
                "y",
                LINEAR,
                "series",
                List.of(series(more)));
    }

    private static HistogramChart histogram(String id, ChartSpec.Axis x, String... columns) {
        return Params.of(
                HistogramChart.class,
                "id",
                id,
                "title",
                title(id),
                "x",
                x,
                "record",
                "r",
                "columns",
                List.of(columns),
                "bins",
                20);
    }

    private static HeatmapChart heatmap(String id, int columns) {
        return Params.of(
                HeatmapChart.class,
                "id",
                id,
                "title",
                title(id),
                "x",
                LINEAR,
                "y",
                LINEAR,
                "valueLabel",
                "value",
                "record",
                "r",
                "signal",
                "v",
                "matrixColumns",
                columns);
    }

    /** Heights 10 with bounds 9 and 18: main drew 5.5 to 14.5. */
    @Test
    void asymmetricIntervalsAreDrawnAsTheyAre() throws IOException {
        to.table("r", "name,y,low,high", "a,10,9,18", "b,20,5,20.5");
        Drawn drawn = to.draw(bars("asymmetric-intervals", "x", "name", "low", "low", "high", "high"));
        int[] bar = drawn.rowsOf(Theme.colour(0));
        double unit = (bar[bar.length - 1] - bar[0]) / 20.0; // the bar of 20, in dots
        int width = drawn.png().getWidth();
        int height = bar[bar.length - 1];
        int middle = IntStream.range(0, width / 2 + 30)
                .filter(x -> drawn.count(Color.BLACK, x, x + 1, bar[0], height) > 5 * unit)
                .filter(x -> x > width / 4)
                .findFirst()
                .orElseThrow();
        int[] line = IntStream.range(bar[0] - 30, height)
                .filter(y -> new Color(drawn.png().getRGB(middle, y)).getGreen() < 60)
                .toArray();
        assertThat((height - line[0]) / unit).isCloseTo(18, within(0.4));
        assertThat((height - line[line.length - 1]) / unit).isCloseTo(9, within(0.4));
    }

    /** Main merged both bars into one. */
    @Test
    void namesThatDifferInTheSeventhDigitAreBarsOfTheirOwn() throws IOException {
        to.table("r", "step,y", "1000000.1,1", "1000000.2,2");
        assertThat(to.draw(bars("names-of-many-digits")).svg()).contains("1000000.1", "1000000.2");
    }

    @Test
    void namesOfBarsAreWrittenOutWhole() throws IOException {
        for (List<String> names : List.of(
                List.of("BSC, without annealing", "BSC, fixed set of images"),
                List.of("truncated-expectation-maximisation", "b"))) {
            String[] rows = IntStream.range(0, 8)
                    .mapToObj(i -> '"' + (i < 2 ? names.get(i) : "m" + i) + "\"," + (i + 1))
                    .toArray(String[]::new);
            to.table("r", "name,y", rows);
            String svg = to.draw(bars("names-of-words", "x", "name")).svg();
            assertThat(svg).doesNotContain("...");
            for (String name : names) {
                assertThat(svg).contains(name.split(" "));
            }
        }
    }

    @Test
    void barsWithoutANumberAreGapsAndManyBarsKeepTheirPlot() throws IOException {
        to.table("r", "name,y", "a,1", "b,NaN", "c,Infinity", "d,2");
        Drawn few = to.draw(bars("bars-without-numbers", "x", "name"));
        assertThat(few.notes()).contains("left out: 2 bars of 'y' without a finite number");
        to.table("r", 5000, i -> i % 10);
        Drawn many = to.draw(bars("five-thousand-bars"));
        assertThat(many.notes()).containsExactly("not drawn: 4660 further bars of 'y', for which there is no room");
        assertThat(many.svg()).contains(">0<").doesNotContain(">1<");
        assertThatThrownBy(
                        () -> Params.of(BarChart.class, "id", "a", "xLabel", "", "y", LOG, "series", List.of(series())))
                .hasMessageContaining("bars start at 0, which a logarithmic scale has not");
    }

    /** Main: one NaN emptied the histogram, an Infinity ended the run. Fractions by hand: 3 of 4, 1 of 4. */
    @Test
    void aHistogramLeavesOutWhatIsNoNumberAndSaysHowMany() throws IOException {
        to.table("r", "step,y", "0,1", "1,NaN", "2,1", "3,Infinity", "4,1", "5,9", "6,");
        Drawn drawn = to.draw(histogram("a-histogram-with-missing-values", LINEAR, "y"));
        assertThat(drawn.notes()).containsExactly("left out of 7 values of 'y': 2 missing, 1 infinite");
        assertThat(drawn.count(Theme.colour(0))).isGreaterThan(2000);
        assertThat(HistogramPlot.fractions(new double[] {1, 1, 1, 9}, 1, 5, 9)).containsExactly(0.75, 0.25);
    }

    @Test
    void aHistogramOnALogarithmicAxisHasBinsOfEqualRatio() throws IOException {
        to.table("r", 1000, i -> i % 100 == 0 ? 0 : Math.pow(10, i % 7));
        Drawn drawn = to.draw(histogram("a-logarithmic-histogram", LOG, "y"));
        assertThat(drawn.notes()).containsExactly("left out of 1000 values of 'y': 10 not above 0");
    }

    /** Main painted everything black. */
    @Test
    void aHeatMapHasAColourOfItsOwnForMissingValues() throws IOException {
        to.table(
                "r",
                "step,v[0],v[1],v[2]",
                IntStream.range(0, 40)
                        .filter(t -> t < 20 || t > 24)
                        .mapToObj(t -> t + "," + t + "," + (t % 8 == 3 ? "NaN" : "" + (t + 5)) + ","
                                + (t == 30 ? "Infinity" : "" + -t))
                        .toArray(String[]::new));
        Drawn drawn = to.draw(heatmap("a-heat-map-with-missing-values", 0));
        assertThat(drawn.svg()).contains("missing or infinite");
        assertThat(drawn.count(Theme.MISSING)).isBetween(40_000L, 55_000L);
        assertThat(drawn.count(Theme.mapped(1))).isPositive();
        assertThat(drawn.notes()).containsExactly("'v': 5 missing values, 1 infinite, of 105");
    }

    @Test
    void gridsThatDoNotDivideAreKnownBeforeTheRun() throws IOException {
        ChartSpec.Columns twelve = (record, name) -> OptionalLong.of(12);
        assertThat(heatmap("a", 5).misfits(twelve))
                .extracting(ChartSpec.Misfit::at)
                .containsExactly("/matrixColumns");
        assertThat(heatmap("a", 4).misfits(twelve)).isEmpty();
        ImageGridChart grid = Params.of(
                ImageGridChart.class, "id", "g", "record", "r", "signal", "v", "imageHeight", 2, "imageWidth", 5);
        assertThat(grid.misfits(twelve)).hasSize(1);
        to.table("r", "step,v[0],v[1],v[2]", "0,1,2,3");
        assertThatThrownBy(() -> to.draw(heatmap("a", 2))).hasMessageContaining("no whole number of rows of 2");
    }

    @Test
    void aHeatMapOfManyCellsStaysSmall() throws IOException {
        String header =
                "step" + IntStream.range(0, 50).mapToObj(c -> ",v[" + c + "]").collect(Collectors.joining());
        to.table(
                "r",
                header,
                IntStream.range(0, 10_000)
                        .mapToObj(t -> t
                                + IntStream.range(0, 50)
                                        .mapToObj(c -> "," + (t * (c + 1)) % 997)
                                        .collect(Collectors.joining()))
                        .toArray(String[]::new));
        Drawn drawn = to.draw(heatmap("a-heat-map-of-many-cells", 0));
        assertThat(drawn.svg().length()).isLessThan(3_000_000);
    }

    @Test
    void imagesShowMissingPixelsInAColour() throws IOException {
        to.table("r", "step,v[0],v[1],v[2],v[3],v[4],v[5],v[6],v[7]", "0,-1,NaN,1,0.5,1,2,Infinity,4");
        ImageGridChart grid = Params.of(
                ImageGridChart.class,
                "id",
                "images-with-missing-pixels",
                "title",
                "images with missing pixels",
                "record",
                "r",
                "signal",
                "v",
                "imageHeight",
                2,
                "imageWidth",
                2);
        Drawn drawn = to.draw(grid);
        assertThat(drawn.notes()).containsExactly("2 pixels of 8 missing or infinite, in light red");
        assertThat(drawn.count(Theme.MISSING_IN_GREY)).isGreaterThan(1000);
    }

    @Test
    void aRasterWithoutBitsSaysSo() throws IOException {
        Files.writeString(folder.resolve("r.csv"), "step,index\n");
        RasterChart raster = Params.of(
                RasterChart.class,
                "id",
                "a-raster-without-bits",
                "title",
                "a raster",
                "x",
                LINEAR,
                "y",
                LINEAR,
                "record",
                "r");
        assertThat(to.draw(raster).notes()).containsExactly("nothing to draw: record 'r' has no active bit");
        to.table("r", "step,index", "0,5", "1,7", "2,9");
        assertThat(to.draw(raster).count(Color.BLACK)).isPositive();
        assertThatThrownBy(() -> Params.of(RasterChart.class, "id", "a", "x", LOG, "y", LINEAR, "record", "r"))
                .hasMessageContaining("log");
    }
}
