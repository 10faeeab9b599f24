package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.kernel.Packet;

/**
 * The class that a read-out answers with.
 *
 * @param prediction one number; -1 for none
 */
record Answer(Ints prediction) implements Packet {
    static final Answer NONE = of(-1);

    static Answer of(int prediction) {
        return new Answer(Ints.of(prediction));
    }
}
