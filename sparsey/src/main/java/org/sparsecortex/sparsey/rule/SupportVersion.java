package org.sparsecortex.sparsey.rule;

/** Which kinds of input a support V is the product of. */
public enum Version {
    /** Feed-forward, horizontal and top-down. */
    HUD(true, true, true),
    /** Feed-forward and horizontal. */
    HU(true, true, false),
    /** Feed-forward and top-down. */
    UD(true, false, true),
    /** Horizontal and top-down. */
    HD(false, true, true),
    /** Horizontal alone. */
    H(false, true, false),
    /** Feed-forward alone. */
    U(true, false, false),
    /** Top-down alone. */
    D(false, false, true);

    private final int mask;

    Version(boolean u, boolean h, boolean d) {
        mask = (u ? 1 : 0) | (h ? 2 : 0) | (d ? 4 : 0);
    }

    /** Bit 0: U, bit 1: H, bit 2: D. */
    public int mask() {
        return mask;
    }

    /** Whether all kinds of input it needs are among those of {@code available}, bits as in {@link #mask}. */
    public boolean isWithin(int available) {
        return (mask & ~available) == 0;
    }

    /** The version of exactly these kinds; {@code mask} is not 0. */
    public static Version of(int mask) {
        for (Version version : values()) {
            if (version.mask == mask) {
                return version;
            }
        }
        throw new IllegalArgumentException("mask = " + mask + " names no version");
    }
}
