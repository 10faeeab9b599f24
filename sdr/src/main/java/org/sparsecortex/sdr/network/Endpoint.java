package org.sparsecortex.sdr.network;

/**
 * A signal of a population or an input, written {@code owner.signal}.
 *
 * @param owner name of the population or input
 * @param signal name of the signal
 */
public record Endpoint(String owner, String signal) {
    @Override
    public String toString() {
        return owner + "." + signal;
    }
}
