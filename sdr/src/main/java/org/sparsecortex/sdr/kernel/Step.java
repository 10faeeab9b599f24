package org.sparsecortex.sdr.kernel;

/**
 * One simulation step as every kernel sees it.
 *
 * @param index number of the step from the start of the run, 0 first
 * @param learn whether plasticity is on
 * @param reset whether a new sequence begins: kernels forget their context before they handle the step
 */
public record Step(long index, boolean learn, boolean reset) {}
