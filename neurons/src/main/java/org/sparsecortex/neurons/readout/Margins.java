package org.sparsecortex.neurons.readout;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Packets;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * How much speaks for each class.
 *
 * @param each one number a class; without any while the step learns
 */
record Margins(Reals each) implements Evidence {
    static final Margins NONE = new Margins(Reals.zeros(0));

    /** The class with the largest margin, the lower one among equals. */
    static Answer largest(Step step, int round, List<Margins> proposals) {
        return step.learn()
                ? Answer.NONE
                : Answer.of(TopK.argMax(Packets.join(proposals).each.toArray()));
    }
}
