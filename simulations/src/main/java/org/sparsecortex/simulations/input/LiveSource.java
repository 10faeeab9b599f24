package org.sparsecortex.simulations.input;

import org.sparsecortex.sdr.network.Source;

/**
 * An input whose rows arrive while the run goes on, one a step. As every {@link Source} it is a function of the step, for the steps
 * whose rows are there; the run asks for no other.
 *
 * <p>One thread adds rows and forgets them, others read.
 */
public interface LiveSource extends Source {
    /** Rows that are there and not yet run, at most. */
    int AHEAD = 4096;

    /** Number of bits and numbers of a row, for the bound of memory. */
    long rowBytes();

    /** The line that names the columns, if the scenario knows it; else the first line of the rows does. */
    String knownHeader();

    /**
     * Takes the line that names the columns.
     *
     * @throws IllegalArgumentException if a column that is needed is not among them
     */
    void header(String line);

    /**
     * Whether a line is a row of this input; one of another sensor is not.
     *
     * @throws IllegalArgumentException if the line cannot be read
     */
    boolean accepts(String line);

    /**
     * Takes the line of the row of {@code step}, the one after the last.
     *
     * @throws IllegalArgumentException if it is no row; it is not taken then
     */
    void add(long step, String line);

    /** Forgets the rows before {@code step}. */
    void forgetBefore(long step);
}
