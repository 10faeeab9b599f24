/** Rules that turn gradients into changes of parameters. Start at {@link org.sparsecortex.learning.optimise.OptimiserSpec}. */
package org.sparsecortex.learning.optimise;
