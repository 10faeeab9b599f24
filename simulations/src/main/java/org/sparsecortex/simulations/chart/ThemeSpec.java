package org.sparsecortex.simulations.chart;

import java.awt.GraphicsEnvironment;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** What a journal asks of figures: letters, widths, dots per inch, and where the legend stands. */
public record ThemeSpec(
        @Param(
                doc = "family of the letters, one that this machine has, or SansSerif, Serif, Monospaced",
                def = "\"SansSerif\"")
        String font,

        @Param(
                doc = "size of labels and titles; numbers at axes are 1 pt smaller, remarks 2 pt",
                unit = "pt",
                def = "8",
                min = 5,
                max = 24)
        double fontSize,

        @Param(doc = "width of a chart of one column", unit = "mm", def = "85", min = 30, max = 500)
        double oneColumnMm,

        @Param(doc = "width of a chart of two columns", unit = "mm", def = "170", min = 30, max = 500)
        double twoColumnMm,

        @Param(doc = "dots per inch of PNG files", def = "300", min = 50, max = 1200)
        int dpi,

        @Param(doc = "where the legend stands", def = "\"bottom\"")
        Legend legend) {
    private static final List<String> LOGICAL = List.of("SansSerif", "Serif", "Monospaced");

    /** What charts look like if nobody says otherwise. */
    public static final ThemeSpec USUAL = new ThemeSpec("SansSerif", 8, 85, 170, 300, Legend.BOTTOM);

    /** Place of the legend. */
    public enum Legend {
        /** Below the plot. */
        BOTTOM,
        /** Above the plot. */
        TOP,
        /** At its right. */
        RIGHT,
        /** Nowhere. */
        NONE
    }

    public ThemeSpec {
        if (!LOGICAL.contains(font)) {
            List<String> families =
                    List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
            Checks.that(
                    families.contains(font),
                    "font",
                    font,
                    "is no family of letters of this machine, which has " + LOGICAL + " and "
                            + families.stream()
                                    .filter(f -> !LOGICAL.contains(f))
                                    .toList());
        }
    }
}
