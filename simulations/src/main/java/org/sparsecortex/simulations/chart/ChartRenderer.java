package org.sparsecortex.simulations.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.jfree.chart.text.TextUtils;
import org.w3c.dom.Document;

/** Draws a chart from record files as SVG, PDF and PNG, sized in mm. */
public final class ChartRenderer {
    static {
        // rotated labels as text instead of outlines, so that they can be searched and edited in SVG and PDF
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private ChartRenderer() {}

    /**
     * Draws a chart; files appear whole or not at all.
     *
     * @param records folder of the record files
     * @param charts folder of the chart files, which must exist
     * @return the files, SVG, PDF and PNG, and the chart's notes
     * @throws IOException if a record or a column is missing, or a file cannot be written
     */
    public static Drawn render(ChartSpec spec, Path records, Path charts) throws IOException {
        return render(spec, ThemeSpec.USUAL, records, charts);
    }

    /** As {@link #render(ChartSpec, Path, Path)}, with options of the theme. */
    public static Drawn render(ChartSpec spec, ThemeSpec theme, Path records, Path charts) throws IOException {
        return Theme.with(theme, () -> drawn(spec, records, charts));
    }

    /**
     * The chart as the text of an SVG file, and no file.
     *
     * @throws IOException if a record or a column is missing
     */
    public static String svg(ChartSpec spec, ThemeSpec theme, Path records) throws IOException {
        return Theme.with(
                theme,
                () -> new String(
                        svg(spec.painting(records), points(Theme.mm(spec.width())), points(spec.heightMm()), spec),
                        StandardCharsets.UTF_8));
    }

    private static double points(double mm) {
        return mm * Theme.POINTS_PER_MM;
    }

    private static Drawn drawn(ChartSpec spec, Path records, Path charts) throws IOException {
        ChartSpec.Painting painting = spec.painting(records);
        double width = points(Theme.mm(spec.width()));
        double height = points(spec.heightMm());
        Path svg = charts.resolve(spec.id() + ".svg");
        Path pdf = charts.resolve(spec.id() + ".pdf");
        Path png = charts.resolve(spec.id() + ".png");
        write(svg, svg(painting, width, height, spec));
        write(pdf, pdf(painting, width, height));
        write(png, png(painting, width, height));
        return new Drawn(List.of(svg, pdf, png), painting.notes());
    }

    /**
     * A chart that was drawn.
     *
     * @param notes what a reader must know to read it right
     */
    public record Drawn(List<Path> files, List<String> notes) {}

    private static void write(Path target, byte[] bytes) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] svg(ChartSpec.Painting painting, double width, double height, ChartSpec spec)
            throws IOException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(svgDocument());
        context.setComment(null);
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        painting.paint(g, width, height);
        var root = g.getRoot();
        root.setAttributeNS(null, "width", Theme.mm(spec.width()) + "mm");
        root.setAttributeNS(null, "height", spec.heightMm() + "mm");
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            g.stream(root, out, true, false);
        }
        return bytes.toByteArray();
    }

    /** An empty document of the JDK's own tree, which writes attributes in the order of their names. */
    private static Document svgDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java makes no XML documents", e);
        }
    }

    private static byte[] pdf(ChartSpec.Painting painting, double width, double height) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle((float) width, (float) height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) width, (float) height) {
                @Override
                public void drawString(String text, float x, float y) {
                    if (Float.isFinite(x)
                            && Float.isFinite(y)) { // JFreeChart asks for labels far outside, which PDF cannot name
                        super.drawString(text, x, y);
                    }
                }
            };
            g.setFontTextDrawer(new PdfLettering(document));
            painting.paint(g, width, height);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getTranslateInstance(0, 0));
                content.drawForm(g.getXFormObject());
            }
            // PDFBox makes the identifier from the clock unless it is told one: equal charts are to be equal files
            document.setDocumentId(0L);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] png(ChartSpec.Painting painting, double width, double height) throws IOException {
        double scale = Theme.options().dpi() / 72.0;
        BufferedImage image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setPaint(java.awt.Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.transform(AffineTransform.getScaleInstance(scale, scale));
        painting.paint(g, width, height);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // held in memory: ImageIO's cache files need a shutdown hook, which fails once Ctrl-C was pressed
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }
}
