/**
 * Probabilistic sparse coding: binary, ternary, discrete and spike-and-slab units that add up, or of which the largest counts,
 * learnt by expectation maximisation over a few states for each sample.
 */
package org.sparsecortex.v1.probabilistic;
