/**
 * Event-driven inference: layers that hold their sums and add only what changed, so that a frame costs in proportion to its
 * changes. Start at {@link org.sparsecortex.delta.DeltaNetwork}.
 */
package org.sparsecortex.delta;
