/**
 * The classical models of simple-cell receptive fields beside which newer sparse codes are measured: the original sparse coding
 * network, a spiking network with local rules, independent component analysis. Start at {@link
 * org.sparsecortex.v1.companions.SparsenetParams}.
 */
package org.sparsecortex.v1.companions;
