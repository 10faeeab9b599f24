/** Inputs made of random patterns: sequences of symbols, objects to touch, random SDRs. */
package org.sparsecortex.simulations.input.generated;
