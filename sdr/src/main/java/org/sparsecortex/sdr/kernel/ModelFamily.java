package org.sparsecortex.sdr.kernel;

/**
 * One kind of population that scenarios can name; found through {@link java.util.ServiceLoader}.
 *
 * <p>Adding a model means: a parameter record, a kernel, a family, a line in {@code META-INF/services}.
 */
public interface ModelFamily {
    /** The name in JSON, lower case with hyphens, for example {@code temporal-memory}. */
    String type();

    /** What the model computes, one sentence. */
    String summary();

    /** Author, year and title of the paper the model follows. */
    String source();

    /** The record of its parameters. */
    Class<? extends ModelParams> params();
}
