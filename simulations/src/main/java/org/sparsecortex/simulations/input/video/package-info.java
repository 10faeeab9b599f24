/**
 * Generated video: scenes that are functions of (seed, scene, time), and readers of recorded video and events. Start at {@link
 * org.sparsecortex.simulations.input.video.VideoContent}.
 */
package org.sparsecortex.simulations.input.video;
