/** The state of populations as bytes that are read and written block by block, whatever their number. */
package org.sparsecortex.sdr.state;
