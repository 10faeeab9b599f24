package org.sparsecortex.simulations.input.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * How the lines and cells of a text table are written. What is left empty is found in the first {@link #SAMPLE} lines: the
 * separator that cuts all of them into as many cells as the heading has, and a decimal comma if numbers have one.
 */
public record CsvDialect(
        @Param(doc = "what stands between cells, for example ; or a tab (\\t); empty finds , ; tab or |", def = "\"\"")
        String separator,

        @Param(doc = "decimal mark, . or a comma; empty finds it", def = "\"\"")
        String decimal,

        @Param(doc = "lines that begin with this character are passed over; empty for none", def = "\"#\"")
        String comment,

        @Param(doc = "cells that stand for a missing value, for example NA, beside empty ones", def = "[]")
        List<String> missing,

        @Param(doc = "how times are written; auto finds it", def = "\"auto\"")
        TimeFormat times) {
    /** Lines from which a dialect is found. */
    static final int SAMPLE = 1000;

    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");
    private static final Pattern COMMA_NUMBER = Pattern.compile("\\s*[+-]?(\\d+,\\d*|,\\d+)([eE][+-]?\\d{1,5})?\\s*");
    private static final Pattern POINT_NUMBER = Pattern.compile("\\s*[+-]?\\d*\\.\\d*([eE][+-]?\\d{1,5})?\\s*");

    public CsvDialect {
        missing = List.copyOf(missing);
        Checks.that(separator.length() <= 1, "separator", separator, "must be one character, or empty to find it");
        Checks.that(
                separator.isEmpty()
                        || (!Character.isLetterOrDigit(separator.charAt(0)) && !"\"\n\r.".contains(separator)),
                "separator",
                separator,
                "belongs to cells; take for example ; or a tab");
        Checks.that(
                decimal.isEmpty() || decimal.equals(".") || decimal.equals(","), "decimal", decimal, "must be . or ,");
        Checks.that(comment.length() <= 1, "comment", comment, "must be one character, or empty for none");
        Checks.that(
                comment.isEmpty() || (!comment.equals(separator) && !comment.equals("\"")),
                "comment",
                comment,
                "stands between or around cells already");
    }

    /** What finds everything. */
    static CsvDialect found() {
        return new CsvDialect("", "", "#", List.of(), TimeFormat.AUTO);
    }

    /** The dialect with this separator if it has none. */
    CsvDialect orSeparator(String found) {
        return separator.isEmpty() ? new CsvDialect(found, decimal, comment, missing, times) : this;
    }

    /**
     * The dialect with separator and decimal mark filled in.
     *
     * @param lines the first lines of the table, with its heading
     */
    CsvDialect in(List<String> lines) {
        List<String> rows = lines.stream().filter(this::isRow).toList();
        Checks.that(
                separator.isEmpty() || !separator.equals(decimal) || hasCommas(rows, separator),
                "dialect.decimal",
                decimal,
                "is dialect.separator as well, and no number stands in quotes; leave both empty, which finds them");
        String by = separator.isEmpty() ? separator(rows) : separator;
        String mark = decimal.isEmpty() ? decimal(rows, by) : decimal;
        return new CsvDialect(by, mark, comment, missing, times);
    }

    /** Whether a line is neither empty nor a comment. */
    boolean isRow(String line) {
        return !line.isBlank() && (comment.isEmpty() || !line.startsWith(comment));
    }

    private static String separator(List<String> rows) {
        if (rows.isEmpty()) {
            return ",";
        }
        String best = ",";
        double bestShare = -1;
        for (String candidate : SEPARATORS) {
            int headings = cells(rows.get(0), candidate).size();
            long same = rows.stream()
                    .filter(row -> cells(row, candidate).size() == headings)
                    .count();
            double share = headings < 2 ? 0 : (double) same / rows.size();
            if (share > bestShare) {
                best = candidate;
                bestShare = share;
            }
        }
        return best;
    }

    private static String decimal(List<String> rows, String separator) {
        long commas = 0;
        long points = 0;
        if (!separator.equals(",")) {
            for (String row : rows) {
                List<String> cells = cells(row, separator);
                commas += cells.stream().filter(CsvDialect::hasComma).count();
                points += cells.stream().filter(POINT_NUMBER.asMatchPredicate()).count();
            }
        }
        return commas > 0 && points <= commas ? "," : ".";
    }

    private static boolean hasCommas(List<String> rows, String separator) {
        return rows.stream().anyMatch(row -> cells(row, separator).stream().anyMatch(CsvDialect::hasComma));
    }

    private static boolean hasComma(String cell) {
        return COMMA_NUMBER.matcher(cell).matches();
    }

    /** The cells of a line, roughly: quotation marks keep separators, and are taken away. */
    static List<String> cells(String line, String separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator.charAt(0) && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** The separator that the headings speak for, in one cell under this one; empty if none does. */
    String likelier(String heading) {
        return SEPARATORS.stream()
                .filter(s -> !s.equals(separator) && heading.contains(s))
                .findFirst()
                .orElse("");
    }

    /** What reads the table. */
    CSVFormat format() {
        CSVFormat.Builder builder = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .setAllowMissingColumnNames(true); // the number of the row, as many programs write it
        return (comment.isEmpty() ? builder : builder.setCommentMarker(comment.charAt(0))).get();
    }

    /** Whether a cell holds no value. */
    boolean isMissing(String cell) {
        return cell.isBlank() || missing.contains(cell.strip());
    }

    /**
     * The text of a number with a decimal point.
     *
     * @throws IllegalArgumentException if it has the other mark, or one of thousands
     */
    String number(String cell) {
        if (decimal.equals(".")) {
            return cell;
        }
        if (cell.indexOf('.') >= 0 && cell.chars().noneMatch(Character::isLetter)) {
            throw new IllegalArgumentException(
                    "'" + cell + "' has a point, but the decimal mark of this table is a comma"
                            + " (\"decimal\"); write no separators of thousands");
        }
        return hasComma(cell) ? cell.replace(',', '.') : cell;
    }

    /**
     * The number that a cell is.
     *
     * @param number what reads it once its decimal mark is a point
     */
    double parse(String cell, ToDoubleFunction<String> number) {
        try {
            return number.applyAsDouble(number(cell));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + cure(cell), e);
        }
    }

    /** What in the dialect may help a cell that is no number. */
    private String cure(String cell) {
        if (decimal.equals(".") && hasComma(cell)) {
            return ", or say \"decimal\": \",\" in the dialect";
        }
        return cell.strip().matches("(?i)na|n/a|nan|null|none|nil|-|\\?|missing")
                ? ", or say \"missing\": [\"" + cell.strip() + "\"] in the dialect"
                : "";
    }

    /** What it says, for the manifest. */
    Map<String, Object> described() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("separator", separator);
        all.put("decimal", decimal);
        return all;
    }
}
