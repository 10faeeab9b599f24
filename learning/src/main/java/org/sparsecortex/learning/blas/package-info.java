/**
 * Dense products of single-precision matrices: a reference in plain Java, identical everywhere, and a native library that is
 * faster and identical on one machine type. The only place where native code is used. Start at {@link
 * org.sparsecortex.learning.blas.Blas}.
 */
package org.sparsecortex.learning.blas;
