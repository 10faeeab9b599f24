package org.sparsecortex.sdr;

import java.util.List;

/**
 * One immutable value that a population, an input or a probe emits in one step.
 *
 * <p>A closed set, so that records, checkpoints and messages between machines need one codec only. Fragments of the unit
 * ranges of a population are joined in ascending unit order by {@link #join}.
 */
public sealed interface Signal permits Sdr, Reals, Ints {
    /** Number of elements: bits of an SDR, numbers of a vector. */
    int size();

    /** Which of the three kinds this is. */
    Kind kind();

    /** The kinds of signal. */
    enum Kind {
        /** Sparse distributed representation, {@link Sdr}. */
        SDR,
        /** Vector of doubles, {@link Reals}. */
        REALS,
        /** Vector of 32-bit integers, {@link Ints}. */
        INTS;

        /** The signal that stands for "nothing yet": no active bit, or zeros. */
        public Signal blank(int size) {
            return switch (this) {
                case SDR -> Sdr.empty(size);
                case REALS -> Reals.zeros(size);
                case INTS -> Ints.zeros(size);
            };
        }
    }

    /**
     * Joins the fragments of consecutive unit ranges.
     *
     * <p>SDR fragments all have the size of the whole and disjoint ascending bits; vector fragments are concatenated.
     *
     * @throws IllegalArgumentException if the list is empty, kinds are mixed or SDR fragments are out of order
     */
    static Signal join(List<? extends Signal> fragments) {
        if (fragments.size() == 1) {
            return fragments.get(0);
        }
        return switch (fragments.get(0).kind()) {
            case SDR ->
                Sdr.joinFragments(fragments.stream().map(Sdr.class::cast).toList());
            case REALS -> Reals.concat(fragments.stream().map(Reals.class::cast).toList());
            case INTS -> Ints.concat(fragments.stream().map(Ints.class::cast).toList());
        };
    }

    /**
     * Lays several signals of one kind side by side: sizes add up, the bits of a later SDR are shifted.
     *
     * @throws IllegalArgumentException if the list is empty or kinds are mixed
     */
    static Signal concat(List<? extends Signal> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return switch (parts.get(0).kind()) {
            case SDR -> Sdr.concat(parts.stream().map(Sdr.class::cast).toList());
            case REALS -> Reals.concat(parts.stream().map(Reals.class::cast).toList());
            case INTS -> Ints.concat(parts.stream().map(Ints.class::cast).toList());
        };
    }
}
