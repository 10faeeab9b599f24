/**
 * Neuron populations, one package a concept: sequence memory, spatial pooling, columns, anomaly, read-outs, spiking cells and
 * continual learning.
 */
package org.sparsecortex.neurons;
