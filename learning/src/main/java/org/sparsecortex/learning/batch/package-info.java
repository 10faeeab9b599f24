/**
 * Models whose units are chunks of the samples of a step and whose parameters all chunks share: sparse codes, autoencoders,
 * spiking networks trained on batches. Start at {@link org.sparsecortex.learning.batch.BatchLearner}.
 */
package org.sparsecortex.learning.batch;
