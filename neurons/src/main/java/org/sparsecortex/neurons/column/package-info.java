/**
 * Cortical columns that agree on an object which each of them senses in part. Start at
 * {@link org.sparsecortex.neurons.column.ObjectPoolerParams}.
 */
package org.sparsecortex.neurons.column;
