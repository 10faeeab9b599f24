/**
 * Grey images, where they come from when there are no photographs, and how they are prepared for coding: whitening, local
 * contrast normalisation, patches. Start at {@link org.sparsecortex.v1.image.DeadLeaves} and {@link
 * org.sparsecortex.v1.image.PatchSampler}.
 */
package org.sparsecortex.v1.image;
