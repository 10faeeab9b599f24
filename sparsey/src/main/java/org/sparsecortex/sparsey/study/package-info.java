/**
 * Experiments on single macs as populations: the unit is one combination of values, a step a batch of trials for each, so
 * that a table of a paper is one run. Start at {@link org.sparsecortex.sparsey.study.Study}.
 */
package org.sparsecortex.sparsey.study;
