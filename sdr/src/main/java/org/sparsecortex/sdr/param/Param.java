package org.sparsecortex.sdr.param;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a parameter record: meaning, default, unit, symbol and range.
 *
 * <p>This is the single source from which the strict scenario reader takes defaults and ranges, the JSON Schema its
 * keywords and {@code sparsecortex list} its tables. Rules that tie several components together stay in the record's
 * compact constructor.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /** What the value means, one sentence without a full stop. */
    String doc();

    /** Default as JSON text, for example {@code "0.5"}, {@code "\"none\""} or {@code "[]"}; empty: the key is required. */
    String def() default "";

    /** Physical unit, for example {@code ms}; empty for a pure number. */
    String unit() default "";

    /** Symbol used in the source, for example {@code theta}; empty if it has none. */
    String symbol() default "";

    /** Smallest allowed number, inclusive; for an array it applies to each element. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest allowed number, inclusive; for an array it applies to each element. */
    double max() default Double.POSITIVE_INFINITY;
}
