package org.sparsecortex.simulations.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/** Parts of pages: head, escaped text, numbers, drawings. */
final class Html {
    private static final int DIGITS = 4;
    private static final String STYLE = "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;margin:.5em 0}td,th{border-bottom:1px solid #ddd;padding:.2em .8em;"
            + "text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}"
            + "figure{margin:1.5em 0}figure svg{width:100%;height:auto;display:block}figure img{width:100%}figcaption{color:#444}"
            + "pre{background:#f6f6f6;padding:1em;overflow:auto}.wide{overflow-x:auto}";

    private Html() {}

    /** The page up to its heading. */
    static String begin(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title><style>" + STYLE + "</style></head><body>\n<h1>" + escape(title) + "</h1>\n";
    }

    /** The scenario, folded. */
    static String scenario(String json) {
        return "<h2>Scenario</h2>\n<details><summary>all parameters, defaults filled in</summary><pre>" + escape(json)
                + "</pre></details>\n";
    }

    /** Text of a page. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A cell with a number in four digits, and all of them on hover. */
    static String number(double value) {
        return "<td class=\"n\" title=\"" + value + "\">" + escape(rounded(value)) + "</td>";
    }

    /** A number in four digits. */
    static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7);
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    /** A link to a file, relative to the page. */
    static String link(Path page, Path target, String text) {
        String path = page.toAbsolutePath()
                .normalize()
                .getParent()
                .relativize(target.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        return "<a href=\""
                + escape(path.replace("%", "%25")
                        .replace(" ", "%20")
                        .replace("#", "%23")
                        .replace("?", "%3F")) + "\">" + escape(text) + "</a>";
    }

    /** A drawing to stand in a page; its ids get a prefix: all drawings name their clips alike, and a page has one space of ids. */
    static String drawing(String svg, String prefix) {
        return svg.substring(svg.indexOf("<svg"))
                .replaceAll("\\bid=\"", "id=\"" + prefix + "-")
                .replace("url(#", "url(#" + prefix + "-")
                .replace("href=\"#", "href=\"#" + prefix + "-");
    }
}
