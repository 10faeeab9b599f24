/**
 * Read-outs that tell the class of a code: Hebbian class units, the nearest stored code, a linear classifier. They learn in
 * the same pass as the macs below them. Start at {@link org.sparsecortex.sparsey.readout.Readout}.
 */
package org.sparsecortex.sparsey.readout;
