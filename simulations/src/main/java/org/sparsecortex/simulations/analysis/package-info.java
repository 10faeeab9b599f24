/** What is computed from all runs of a sweep together. Start at {@link
 * org.sparsecortex.simulations.analysis.AnalysisSpec}. */
package org.sparsecortex.simulations.analysis;
