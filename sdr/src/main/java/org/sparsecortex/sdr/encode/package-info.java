/** Encoders turn numbers, categories, times, places and images into SDRs, and classifiers read SDRs back. */
package org.sparsecortex.sdr.encode;
