/**
 * Dense products by OpenBLAS, found by {@link org.sparsecortex.learning.blas.Backend} when this jar is on the class path. The
 * only place where native code is used. Start at {@link org.sparsecortex.openblas.OpenBlasLibrary}.
 */
package org.sparsecortex.openblas;
