/** Runs that are computed by workers: other processes of this machine or of others. */
package org.sparsecortex.simulations.cluster;
