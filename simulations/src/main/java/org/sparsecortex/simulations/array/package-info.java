/** Arrays of numbers from files of other programs: NumPy, HDF5, MATLAB. */
package org.sparsecortex.simulations.array;
