package org.sparsecortex.simulations.input.table;

import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.encode.EncoderParams;
import org.sparsecortex.sdr.encode.MultiEncoderParams;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A column of a table and how it becomes bits, or several columns that one encoder takes together.
 *
 * @param column name of the column; empty if there are several
 * @param columns instead of column: the columns of an encoder of several values, in its order
 * @param encoder encoder of its values; without one the columns are offered as numbers only
 * @param signal name of the SDR that its bits are part of
 */
public record FieldSpec(
        @Param(doc = "name of the column", def = "\"\"") String column,

        @Param(
                doc = "instead of column: the columns of an encoder of several values, for example those of a place",
                def = "[]")
        List<String> columns,

        @Param(doc = "encoder of its values; null offers the column as a number only", def = "null")
        Optional<EncoderParams> encoder,

        @Param(
                doc =
                        "SDR signal to which its bits belong, side by side with those of other fields of the same one; for"
                                + " sensors that go different ways",
                def = "\"sdr\"")
        String signal) {
    /** A field whose bits belong to the signal sdr. */
    public FieldSpec(String column, List<String> columns, Optional<EncoderParams> encoder) {
        this(column, columns, encoder, TableSource.CODE);
    }

    public FieldSpec {
        columns = List.copyOf(columns);
        Checks.that(
                signal.matches("[A-Za-z][A-Za-z0-9_-]{0,63}"),
                "signal",
                "\"" + signal + "\"",
                "must be a letter and then letters, digits, _ or -");
        Checks.that(
                column.isEmpty() != columns.isEmpty(), "column", "\"" + column + "\"", "give either column or columns");
        for (String name : columns.isEmpty() ? List.of(column) : columns) {
            Checks.that(
                    !name.equals(TableSource.CODE) && !name.equals(signal),
                    "column",
                    name,
                    "is the name of the encoded row; rename the column, or give the field another signal");
        }
    }

    /** All columns that the field reads. */
    List<String> names() {
        return columns.isEmpty() ? List.of(column) : columns;
    }

    /** The encoder, seeded by the names of its columns. */
    Encoder encoder(long seed) {
        return encoder.orElseThrow().encoder(KeyedRandom.deriveSeed(seed, "column " + String.join(",", names())));
    }

    /**
     * The column of each value that the encoder takes, as an index of {@link #names}.
     *
     * @throws IllegalArgumentException if the encoder takes another number of columns
     */
    int[] columnsOf(Encoder encoder) {
        int[] of = new int[encoder.fields()];
        boolean sameForAll = names().size() == 1 && encoder.columns() > 1 && encodesOneColumnSeveralTimes();
        Checks.that(
                sameForAll || encoder.columns() == names().size(),
                "columns",
                names(),
                "the encoder takes " + encoder.columns() + " columns; list as many under \"columns\"");
        int column = -1;
        for (int f = 0; f < of.length; f++) {
            column += encoder.previous(f) || (sameForAll && column == 0) ? 0 : 1;
            of[f] = column;
        }
        return of;
    }

    private boolean encodesOneColumnSeveralTimes() {
        return encoder.orElseThrow() instanceof MultiEncoderParams multi
                && multi.encoders().stream().allMatch(part -> part.encoder(0).columns() == 1);
    }
}
