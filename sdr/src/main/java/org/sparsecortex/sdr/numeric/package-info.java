/**
 * Exact numerics: keyed randomness, functions and sums with one result everywhere, total-order selection. Start at {@link
 * org.sparsecortex.sdr.numeric.KeyedRandom}.
 */
package org.sparsecortex.sdr.numeric;
