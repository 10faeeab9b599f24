/**
 * Models that travel: the state of a population as one NumPy archive, written when a run ends and taken up by another run.
 */
package org.sparsecortex.simulations.saved;
