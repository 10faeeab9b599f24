/** The mathematics of sparse distributed representations after Ahmad and Hawkins 2015, 2016. */
package org.sparsecortex.sdr.theory;
