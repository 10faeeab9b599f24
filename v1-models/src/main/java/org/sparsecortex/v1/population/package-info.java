/**
 * Populations of primary visual cortex in a network: hypercolumns that code the patches of a frame with one dictionary, and
 * single neurons that inhibit each other. Start at {@link org.sparsecortex.v1.population.HypercolumnsParams}.
 */
package org.sparsecortex.v1.population;
