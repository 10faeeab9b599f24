/**
 * Training by gradient descent, deterministic for every partitioning: layers, losses, optimisers and the model that runs
 * them. A unit is a fixed chunk of a batch; the reducer adds the chunks' gradients in order; every range holds all parameters.
 * Start at {@link org.sparsecortex.learning.gradient.Layer}, then {@link org.sparsecortex.learning.gradient.GradientModel}.
 */
package org.sparsecortex.learning.gradient;
