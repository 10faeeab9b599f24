package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparsecortex.simulations.chart.Drawings.LINEAR;
import static org.sparsecortex.simulations.chart.Drawings.title;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.Drawings.Drawn;

class BoxPlotTest {
    private static final List<BoxChart.Part> PARTS =
            List.of(new BoxChart.Part("a", 5, true), new BoxChart.Part("b", 2, false));

    @TempDir
    private Path folder;

    private Drawings to;

    @BeforeEach
    void begin() {
        to = new Drawings(folder);
    }

    private static BoxChart boxes(String id, boolean lying, List<BoxChart.Part> parts, String... columns) {
        return Params.of(
                BoxChart.class,
                "id",
                id,
                "title",
                title(id),
                "values",
                LINEAR,
                "record",
                "r",
                "columns",
                List.of(columns),
                "parts",
                parts,
                "lying",
                lying);
    }

    /** NumPy: quantile([1, 2, 3, 4, 100], [.25, .5, .75]) = 2, 3, 4; 100 is beyond 4 + 1.5 * 2. */
    @Test
    void quartilesAreThoseOfNumPyAndWhiskersEndAtAValue() {
        BoxPlot.Box box = BoxPlot.Box.of("a", false, new double[] {100, 3, 1, 4, 2});
        assertThat(List.of(box.low(), box.lower(), box.median(), box.upper(), box.high(), box.mean()))
                .containsExactly(1.0, 2.0, 3.0, 4.0, 4.0, 22.0);
        assertThat(box.beyond()).containsExactly(100);
        assertThat(BoxPlot.Box.quantile(new double[] {1, 2, 4, 8}, 0.25)).isEqualTo(1.75);
        assertThat(BoxPlot.Box.quantile(new double[] {7}, 0.75)).isEqualTo(7);
    }

    /** Parts of one vector; of seven values one is missing, which the figure says. */
    @Test
    void partsOfAVectorAreBoxesAndWhatIsMissingIsSaid() throws IOException {
        to.table("r", "step,s[0],s[1],s[2],s[3],s[4],s[5],s[6]", "0,9,9,9,9,9,9,9", "1,1,2,3,4,100,NaN,50");
        Drawn drawn = to.draw(boxes("boxes-of-parts", false, PARTS, "s"));
        assertThat(drawn.notes())
                .containsExactly(
                        "'b': 1 of 2 values left out",
                        "left out: 1 of 7 values, missing, infinite or beyond the scale");
        assertThat(drawn.svg()).contains(">a<").contains(">b<");
        assertThat(drawn.count(new Color(0xC8, 0xC8, 0xC8))).isGreaterThan(200);
        assertThatThrownBy(() -> to.draw(boxes("too-many", false, PARTS.subList(0, 1), "s")))
                .hasMessageContaining("'s' has 7 values, but the parts of chart 'too-many' take 5");
    }

    /** The first column lies at the top. */
    @Test
    void columnsMayLie() throws IOException {
        to.table("r", "step,x,y", "0,1,11", "1,2,12", "2,3,13", "3,4,14", "4,5,15");
        Drawn drawn = to.draw(boxes("lying-boxes-of-columns", true, List.of(), "x", "y"));
        int half = drawn.png().getHeight() / 2;
        int wide = drawn.png().getWidth();
        assertThat(drawn.count(Theme.colour(0), 0, wide / 2, 0, half)).isGreaterThan(500);
        assertThat(drawn.count(Theme.colour(0), wide / 2 + 40, wide, half, 2 * half))
                .isGreaterThan(500);
        assertThat(drawn.count(Theme.colour(0), wide / 2 + 40, wide, 0, half - 60))
                .isZero();
    }

    @Test
    void whatDoesNotFitIsToldBeforeARun() {
        BoxChart spec = boxes("b", false, PARTS, "s");
        assertThat(spec.misfits((record, name) -> OptionalLong.of(8)).get(0).why())
                .isEqualTo("take 7 values, but 's' will have 8: they must be as many");
        assertThat(spec.misfits((record, name) -> OptionalLong.of(7))).isEmpty();
        assertThatThrownBy(() -> boxes("b", false, PARTS, "s", "t")).hasMessageContaining("must be one vector signal");
    }
}
