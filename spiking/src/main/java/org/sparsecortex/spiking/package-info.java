/**
 * Networks of spiking point neurons on a grid of time, with the same spikes for every cut into ranges. Start at {@link
 * org.sparsecortex.spiking.SpikingNetworkParams}.
 */
package org.sparsecortex.spiking;
