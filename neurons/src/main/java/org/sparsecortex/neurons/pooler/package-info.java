/**
 * The spatial pooler, which learns SDRs of its input, and statistics of codes. Start at
 * {@link org.sparsecortex.neurons.pooler.SpatialPoolerParams}.
 */
package org.sparsecortex.neurons.pooler;
