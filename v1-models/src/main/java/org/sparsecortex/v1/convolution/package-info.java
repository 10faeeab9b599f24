/**
 * Convolutional sparse coding with banks of oriented filters whose orientation bandwidth is controlled (Ladret, Casanova and
 * Perrinet 2023, "Kernel heterogeneity improves sparseness of natural images representations"). Start at {@link
 * org.sparsecortex.v1.convolution.ConvolutionParams}.
 */
package org.sparsecortex.v1.convolution;
