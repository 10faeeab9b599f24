package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.Packet;

/** What the ranges of a read-out propose: what speaks for the classes. */
sealed interface Evidence extends Packet permits Margins, NearestCode.Nearest {}
