/**
 * Temporal memory: sequences in context, stored on the dendritic segments of the cells of columns. Start at
 * {@link org.sparsecortex.neurons.memory.TemporalMemoryParams}.
 */
package org.sparsecortex.neurons.memory;
