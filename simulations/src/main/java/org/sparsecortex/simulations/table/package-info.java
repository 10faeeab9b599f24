/** Record files: CSV and NPY, written row by row and read as columns. Start at {@link
 * org.sparsecortex.simulations.table.RecordWriter}. */
package org.sparsecortex.simulations.table;
