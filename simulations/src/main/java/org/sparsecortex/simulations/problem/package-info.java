/** Mistakes of users as they are told. */
package org.sparsecortex.simulations.problem;
