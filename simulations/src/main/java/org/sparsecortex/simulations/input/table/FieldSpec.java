package org.sparsecortex.simulations.input.table;

import java.util.Optional;
import org.sparsecortex.sdr.encode.EncoderParams;
import org.sparsecortex.sdr.param.Param;

/**
 * A column of a table and how it becomes bits.
 *
 * @param column name of the column
 * @param encoder encoder of its values; without one the column is offered as a number only
 */
public record FieldSpec(
        @Param(doc = "name of the column") String column,

        @Param(doc = "encoder of its values; null offers the column as a number only", def = "null")
        Optional<EncoderParams> encoder) {}
