/**
 * Which weights of a network exist, and how that changes while it learns: densities, dropping and growing, pruning. Start at
 * {@link org.sparsecortex.learning.connect.Connectivity}.
 */
package org.sparsecortex.learning.connect;
