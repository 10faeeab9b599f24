/** Rows that arrive while a run goes on: where they come from, how they are kept, what is told of each step. */
package org.sparsecortex.simulations.live;
