package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparsecortex.simulations.chart.Drawings.LINEAR;
import static org.sparsecortex.simulations.chart.Drawings.LOG;
import static org.sparsecortex.simulations.chart.Drawings.line;
import static org.sparsecortex.simulations.chart.Drawings.series;

import java.awt.Color;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.Drawings.Drawn;

class LinePlotTest {
    private static final Color BLUE = Theme.colour(0);

    @TempDir
    private Path folder;

    private Drawings to;

    @BeforeEach
    void begin() {
        to = new Drawings(folder);
    }

    /** Main drew a straight line over each gap. */
    @Test
    void missingValuesAndMissingRowsAreGaps() throws IOException {
        to.table(
                "r",
                "step,y",
                IntStream.range(0, 100)
                        .filter(i -> i < 60 || i > 80)
                        .mapToObj(i -> i + ","
                                + (i >= 20 && i < 40 ? "NaN" : i == 50 ? "" : i == 55 ? "Infinity" : "" + i % 7))
                        .toArray(String[]::new));
        Drawn drawn = to.draw(line("gaps-of-values-and-rows", LINEAR, LINEAR, series()));
        String path = Pattern.compile(" d=\"([^\"]*)\"")
                .matcher(drawn.svg())
                .results()
                .map(d -> d.group(1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
        assertThat(drawn.columnsOf(BLUE, 0.1, 1)).isBetween(380L, 620L);
        assertThat(path.chars().filter(c -> c == 'M').count())
                .as("parts before 20, 50, 55, 60 and after 80: " + path)
                .isEqualTo(5);
        assertThat(drawn.notes()).contains("'y': 21 missing values of 79", "left out: 1 infinite value");
    }

    /** Main drew the points of step 0 at 1e-105, or nothing. */
    @Test
    void aLogarithmicAxisLeavesOutWhatItCannotShowAndSaysSo() throws IOException {
        to.table("r", 200, i -> i % 50 == 49 ? 0 : 1.0 / (i + 1));
        Drawn drawn = to.draw(line("log-log-with-step-0", LOG, LOG, series()));
        assertThat(drawn.notes())
                .containsExactly("left out: 5 points not above 0, which a logarithmic axis cannot show");
        assertThat(drawn.svg()).contains("left out: 5 points").doesNotContain("\u207B\u00B9\u2070\u2075");
        assertThat(drawn.columnsOf(BLUE, 0.2, 0.95)).isGreaterThan(500);
    }

    /** Main drew bands from the mean of a few seeds down to the edge, which on such an axis is below all other curves. */
    @Test
    void intervalsOfMeansStayAboveZeroOnALogarithmicAxis() throws IOException {
        to.table("r", "step,y", "1,0.001", "1,0.01", "1,0.1", "2,0.5", "2,0.501", "2,0.499");
        ChartSpec.Series means = series("meanByX", true);
        CurveData log = CurveData.read(means, true, folder, new Notes()).get(0);
        CurveData linear = CurveData.read(means, false, folder, new Notes()).get(0);
        assertThat(linear.low()[0]).isNegative();
        assertThat(log.y()).isEqualTo(linear.y());
        assertThat(log.low()[0]).isPositive();
        assertThat(log.y()[0] / log.low()[0]).isCloseTo(log.high()[0] / log.y()[0], within(1e-9));
        assertThat(log.low()[1]).isCloseTo(linear.low()[1], within(1e-5));
    }

    /** Main drew empty axes. */
    @Test
    void aRangeWithoutAnyValueIsSaid() throws IOException {
        to.table("r", 20, i -> i);
        for (double[] range : new double[][] {{-5, -1}, {20, 30}}) {
            ChartSpec.Axis axis = new ChartSpec.Axis("y", false, List.of(range[0], range[1]), List.of());
            Drawn drawn = to.draw(line("range-beyond", LINEAR, axis, series()));
            assertThat(drawn.notes()).hasSize(1);
            assertThat(drawn.notes().get(0))
                    .startsWith("nothing to draw: all values of y, 0 to 19, are beyond the range");
        }
        ChartSpec.Axis between = new ChartSpec.Axis("y", false, List.of(3.2, 3.8), List.of());
        assertThat(to.draw(line("range-between", LINEAR, between, series())).notes())
                .isEmpty();
    }

    private static LineChart ofHeight(String id, double mm) {
        List<ChartSpec.Series> two = List.of(series(), series("label", "again"));
        return Params.of(
                LineChart.class, "id", id, "title", "Low", "x", LINEAR, "y", LINEAR, "series", two, "heightMm", mm);
    }

    /** Title and legend alone would leave no plot between them. */
    @Test
    void aLowChartLeavesItsLegendOutAndSaysSo() throws IOException {
        to.table("r", 20, i -> i);
        Drawn drawn = to.draw(ofHeight("low", 20.0));
        assertThat(drawn.notes()).hasSize(1).allMatch(n -> n.startsWith("the legend is left out: in 20 mm"));
        assertThat(drawn.svg()).doesNotContain("again").contains("Low");
        assertThat(drawn.columnsOf(Theme.colour(1), 0.2, 0.9)).as("the plot").isGreaterThan(200);
        assertThat(to.draw(ofHeight("high", 25.0)).svg()).contains("again");
    }

    /** Labels longer than an axis are whole, and that of y is not in the title. */
    @Test
    void longLabelsOfAxesStandInSeveralLines() throws IOException {
        to.table("r", 20, i -> i);
        String text =
                "a very long label of an axis that nobody thought of the width of the page for, in units per second";
        ChartSpec.Axis axis = ChartSpec.Axis.linear(text);
        Drawn drawn = to.draw(line("long-labels", axis, axis, series()));
        assertThat(drawn.svg()).doesNotContain(text).contains("a very long label", "per second");
        int h = drawn.png().getHeight();
        int w = drawn.png().getWidth();
        for (int edge : new int[] {0, h - 3}) {
            assertThat(drawn.count(Color.BLACK, 0, w, edge, edge + 3))
                    .as("cut at row " + edge)
                    .isZero();
        }
        assertThat(new LongLabel("word ".repeat(200).strip(), RectangleEdge.LEFT).lines(100))
                .hasSize(4)
                .last()
                .asString()
                .endsWith("...");
        assertThat(new LongLabel("x".repeat(100), RectangleEdge.LEFT).lines(100))
                .allMatch(line -> line.length() < 40);
    }

    /** One value has no interval, and no bar is drawn. */
    @Test
    void aMeanOfOneValueHasNoInterval() throws IOException {
        to.table("r", "step,y", "1,3", "2,5", "2,7");
        for (boolean log : new boolean[] {false, true}) {
            CurveData means = CurveData.read(series("meanByX", true), log, folder, new Notes())
                    .get(0);
            assertThat(means.y()).containsExactly(3, 6);
            assertThat(means.low()[0]).isNaN();
            assertThat(means.high()[0]).isNaN();
            assertThat(means.low()[1]).isLessThan(5);
        }
        Drawn drawn = to.draw(line("mean-of-one", LINEAR, LINEAR, series("meanByX", true)));
        assertThat(drawn.columnsOf(BLUE, 0.1, 1)).as("the curve").isGreaterThan(300);
    }

    @Test
    void aLogarithmicRangeFromZeroIsRefused() {
        assertThatThrownBy(() -> new ChartSpec.Axis("a", true, List.of(0.0, 1.0), List.of()))
                .hasMessageContaining("must begin above 0 on a logarithmic scale");
        assertThatThrownBy(() -> new ChartSpec.Axis("a", false, List.of(0.0, Double.POSITIVE_INFINITY), List.of()))
                .hasMessageContaining("[low, high]");
    }

    /** Main drew one curve "group 0.123457" through all of them. */
    @Test
    void groupsThatDifferInTheSeventhDigitStayApart() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(i + ",1," + 0.12345678);
            rows.add(i + ",2," + 0.12345679);
        }
        to.table("r", "step,y,g", rows.toArray(String[]::new));
        Drawn drawn = to.draw(line("groups-of-many-digits", LINEAR, LINEAR, series("groupBy", "g", "label", "g =")));
        assertThat(drawn.svg()).contains("g = 0.12345678", "g = 0.12345679");
        assertThat(drawn.count(BLUE)).isPositive();
        assertThat(drawn.count(Theme.colour(1))).isPositive();
    }

