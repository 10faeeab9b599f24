package org.sparsecortex.sdr.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter record a model that scenarios can name. A line with the record's class name in {@code
 * META-INF/services/org.sparsecortex.sdr.kernel.ModelParams} of its jar lets it be found.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModelType {
    /** The value of {@code "type"} in JSON, lower case with hyphens, for example {@code temporal-memory}. */
    String name();

    /** What the model computes, one sentence. */
    String summary();

    /** Author, year and title of the paper the model follows. */
    String source();

    /** What it is for. */
    Kind kind() default Kind.MODEL;

    /** What a population is for; groups the catalogue. */
    enum Kind {
        /** A model of neurons, of a memory or of their learning. */
        MODEL,
        /** Answers questions about the codes of another population. */
        READOUT,
        /** Measures what other populations do. */
        MEASURE,
        /** A whole experiment or exact theory in one population. */
        STUDY
    }
}
