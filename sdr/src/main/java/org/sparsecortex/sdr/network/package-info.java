/**
 * Networks of populations and the sequential runner, the oracle of bit-identity. Start at {@link
 * org.sparsecortex.sdr.network.Network}, then {@link org.sparsecortex.sdr.network.SequentialRunner}.
 */
package org.sparsecortex.sdr.network;
