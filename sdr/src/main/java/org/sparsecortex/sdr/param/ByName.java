package org.sparsecortex.sdr.param;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the interface of an open set: scenarios write a record of it that has no components as its name alone, {@code "mean"}
 * in place of {@code {"type": "mean"}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ByName {}
