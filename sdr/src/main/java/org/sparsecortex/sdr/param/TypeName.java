package org.sparsecortex.sdr.param;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names one record of an open set or a sealed family in JSON: the value of its {@code "type"} key. Never a class name. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TypeName {
    /** The explicit string, lower case with hyphens, for example {@code date-time}. */
    String value();

    /** What the type is, one sentence without a full stop. */
    String doc();
}
