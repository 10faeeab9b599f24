/**
 * One framework for all models that code samples with shared parameters and learn from sums over them: dictionary learning, its
 * classical companions, autoencoders, convolutional coding, networks trained by gradients. Chunks of samples are the units.
 * Start at {@link org.sparsecortex.learning.Learner}, then {@link org.sparsecortex.learning.LearnerModel}.
 */
package org.sparsecortex.learning;
