package org.sparsecortex.neurons.mutant.inner;

import org.sparsecortex.neurons.mutant.Reaching;

/** Depends on a package that depends on this one. */
public final class Back {
    Class<?> other() {
        return Reaching.class;
    }
}
