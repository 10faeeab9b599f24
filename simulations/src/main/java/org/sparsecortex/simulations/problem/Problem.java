package org.sparsecortex.simulations.problem;

/**
 * One mistake in a scenario.
 *
 * @param file name of the file
 * @param pointer JSON pointer of the value (RFC 6901)
 * @param line line of the value, from 1
 * @param column column of the value, from 1
 * @param value the value as written, shortened; empty where there is none
 * @param message what is wrong and what is allowed
 */
public record Problem(String file, String pointer, int line, int column, String value, String message) {
    /** The same problem at another pointer. */
    public Problem at(String other) {
        return new Problem(file, other, line, column, value, message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + " " + (pointer.isEmpty() ? "/" : pointer)
                + (value.isEmpty() ? "" : " = " + value) + ": " + message;
    }
}
