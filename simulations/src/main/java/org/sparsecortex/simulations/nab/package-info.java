/**
 * The Numenta Anomaly Benchmark: its scoring rules, its corpus layout, its result files. Source: Lavin and Ahmad 2015,
 * "Evaluating real-time anomaly detection algorithms - the Numenta Anomaly Benchmark" (arXiv 1510.03336). Start at {@link
 * org.sparsecortex.simulations.nab.NabScorer}.
 */
package org.sparsecortex.simulations.nab;
