/**
 * Orientation tuning of receptive fields and of model neurons, measured with drifting gratings as in physiology. Start at {@link
 * org.sparsecortex.v1.tuning.OrientationCurve}.
 */
package org.sparsecortex.v1.tuning;
