/**
 * Training by gradient descent, deterministic for every partitioning: layers, losses, optimisers and the model that runs
 * them. A unit is a fixed chunk of a batch; the reducer adds the chunks' gradients in order; every range holds all parameters.
 * Start at {@link org.sparsecortex.neurons.train.Layer}, then {@link org.sparsecortex.neurons.train.GradientModel}.
 */
package org.sparsecortex.neurons.train;
