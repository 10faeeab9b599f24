/**
 * Training by gradient descent: layers, losses, optimisers and the learner that runs them. The statistics of a chunk are its
 * gradient.
 * Start at {@link org.sparsecortex.learning.gradient.Layer}, then {@link org.sparsecortex.learning.gradient.GradientLearner}.
 */
package org.sparsecortex.learning.gradient;
