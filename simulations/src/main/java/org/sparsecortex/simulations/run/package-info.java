/** Runs: run directory, manifest, records, checkpoints, sweeps. */
package org.sparsecortex.simulations.run;
