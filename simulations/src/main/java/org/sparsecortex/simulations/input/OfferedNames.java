package org.sparsecortex.simulations.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All names that the signals of an input can have, whatever its parameters and files: wrong ones are told though the input itself
 * has a mistake. For records that implement {@link InputSpec} and whose signals take their names from nowhere else.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OfferedNames {
    /** The names. */
    String[] value();
}
