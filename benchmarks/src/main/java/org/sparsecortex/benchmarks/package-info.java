/**
 * Speed and memory of whole runs and of single kernels. Start at {@link org.sparsecortex.benchmarks.Benchmarks}; the figures
 * and the commands that repeat them are in {@code docs/benchmarks.md}.
 */
package org.sparsecortex.benchmarks;
