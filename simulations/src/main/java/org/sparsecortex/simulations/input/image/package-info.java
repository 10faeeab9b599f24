/** Inputs that are still images, their patches, and arrays of them. */
package org.sparsecortex.simulations.input.image;
