/**
 * Greedy, conditionally orthogonal codes and the hierarchy of features that they can separate (Costa et al. 2025, "From flat to
 * hierarchical: extracting sparse representations with matching pursuit"). Start at {@link
 * org.sparsecortex.v1.hierarchy.AutoencoderParams}.
 */
package org.sparsecortex.v1.hierarchy;
