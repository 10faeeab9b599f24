/**
 * Graphs of the Neuromorphic Intermediate Representation (NIR) as networks of spiking neurons. Source: Pedersen et al. 2024,
 * doi:10.1038/s41467-024-52259-9.
 */
package org.sparsecortex.simulations.nir;
