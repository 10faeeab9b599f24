package org.sparsecortex.sparsey.rule;

/** The kinds of input of a mac, with the names of their ports. */
public enum Afferent {
    /** Feed-forward, from below, of the same step. */
    U("u"),
    /** Horizontal, from the own region, of the step before. */
    H("h"),
    /** Top-down, from above, of the step before. */
    D("d");

    private final String port;

    Afferent(String port) {
        this.port = port;
    }

    /** The port at which the codes arrive. */
    public String port() {
        return port;
    }

    /** The port at which the number of competing codes of each site arrives. */
    public String competingPort() {
        return port + "Competing";
    }
}
