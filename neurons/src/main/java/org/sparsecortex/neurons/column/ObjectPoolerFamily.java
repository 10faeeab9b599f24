package org.sparsecortex.neurons.column;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code object-pooler}. */
public final class ObjectPoolerFamily implements ModelFamily {
    /** Called by the service loader. */
    public ObjectPoolerFamily() {}

    @Override
    public String type() {
        return "object-pooler";
    }

    @Override
    public String summary() {
        return "Output layer of a cortical column: a stable code of the object whose features are sensed one by one.";
    }

    @Override
    public String source() {
        return "Hawkins, Ahmad and Cui 2017, A theory of how columns in the neocortex enable learning the structure of"
                + " the world";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ObjectPoolerParams.class;
    }
}
