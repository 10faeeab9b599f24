/**
 * Layers of networks that learn by gradient descent, with their learned values.
 * Start at {@link org.sparsecortex.learning.layer.Layer}, then {@link org.sparsecortex.learning.layer.LayerStack}.
 */
package org.sparsecortex.learning.layer;
