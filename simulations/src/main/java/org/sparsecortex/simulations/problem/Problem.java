package org.sparsecortex.simulations.problem;

/**
 * One mistake in a scenario.
 *
 * @param file name of the file
 * @param pointer JSON pointer of the value (RFC 6901)
 * @param line line of the value, from 1; 0 if it is not in a file, as a value of the command line
 * @param column column of the value, from 1
 * @param value the value as written, shortened; empty where there is none
 * @param message what is wrong and what is allowed
 */
public record Problem(String file, String pointer, int line, int column, String value, String message) {
    /** The same problem at another pointer. */
    public Problem at(String other) {
        return new Problem(file, other, line, column, value, message);
    }

    /** The same problem of a value that {@code where}, such as an option, gave. */
    public Problem from(String where) {
        return new Problem(where, pointer, 0, 0, value, message);
    }

    @Override
    public String toString() {
        String place = line == 0 ? "from " + file : file + ":" + line + ":" + column;
        return place + " " + (pointer.isEmpty() ? "/" : pointer) + (value.isEmpty() ? "" : " = " + value) + ": "
                + message;
    }
}
