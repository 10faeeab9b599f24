/** Inputs of scenarios: generators and readers, each a pure function of the step. Start at {@link
 * org.sparsecortex.simulations.input.InputSpec}. */
package org.sparsecortex.simulations.input;
