/**
 * Physics of one neuron as a tree of compartments: membrane and cable currents, receptors with magnesium block, calcium
 * plateaus and back-propagating action potentials. Units everywhere: ms, mV, nS, pA, pF. Start at {@link
 * org.sparsecortex.dendrites.biophysics.CellModel}.
 *
 * <p>Sources: Jahr and Stevens 1990 (magnesium block), Larkum, Zhu and Sakmann 1999 (calcium spikes with back-propagation),
 * Hines 1984 (elimination on a tree).
 */
package org.sparsecortex.dendrites.biophysics;
