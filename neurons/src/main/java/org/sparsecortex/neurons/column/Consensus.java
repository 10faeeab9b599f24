package org.sparsecortex.neurons.column;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Packets;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;

/** Which of the cells that their input drives become active: those of the highest level of support that half a code reaches. */
record Consensus(ObjectPoolerParams params) implements Reducer<Consensus.Driven, Consensus.Active> {
    /** Cells that their input drives: all, those with at least one support, those with two. */
    record Driven(Sdr cells, Sdr supported, Sdr twiceSupported) implements Packet {}

    /** The active cells of all. */
    record Active(Sdr cells) implements Packet {}

    @Override
    public Active reduce(Step step, int round, List<Driven> proposals) {
        Driven all = Packets.join(proposals);
        for (Sdr best : List.of(all.twiceSupported(), all.supported())) {
            if (2 * best.cardinality() >= params.active()) {
                return new Active(best);
            }
        }
        return new Active(all.cells());
    }
}
