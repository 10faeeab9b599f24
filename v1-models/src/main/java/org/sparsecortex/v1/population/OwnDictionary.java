package org.sparsecortex.v1.population;

import java.util.function.Function;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.v1.code.Dictionary;

/**
 * The dictionary of a range: the one that arrives at port {@code dictionary}, or, where that is open, one that is state: random
 * Gabor functions until a saved model gives another.
 *
 * @param <D> the form in which the range uses its atoms
 */
final class OwnDictionary<D> {
    private static final String PORT = "dictionary";

    private final Function<float[], D> form;

    /** Atoms as they were given, not yet unit vectors: what is saved leads to the same bits again; empty with the port. */
    private final float[] own;

    private Reals known;
    private D dictionary;

    private OwnDictionary(Function<float[], D> form, float[] own) {
        this.form = form;
        this.own = own;
    }

    /** The dictionary of {@code count} atoms of one range of a population, ready to code with. */
    static OwnDictionary<Dictionary> coding(BuildContext context, int count, int patch) {
        return new OwnDictionary<>(atoms -> Fields.of(atoms, count, patch), own(context, count, patch));
    }

    /** The same, as unit atoms one after another: no Gram matrix is kept. */
    static OwnDictionary<float[]> atoms(BuildContext context, int count, int patch) {
        return new OwnDictionary<>(atoms -> Fields.unit(atoms, patch), own(context, count, patch));
    }

    private static float[] own(BuildContext context, int count, int patch) {
        return context.has(PORT) ? new float[0] : Fields.gaborAtoms(count, patch, context.seed());
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
    D at(Inputs in) {
        Reals arriving = in.has(PORT) ? in.reals(PORT) : null;
        if (dictionary == null || (arriving != null && !arriving.equals(known))) {
            dictionary = form.apply(arriving == null ? own : Fields.floats(arriving));
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
