/**
 * The service-provider interface of all models: units, kernels that propose and commit, reducers that decide. Start at
 * {@link org.sparsecortex.sdr.kernel.Kernel}.
 */
package org.sparsecortex.sdr.kernel;
