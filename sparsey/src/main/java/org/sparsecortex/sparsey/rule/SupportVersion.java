package org.sparsecortex.sparsey.rule;

import java.util.Set;

/** Which kinds of input a support V is the product of. */
public enum SupportVersion {
    /** Feed-forward, horizontal and top-down. */
    HUD(Afferent.U, Afferent.H, Afferent.D),
    /** Feed-forward and horizontal. */
    HU(Afferent.U, Afferent.H),
    /** Feed-forward and top-down. */
    UD(Afferent.U, Afferent.D),
    /** Horizontal and top-down. */
    HD(Afferent.H, Afferent.D),
    /** Horizontal alone. */
    H(Afferent.H),
    /** Feed-forward alone. */
    U(Afferent.U),
    /** Top-down alone. */
    D(Afferent.D);

    private final boolean u;
    private final boolean h;
    private final boolean d;

    SupportVersion(Afferent... kinds) {
        Set<Afferent> all = Set.of(kinds);
        u = all.contains(Afferent.U);
        h = all.contains(Afferent.H);
        d = all.contains(Afferent.D);
    }

    /** Whether it needs that kind of input. */
    public boolean uses(Afferent kind) {
        return switch (kind) {
            case U -> u;
            case H -> h;
            case D -> d;
        };
    }

    /** Whether all kinds of input it needs are among those that are there. */
    public boolean isWithin(Set<Afferent> available) {
        return (!u || available.contains(Afferent.U))
                && (!h || available.contains(Afferent.H))
                && (!d || available.contains(Afferent.D));
    }

    /** The version of exactly these kinds, of which there is at least one. */
    public static SupportVersion of(Set<Afferent> kinds) {
        for (SupportVersion version : values()) {
            boolean isIt = version.u == kinds.contains(Afferent.U)
                    && version.h == kinds.contains(Afferent.H)
                    && version.d == kinds.contains(Afferent.D);
            if (isIt) {
                return version;
            }
        }
        throw new IllegalArgumentException("kinds = " + kinds + " name no version");
    }
}
