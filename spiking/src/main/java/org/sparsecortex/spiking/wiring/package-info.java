/**
 * Which synapses a target has, as a function of seed, name of the projection and target; their packed storage. Start at
 * {@link org.sparsecortex.spiking.wiring.Wiring}.
 */
package org.sparsecortex.spiking.wiring;
