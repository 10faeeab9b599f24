/** The command line. */
package org.sparsecortex.simulations.cli;
