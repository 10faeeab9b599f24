package org.sparsecortex.simulations.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedCharacterIterator;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * Text of a PDF as text that can be searched and copied, in an embedded font: Liberation Sans, which comes with PDFBox, on every
 * machine.
 *
 * <p>Charts are laid out in the sans-serif font of the machine, so a text is drawn as wide as that is. Bold is the same letters with
 * a thin outline. A text with a letter that the font does not have, such as a raised digit, is drawn as shapes.
 */
final class PdfLettering extends PdfBoxGraphics2DFontTextDrawer {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final FontRenderContext LAYOUT = new FontRenderContext(null, true, true);
    private static final float BOLD = 0.04f;

    private final PDFont font;

    PdfLettering(PDDocument document) throws IOException {
        String family = Theme.options().font();
        TrueTypeFont own =
                family.equals(ThemeSpec.USUAL.font()) ? null : file(new Font(family, Font.PLAIN, 12).getPSName());
        if (own != null) {
            font = PDType0Font.load(document, own, true);
        } else if (family.equals("Serif") || family.equals("Monospaced")) { // each reader of PDF has these
            font = new PDType1Font(family.equals("Serif") ? FontName.TIMES_ROMAN : FontName.COURIER);
        } else {
            try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
                font = PDType0Font.load(document, in, true);
            }
        }
    }

    /** The TrueType font of a name on this machine; null if there is none. */
    private static TrueTypeFont file(String name) {
        FontMapping<TrueTypeFont> found = FontMappers.instance().getTrueTypeFont(name, null);
        return found == null || found.isFallback() ? null : found.getFont();
    }

    @Override
    public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv env) throws IOException {
        try {
            font.encode(string(text));
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }

    @Override
    public void drawText(AttributedCharacterIterator text, IFontTextDrawerEnv env) throws IOException {
        String string = string(text);
        text.first();
        Font laidOut = text.getAttribute(TextAttribute.FONT) instanceof Font own ? own : env.getFont();
        float size = laidOut.getSize2D();
        double natural = font.getStringWidth(string) / 1000 * size;
        double wanted = laidOut.getStringBounds(string, LAYOUT).getWidth();
        float stretch = natural > 0 && wanted > 0 ? (float) (wanted / natural) : 1;
        PDPageContentStream content = env.getContentStream();
        env.applyPaint(env.getPaint(), null);
        if (laidOut.isBold()) {
            content.setRenderingMode(RenderingMode.FILL_STROKE);
            content.setLineWidth(BOLD * size);
        }
        content.beginText();
        content.setFont(font, size);
        content.setTextMatrix(new Matrix(stretch, 0, 0, -1, 0, 0));
        content.showText(string);
        content.endText();
    }

    private static String string(AttributedCharacterIterator text) {
        StringBuilder string = new StringBuilder();
        for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
            string.append(c);
        }
        text.first();
        return string.toString();
    }
}
