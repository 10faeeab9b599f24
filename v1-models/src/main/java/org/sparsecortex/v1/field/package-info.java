/**
 * What receptive fields look like: Gabor fits, tuning to gratings, counts of types.
 *
 * <p>Sources: Ringach 2002 (nx, ny), Ringach, Shapley and Hawken 2002 (circular variance). Start at {@link
 * org.sparsecortex.v1.field.ReceptiveFieldsParams}.
 */
package org.sparsecortex.v1.field;
