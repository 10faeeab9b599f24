package org.sparsecortex.neurons.mutant;

import org.sparsecortex.neurons.mutant.inner.Back;
import org.sparsecortex.runtime.ActorRunner;

/** Depends on the layer above, and on a package that depends on this one. */
public final class Reaching {
    private final Back back = new Back();

    Class<?> above() {
        return back.getClass() == Back.class ? ActorRunner.class : Back.class;
    }
}
