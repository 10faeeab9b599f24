package org.sparsecortex.v1.code;

/**
 * A penalty that couples the coefficients of a group: there is an operator of whole codes only.
 *
 * <pre>  T(u) = f_g u_g for each group g of consecutive atoms;  the factors f follow from the norms |u_g| of all groups  </pre>
 */
public sealed interface GroupPenalty extends Penalty permits GroupL1, GroupTopK, KEnvelope {
    /** Consecutive atoms of a group. */
    int groupSize();

    /** Factor of each group by the norms of all, at weight lambda and step g. */
    double[] factors(double[] norms, double lambda, double g);

    @Override
    default double cost(double t, double lambda) {
        throw Groups.coupled(label());
    }

    @Override
    default Prox prox(double lambda, double g) {
        throw Groups.coupled(label());
    }

    @Override
    default boolean isSeparable() {
        return false;
    }

    @Override
    default VectorProx vectorProx(double lambda, double g, int atoms) {
        return Groups.scaling(atoms, groupSize(), norms -> factors(norms, lambda, g));
    }

    @Override
    default void check(int atoms) {
        Groups.count(atoms, groupSize());
    }
}
