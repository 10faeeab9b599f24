package org.sparsecortex.openblas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.sparsecortex.learning.blas.Blas;

/**
 * OpenBLAS through its binaries on Maven Central, on one thread of its own: partitions bring the parallelism.
 *
 * <p>The result for given shapes is the same in every call on one machine type, but not the bits of {@link
 * org.sparsecortex.learning.blas.JavaBlas}.
 */
final class OpenBlas implements Blas {
    /**
     * @throws IllegalArgumentException if there is no binary for this platform
     */
    OpenBlas() {
        try {
            Loader.load(openblas_nolapack.class);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "backend = openblas: its native library is not on the class path for " + Loader.getPlatform() + " ("
                            + e.getMessage() + "); use \"java\"",
                    e);
        }
        openblas_nolapack.blas_set_num_threads(1);
    }

    @Override
    public void multiply(int rows, int columns, int inner, float[] a, float[] b, float[] c) {
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                openblas_nolapack.CblasNoTrans,
                openblas_nolapack.CblasNoTrans,
                rows,
                columns,
                inner,
                1f,
                a,
                inner,
                b,
                columns,
                0f,
                c,
                columns);
    }

    @Override
    public String name() {
        String core = System.getenv("OPENBLAS_CORETYPE");
        return openblas_nolapack.OPENBLAS_VERSION.strip()
                + (core == null ? ", kernels of the processor" : ", kernels of " + core);
    }
}
