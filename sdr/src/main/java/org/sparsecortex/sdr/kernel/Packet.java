package org.sparsecortex.sdr.kernel;

/**
 * What a range proposes or a population decides: a record all of whose components are signals.
 *
 * <pre>  record Activity(Sdr active, Sdr winners, Ints counts) implements Packet {}  </pre>
 *
 * A model whose rounds differ has a sealed interface with one record a round. Being made of signals only, packets cross
 * machines with the one codec of {@link Packets}, which is derived from the components.
 */
public interface Packet {
    /** The packet without parts. */
    Nothing NOTHING = new Nothing();

    /** A packet without parts: of ranges that have nothing to say to each other, or populations that decide nothing. */
    record Nothing() implements Packet {}
}
