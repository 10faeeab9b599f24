/**
 * Point neurons and sources of spikes, each with its arithmetic of a grid step. Start at {@link
 * org.sparsecortex.spiking.cell.NeuronModel}.
 */
package org.sparsecortex.spiking.cell;
