package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.sparsecortex.sdr.param.Params;

/** Charts of small tables, drawn, for tests; with -Dcharts.keep=FOLDER their pictures are kept to be looked at. */
record Drawings(Path folder) {
    static final ChartSpec.Axis LOG = new ChartSpec.Axis("a logarithmic axis", true, List.of(), List.of());
    static final ChartSpec.Axis LINEAR = ChartSpec.Axis.linear("a linear axis");

    /** A chart that was drawn. */
    record Drawn(String svg, long pdfBytes, BufferedImage png, List<String> notes) {
        /** Columns of dots, between two fractions of the width, in which a colour is seen. */
        long columnsOf(Color colour, double from, double to) {
            return IntStream.range((int) (from * png.getWidth()), (int) (to * png.getWidth()))
                    .filter(x -> count(colour, x, x + 1, 0, png.getHeight()) > 0)
                    .count();
        }

        long count(Color colour) {
            return count(colour, 0, png.getWidth(), 0, png.getHeight());
        }

        long count(Color colour, int x0, int x1, int y0, int y1) {
            return IntStream.range(x0, x1)
                    .mapToLong(x -> IntStream.range(y0, y1)
                            .filter(y -> (png.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF))
                            .count())
                    .sum();
        }

        /** Height of the area that its y axis has, as a fraction of the picture: rows with grid lines or curves. */
        int[] rowsOf(Color colour) {
            return IntStream.range(0, png.getHeight())
                    .filter(y -> count(colour, 0, png.getWidth(), y, y + 1) > 0)
                    .toArray();
        }
    }

    void table(String name, String header, String... rows) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    void table(String name, int rows, IntToDoubleFunction y) throws IOException {
        table(
                name,
                "step,y",
                IntStream.range(0, rows)
                        .mapToObj(i -> i + "," + y.applyAsDouble(i))
                        .toArray(String[]::new));
    }

    Drawn draw(ChartSpec spec) throws IOException {
        ChartRenderer.Drawn drawn = ChartRenderer.render(spec, folder, folder);
        byte[] png = Files.readAllBytes(drawn.files().get(2));
        String keep = System.getProperty("charts.keep", "");
        if (!keep.isEmpty()) {
            Files.createDirectories(Path.of(keep));
            Files.write(Path.of(keep).resolve(spec.id() + ".png"), png);
        }
        return new Drawn(
                Files.readString(drawn.files().get(0)),
                Files.size(drawn.files().get(1)),
                ImageIO.read(new ByteArrayInputStream(png)),
                drawn.notes());
    }

    static ChartSpec.Series series(Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"record", "r", "y", "y"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Params.of(ChartSpec.Series.class, all);
    }

    static LineChart line(String id, ChartSpec.Axis x, ChartSpec.Axis y, ChartSpec.Series... series) {
        return Params.of(LineChart.class, "id", id, "title", title(id), "x", x, "y", y, "series", List.of(series));
    }

    static String title(String id) {
        return List.of(id.split("-")).stream().collect(Collectors.joining(" "));
    }
}