    /** Main: the legend took the whole figure. */
    @Test
    void fortyEntriesOrLongOnesLeaveThePlot() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int g = 0; g < 40; g++) {
            for (int i = 0; i < 30; i++) {
                rows.add(i + "," + (g + i % 5) + "," + g + ",group" + g);
            }
        }
        to.table("r", "step,y,g,name", rows.toArray(String[]::new));
        Drawn names = to.draw(line("forty-named-groups", LINEAR, LINEAR, series("groupBy", "name", "label", "%")));
        assertThat(names.svg()).contains("group0", " more").doesNotContain("group39");
        int[] blue = names.rowsOf(new Color(0xDD, 0xDD, 0xDD));
        assertThat(blue[blue.length - 1] - blue[0])
                .as("plot's height")
                .isGreaterThan(names.png().getHeight() * 2 / 5);
        Drawn numbers = to.draw(line("forty-numbered-groups", LINEAR, LINEAR, series("groupBy", "g")));
        assertThat(numbers.svg()).doesNotContain(" more").contains(">g<");
        String longest = "a very long label that would not fit into any figure, and goes on and on and on and on";
        Drawn one = to.draw(line(
                "long-labels", LINEAR, LINEAR, series("label", longest), series("x", "g", "label", longest + "!")));
        assertThat(one.svg()).contains("a very long label", "\u2026");
    }

    /** Main needed 8.6 s and 11 MB for 1e5 points; a million did not end. */
    @Test
    @Tag("slow")
    void aMillionPointsAreDrawnInBoundedTimeAndSpace() throws IOException {
        int n = 1_000_000;
        double spike = 12;
        StringBuilder text = new StringBuilder("step,y,low,high\n");
        for (int i = 0; i < n; i++) {
            double y = Math.sin(i * 1e-5) + (i * 2654435761L % 1000) * 1e-3;
            y = i == 314_159 ? spike : y;
            text.append(i)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(y - 1)
                    .append(',')
                    .append(y + 1)
                    .append('\n');
        }
        Files.writeString(folder.resolve("r.csv"), text);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean(); // of this thread: other processes do not count
        long began = clock.getCurrentThreadCpuTime();
        Drawn drawn = to.draw(line("a-million-points", LINEAR, LINEAR, series()));
        assertThat((clock.getCurrentThreadCpuTime() - began) * 1e-9)
                .as("seconds")
                .isLessThan(20);
        assertThat(drawn.svg().length()).isLessThan(200_000);
        assertThat(drawn.pdfBytes()).isLessThan(200_000);
        int[] rows = drawn.rowsOf(BLUE);
        Drawn flat = to.draw(line("a-million-points-and-bands", LINEAR, LINEAR, series("low", "low", "high", "high")));
        assertThat(flat.svg().length()).isLessThan(400_000);
        assertThat(rows[rows.length - 1] - rows[0])
                .as("the spike of one point is drawn to its top")
                .isGreaterThan(300);
        Drawn points = to.draw(line(
                "a-million-markers",
                LINEAR,
                LINEAR,
                series("low", "low", "high", "high", "style", ChartSpec.Style.POINTS)));
        assertThat(points.svg().length()).isLessThan(2_000_000);
    }

    @Test
    void valuesAtTheEndsOfTheNumbersDoNotStopIt() throws IOException {
        for (String values : List.of("1e308 -1e308", "1e17 1e17", "5e-324 5e-324", "1e-12 5e-12", "0 0", "-3 -3")) {
            String[] two = values.split(" ");
            to.table("r", "step,y", "0," + two[0], "1," + two[1], "2," + two[0]);
            Drawn drawn = to.draw(line("extreme-" + values.replace(' ', '_'), LINEAR, LINEAR, series()));
            assertThat(drawn.count(BLUE)).as(values).isPositive();
            to.draw(line("extreme-log", LOG, LOG, series()));
        }
    }

    @Test
    void whatHoldsNothingToDrawSaysSoInItsPlace() throws IOException {
        to.table("r", "step,y", "0,NaN", "1,NaN");
        assertThat(to.draw(line("nothing-but-missing-values", LINEAR, LINEAR, series()))
                        .svg())
                .contains("nothing to draw: no value that the axes can");
        Files.writeString(folder.resolve("r.csv"), "step,y\n");
        assertThat(to.draw(line("nothing-in-the-record", LINEAR, LINEAR, series()))
                        .notes())
                .containsExactly("nothing to draw: record 'r' has no rows");
    }

    /** By hand: of 1, NaN, 5 at x = 0 the mean is 3; main had NaN, and so no point. */
    @Test
    void meansLeaveMissingValuesOut() throws IOException {
        to.table("r", "step,y,g", "0,1,a", "0,NaN,a", "0,5,a", "1,7,a", "1,9,b", "2,NaN,b");
        Notes notes = new Notes();
        CurveData means =
                CurveData.read(series("meanByX", true), false, folder, notes).get(0);
        assertThat(means.x()).containsExactly(0, 1, 2);
        assertThat(means.y()).containsExactly(3, 8, Double.NaN);
        assertThat(means.low()[0]).isEqualTo(3 - 12.706204736432095 * 2, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(notes.all()).containsExactly("'y': 2 missing values of 6 left out of the means");
        CurveData averages =
                CurveData.read(series("average", 2), false, folder, notes).get(0);
        assertThat(averages.y()).containsExactly(1, 6, 9);
    }

    @Test
    void curvesOfUnequalLengthNameBothLengths() throws IOException {
        to.table("r", "step,y,v[0],v[1]", "0,1,2,3", "1,2,3,4", "2,3,4,5");
        assertThatThrownBy(() -> CurveData.read(series("x", "v"), false, folder, new Notes()))
                .hasMessage("record 'r': 'v' has 2 values, 'y' has 3: they cannot be drawn against each other");
        ChartSpec.Columns columns = (record, name) -> java.util.OptionalLong.of(name.equals("v") ? 2 : 3);
        assertThat(line("a", LINEAR, LINEAR, series("x", "v")).misfits(columns))
                .extracting(ChartSpec.Misfit::at)
                .containsExactly("/series/0/x");
    }

    /** A group that is the same for all elements of a vector, as in a record of one row; main threw IndexOutOfBounds. */
    @Test
    void oneGroupMayStandForAllElementsOfAVector() throws IOException {
        to.table("r", "step,g,v[0],v[1],v[2]", "0,5,2,3,4");
        ChartSpec.Series vector = Params.of(ChartSpec.Series.class, "record", "r", "y", "v", "x", "v", "groupBy", "g");
        CurveData curve = CurveData.read(vector, false, folder, new Notes()).get(0);
        assertThat(curve.label()).isEqualTo("v 5");
        assertThat(curve.y()).containsExactly(2, 3, 4);
    }

    /** Main numbered the names of each record for itself: "b" of the second record stood at "a". */
    @Test
    void namesOfTwoRecordsStandAtTheirOwnPlaces() throws IOException {
        to.table("r", "step,name,y", "0,a,1", "1,b,2");
        to.table("s", "step,name,y", "0,b,2", "1,c,3");
        ChartSpec.Series other = Params.of(ChartSpec.Series.class, "record", "s", "y", "y", "x", "name");
        Drawn drawn = to.draw(line("names-of-two-records", LINEAR, LINEAR, series("x", "name"), other));
        assertThat(drawn.svg()).contains(">a<", ">b<", ">c<");
    }

    @Test
    void equalChartsAreEqualFilesWithoutTimeOrIdentifier() throws IOException {
        to.table("r", 50, i -> i % 5);
        LineChart chart = line("equal", LINEAR, LINEAR, series("style", ChartSpec.Style.LINE_POINTS));
        to.draw(chart);
        byte[][] first = {bytes("svg"), bytes("pdf"), bytes("png")};
        to.draw(chart);
        assertThat(new byte[][] {bytes("svg"), bytes("pdf"), bytes("png")}).isDeepEqualTo(first);
        assertThat(new String(first[1], java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("CreationDate", "ModDate", "/Producer");
    }

    private byte[] bytes(String ending) throws IOException {
        return Files.readAllBytes(folder.resolve("equal." + ending));
    }

    /** Markers at the ends of the axes were cut in half: the range begins at 0, or is the scenario's. */
    @Test
    void aMarkerOnTheEdgeIsWholeAndOneOutsideIsNone() throws IOException {
        ChartSpec.Axis axis = new ChartSpec.Axis("0 to 2", false, List.of(0.0, 2.0), List.of());
        ChartSpec.Series points = series("style", ChartSpec.Style.POINTS);
        to.table("r", "step,y", "1,1");
        long one = to.draw(line("marker-inside", axis, axis, points)).count(BLUE);
        to.table("r", "step,y", "0,0", "0,2", "2,0", "2,2", "1,0", "1,2", "0,1", "2,1");
        long eight = to.draw(line("markers-on-the-edge", axis, axis, points)).count(BLUE);
        to.table("r", "step,y", "1,1", "1,2.01", "2.01,1", "-0.01,1");
        assertThat(one).isGreaterThan(100);
        assertThat(eight).isBetween(Math.round(7.6 * one), Math.round(8.4 * one));
        assertThat(to.draw(line("markers-outside", axis, axis, points)).count(BLUE))
                .isEqualTo(one);
    }

    /** More of them than are drawn one by one become a picture, which has the same edge. */
    @Test
    void manyMarkersOnTheEdgeAreWhole() throws IOException {
        ChartSpec.Axis axis = new ChartSpec.Axis("0 to 1", false, List.of(0.0, 1.0), List.of());
        to.table("r", 4000, i -> i / 4000.0);
        Drawn drawn = to.draw(
                line("many-on-the-edge", ChartSpec.Axis.linear("x"), axis, series("style", ChartSpec.Style.POINTS)));
        int[] rows = drawn.rowsOf(BLUE);
        to.table("r", "step,y", "0,0", "4000,1");
        int[] two = to.draw(line(
                        "two-on-the-edge", ChartSpec.Axis.linear("x"), axis, series("style", ChartSpec.Style.POINTS)))
                .rowsOf(BLUE);
        assertThat(rows[rows.length - 1]).isBetween(two[two.length - 1] - 1, two[two.length - 1] + 1);
    }
}
