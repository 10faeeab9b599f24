package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.param.Params;

/** What stands at axes is whole, apart from its neighbours, and the number of its place. */
class AxisLabelsTest {
    private static final Pattern TEXT =
            Pattern.compile("<text[^>]*?x=\"([-0-9.]+)\"[^>]*?y=\"([-0-9.]+)\"[^>]*>([^<]+)<");
    private static final Font TICK = new Font("SansSerif", Font.PLAIN, 7);

    @TempDir
    private Path folder;

    private Drawings drawings;

    @BeforeEach
    void open() {
        drawings = new Drawings(folder);
    }

    /** A text of a chart and where it stands, in points. */
    private record Label(String text, double x, double y) {
        double width() {
            return TICK.getStringBounds(text, new FontRenderContext(null, true, true))
                    .getWidth();
        }

        Rectangle2D box() {
            return new Rectangle2D.Double(x, y - 6, width(), 6);
        }
    }

    private static List<Label> labels(String svg) {
        List<Label> labels = new ArrayList<>();
        Matcher m = TEXT.matcher(svg);
        while (m.find()) {
            if (!m.group(0).contains("transform")) {
                labels.add(new Label(m.group(3), Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))));
            }
        }
        return labels;
    }

    /** The labels of the horizontal axis: the lowest line of texts above its name. */
    private static List<Label> across(List<Label> all, String name) {
        double lowest = all.stream()
                .filter(l -> !l.text().equals(name))
                .mapToDouble(Label::y)
                .max()
                .orElseThrow();
        return all.stream()
                .filter(l -> Math.abs(l.y() - lowest) < 0.5)
                .sorted(Comparator.comparingDouble(Label::x))
                .toList();
    }

    private List<Label> draw(String id, ChartSpec.Axis axis, double low, double high) throws IOException {
        drawings.table("r", "step,y", low + ",0", (low + high) / 2 + ",1", high + ",0.5");
        List<Label> all = labels(drawings.draw(Drawings.line(id, axis, Drawings.LINEAR, Drawings.series()))
                .svg());
        Rectangle2D picture = new Rectangle2D.Double(0, 0, 85 * Theme.POINTS_PER_MM, 60 * Theme.POINTS_PER_MM);
        List<Label> labels = across(all, axis.label());
        for (int i = 0; i < labels.size(); i++) {
            assertThat(picture.contains(labels.get(i).box()))
                    .as("%s is whole", labels.get(i))
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(labels.get(i).box().intersects(labels.get(j).box()))
                        .as("%s beside %s", labels.get(i), labels.get(j))
                        .isFalse();
            }
        }
        return labels;
    }

    private static double number(String text) {
        String exponent = text.replaceFirst("^10", "");
        if (text.startsWith("10") && exponent.matches("[\u2070\u00B9\u00B2\u00B3\u2074-\u2079\u207B]+")) {
            String digits = exponent.chars()
                    .mapToObj(c -> c == '\u207B'
                            ? "-"
                            : String.valueOf("\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079".indexOf(c)))
                    .reduce("", String::concat);
            return Math.pow(10, Integer.parseInt(digits));
        }
        return Double.parseDouble(text);
    }

    @ParameterizedTest
    @CsvSource({"0,1000000", "0,1e9", "-1e-7,2e-7", "999990,1000010", "0,0.3", "12345678,12345999", "0,999999"})
    void linearAxesHaveTheNumbersOfTheirPlaces(double low, double high) throws IOException {
        List<Label> labels = draw("linear", ChartSpec.Axis.linear("x"), low, high);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(2);
        requirePlaces(labels.stream().mapToDouble(l -> number(l.text())).toArray(), labels);
    }

    @ParameterizedTest
    @CsvSource({"1,1e6", "1.1,890", "105,118", "0.9,9.5", "3,7", "1,1e30", "1e-8,3e-3", "9.7,980", "1000,9000", "99,101"
    })
    void logarithmicAxesHaveThreeLabels(double low, double high) throws IOException {
        List<Label> labels = draw("logarithmic", Drawings.LOG, low, high);
        assertThat(labels).hasSizeGreaterThanOrEqualTo(3);
        requirePlaces(
                labels.stream().mapToDouble(l -> Math.log(number(l.text()))).toArray(), labels);
    }

    /** The middles of labels lie on a straight line over their values. */
    private static void requirePlaces(double[] values, List<Label> labels) {
        double[] middles =
                labels.stream().mapToDouble(l -> l.x() + l.width() / 2).toArray();
        int n = values.length - 1;
        double slope = (middles[n] - middles[0]) / (values[n] - values[0]);
        for (int i = 0; i <= n; i++) {
            assertThat(middles[i])
                    .as("place of %s", labels.get(i).text())
                    .isCloseTo(middles[0] + slope * (values[i] - values[0]), within(3.0));
        }
    }

    private static ChartSpec.Axis dates() {
        return new ChartSpec.Axis("time", false, List.of(), List.of(), true);
    }

    /** Seconds by {@code date -ud}: 2014-07-01 is 1404172800. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1404172800|1404172830|00:00:00, 1 Jul 2014",
                "1404172800|1404259200|00:00, 1 Jul 2014",
                "1404172800|1405000000|1 Jul 2014",
                "1404172800|1420000000|Jul 2014",
                "1404172800|1720000000|2015",
            })
    void timesAreDatesAtWholeUnits(double low, double high, String first) throws IOException {
        List<Label> labels = draw("dates", dates(), low, high);
        assertThat(labels).hasSizeBetween(3, 12);
        assertThat(labels.stream().map(Label::text)).anyMatch(text -> text.equals(first) || first.startsWith("2"));
        assertThat(labels.stream().map(Label::text)).doesNotHaveDuplicates();
    }

    @Test
    void datesStandWhereTheyBelong() {
        TimeAxis axis = new TimeAxis("time");
        axis.setTickLabelFont(TICK);
        List<TimeAxis.Label> labels = axis.labels(1404172800.0, 1404172800.0 + 3 * 86_400, 220, true);
        assertThat(labels.stream().map(TimeAxis.Label::text)).containsExactly("1 Jul 2014", "2 Jul", "3 Jul", "4 Jul");
        assertThat(labels.get(2).seconds()).isEqualTo(1404345600.0); // date -ud 2014-07-03 +%s
        assertThat(axis.labels(1404172800.0, 1404172800.0 + 400 * 86_400.0, 220, true).stream()
                        .map(TimeAxis.Label::text))
                .contains("Jan 2015");
    }

    @Test
    void aThemeSaysLettersWidthsDotsAndThePlaceOfTheLegend() throws IOException {
        drawings.table("r", "step,y,z", "0,0,0", "1,1,2", "2,4,4", "3,9,6");
        LineChart chart = Drawings.line(
                "theme",
                Drawings.LINEAR,
                Drawings.LINEAR,
                Drawings.series("label", "squares"),
                Params.of(ChartSpec.Series.class, "record", "r", "y", "z", "label", "twice"));
        ThemeSpec theme = Params.of(
                ThemeSpec.class,
                "font",
                "Serif",
                "fontSize",
                10.0,
                "oneColumnMm",
                120.0,
                "dpi",
                100,
                "legend",
                ThemeSpec.Legend.RIGHT);
        List<Path> files = ChartRenderer.render(chart, theme, folder, folder).files();
        String svg = Files.readString(files.get(0));
        assertThat(svg)
                .contains("width=\"120.0mm\"")
                .containsPattern("font-size(=\"|:)10px") // an attribute, or part of a style, as the writer likes
                .contains("serif");
        assertThat(ImageIO.read(files.get(2).toFile()).getWidth()).isEqualTo((int) Math.round(120 / 25.4 * 100));
        assertThat(labels(svg).stream().filter(l -> l.text().equals("twice")))
                .singleElement()
                .satisfies(label -> assertThat(label.x()).isGreaterThan(0.75 * 120 * Theme.POINTS_PER_MM));
        try (PDDocument pdf = Loader.loadPDF(files.get(1).toFile())) {
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo((float) (120 * Theme.POINTS_PER_MM));
            assertThat(new PDFTextStripper().getText(pdf)).contains("squares", "twice", "a linear axis");
        }
        ThemeSpec none = Params.of(ThemeSpec.class, "legend", ThemeSpec.Legend.NONE);
        assertThat(Files.readString(ChartRenderer.render(chart, none, folder, folder)
                        .files()
                        .get(0)))
                .doesNotContain("twice");
        assertThat(Files.readString(
                        ChartRenderer.render(chart, folder, folder).files().get(0)))
                .as("the theme of one figure is not that of the next")
                .contains("width=\"85.0mm\"");
    }

    @Test
    void lettersThatAreNotThereAreNamed() {
        assertThatThrownBy(() -> Params.of(ThemeSpec.class, "font", "Nowhere Sans"))
                .hasMessageContaining("is no family of letters of this machine")
                .hasMessageContaining("Monospaced");
    }
}
