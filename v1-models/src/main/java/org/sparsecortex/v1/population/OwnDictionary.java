package org.sparsecortex.v1.population;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.v1.code.Dictionary;

/**
 * The dictionary of a range: the one that arrives at port {@code dictionary}, or, where that is open, one that is state: random
 * Gabor functions until a saved model gives another.
 */
final class OwnDictionary {
    private static final String PORT = "dictionary";

    private final int count;
    private final int patch;
    /** Atoms as they were given, not yet unit vectors: what is saved leads to the same bits again; empty with the port. */
    private final float[] own;

    private Reals known;
    private Dictionary dictionary;

    private OwnDictionary(int count, int patch, float[] own) {
        this.count = count;
        this.patch = patch;
        this.own = own;
    }

    /** The dictionary of {@code count} atoms of one range of a population. */
    static OwnDictionary of(BuildContext context, int count, int patch) {
        float[] own = context.has(PORT) ? new float[0] : Fields.gaborAtoms(count, patch, context.seed());
        return new OwnDictionary(count, patch, own);
    }

    /** Requires that a connected port has the size of the dictionary. */
    static void checkPort(BuildContext context, int count, int patch) {
        if (context.has(PORT)) {
            Checks.equal(
                    "dictionary = atoms " + count + " x patch " + patch + "^2, whose size",
                    context.inputSize(PORT),
                    (long) count * patch * patch);
        }
    }

    /** The dictionary of the step; the same object as long as the same atoms arrive. */
    Dictionary at(Inputs in) {
        Reals arriving = in.has(PORT) ? in.reals(PORT) : null;
        if (dictionary == null || (arriving != null && !arriving.equals(known))) {
            dictionary = arriving == null ? Fields.of(own, count, patch) : Fields.of(arriving, count, patch);
            known = arriving;
        }
        return dictionary;
    }

    /** Visits the atoms if they are the population's own. */
    void state(State state) {
        if (own.length > 0) {
            state.keep("dictionary", own);
        }
        if (state.loading()) {
            dictionary = null;
        }
    }
}
