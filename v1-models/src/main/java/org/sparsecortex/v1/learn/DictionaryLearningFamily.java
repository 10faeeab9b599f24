package org.sparsecortex.v1.learn;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** Sparse coding of image patches with a learnt dictionary. */
public final class DictionaryLearningFamily implements ModelFamily {
    @Override
    public String type() {
        return "dictionary-learning";
    }

    @Override
    public String summary() {
        return "Sparse codes of image patches under any of eight penalties, and the dictionary they lead to.";
    }

    @Override
    public String source() {
        return "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return DictionaryLearningParams.class;
    }
}
