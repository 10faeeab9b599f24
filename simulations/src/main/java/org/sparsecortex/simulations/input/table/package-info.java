/** Inputs that are tables of numbers: files of rows and generated series. */
package org.sparsecortex.simulations.input.table;
