/** Neuron populations: spatial pooler, temporal memory and their relatives. */
package org.sparsecortex.neurons;
