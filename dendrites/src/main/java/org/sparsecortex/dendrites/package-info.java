/** Dendritic segments, synapses, permanences and detection theory. */
package org.sparsecortex.dendrites;
