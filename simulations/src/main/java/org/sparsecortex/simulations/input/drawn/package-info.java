/** Inputs that are drawn with a pen: handwritten digits, and figures that act. */
package org.sparsecortex.simulations.input.drawn;
