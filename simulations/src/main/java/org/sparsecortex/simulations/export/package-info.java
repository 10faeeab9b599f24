/** Runs in one file of another format: {@link org.sparsecortex.simulations.export.Hdf5Export}. */
package org.sparsecortex.simulations.export;
