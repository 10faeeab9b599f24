/**
 * Training by gradient descent: the loss, the plan of training and the learner that runs it. The statistics of a chunk are its
 * gradient; layers are in {@link org.sparsecortex.learning.layer}, update rules in {@link org.sparsecortex.learning.optimise}.
 * Start at {@link org.sparsecortex.learning.gradient.GradientLearner}.
 */
package org.sparsecortex.learning.gradient;
