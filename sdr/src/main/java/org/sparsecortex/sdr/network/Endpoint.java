package org.sparsecortex.sdr.network;

import org.sparsecortex.sdr.param.ParameterException;

/**
 * A signal of a population or an input, written {@code owner.signal}.
 *
 * @param owner name of the population or input
 * @param signal name of the signal
 */
public record Endpoint(String owner, String signal) {
    /** What was written: an owner, and a signal or port of it unless the first one is meant. */
    public record Text(String owner, String name) {
        /** Whether no name was given, which means the first one. */
        public boolean isFirst() {
            return name.isEmpty();
        }

        /** The name, or {@code first} if none was given. */
        public String nameOr(String first) {
            return isFirst() ? first : name;
        }
    }

    /**
     * The endpoint written {@code owner.signal}.
     *
     * @throws ParameterException if it is written otherwise
     */
    public static Endpoint parse(String text) {
        Text parts = split(text);
        if (parts.isFirst()) {
            throw wrong(text, "must be owner.signal");
        }
        return new Endpoint(parts.owner, parts.name);
    }

    /**
     * The parts of {@code owner.name}, where the owner alone stands for its first signal or port. The first dot ends the owner:
     * columns of a table may have dots in their names.
     *
     * @throws ParameterException if it is written otherwise
     */
    public static Text split(String text) {
        int dot = text.indexOf('.');
        String owner = dot < 0 ? text : text.substring(0, dot);
        String name = dot < 0 ? "" : text.substring(dot + 1);
        if (owner.isEmpty() || (dot >= 0 && name.isEmpty())) {
            throw wrong(text, "must be owner.name, or owner for its first one");
        }
        return new Text(owner, name);
    }

    private static ParameterException wrong(String text, String allowed) {
        return new ParameterException("endpoint", "'" + text + "'", allowed);
    }

    @Override
    public String toString() {
        return owner + "." + signal;
    }
}
