/** Fourier transforms of images; the only place that knows the library behind them. */
package org.sparsecortex.v1.fourier;
