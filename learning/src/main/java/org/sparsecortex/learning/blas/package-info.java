/**
 * Dense products of single-precision matrices: a reference in plain Java, identical everywhere, and a place for native
 * libraries in jars of their own ({@link org.sparsecortex.learning.blas.BlasLibrary}), faster and identical on one machine
 * type. Start at {@link org.sparsecortex.learning.blas.Blas}.
 */
package org.sparsecortex.learning.blas;
