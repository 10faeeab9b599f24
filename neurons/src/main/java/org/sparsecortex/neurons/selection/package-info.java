/** Which numbers of a sample are worth keeping. */
package org.sparsecortex.neurons.selection;
