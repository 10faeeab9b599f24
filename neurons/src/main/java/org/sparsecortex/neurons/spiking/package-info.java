/**
 * Neurons in continuous time and neurons with nonlinear branches: compartmental neurons, integrate-and-fire neurons with
 * dendritic plateaus, the two-layer neuron. Start at {@link org.sparsecortex.neurons.spiking.CompartmentNeuronParams}.
 */
package org.sparsecortex.neurons.spiking;
