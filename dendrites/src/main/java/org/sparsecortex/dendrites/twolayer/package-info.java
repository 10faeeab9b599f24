/**
 * The neuron as a network of two layers: branches that sum nonlinearly, a soma that sums branches. Start at {@link
 * org.sparsecortex.dendrites.twolayer.TwoLayer}.
 */
package org.sparsecortex.dendrites.twolayer;
