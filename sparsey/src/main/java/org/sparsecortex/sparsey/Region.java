package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sparsey.rule.Afferent;

/** A region of macs in its network: parameters, connections and keys of randomness. Immutable, shared by all ranges. */
final class Region {
    final MacParams params;
    final Outputs<MacKernel> outputs;
    final KeyedRandom draws;
    final KeyedRandom ties;
    private final Wiring[] wirings;

    private Region(MacParams params, long seed, Wiring[] wirings) {
        this.params = params;
        this.outputs = MacKernel.outputs(params);
        this.draws = KeyedRandom.of(seed, "draw of winners");
        this.ties = KeyedRandom.of(seed, "ties of winners");
        this.wirings = wirings;
    }

    static Region of(MacParams params, BuildContext context) {
        Wiring[] wirings = new Wiring[Afferent.values().length];
        for (Afferent kind : Afferent.values()) {
            if (context.has(kind.port())) {
                int size = context.inputSize(kind.port());
                List<Field> fields = params.fields(kind, size);
                wirings[kind.ordinal()] =
                        new Wiring(kind, size, fields, params.afferent(kind), params.own(), context.seed());
                if (context.has(kind.competingPort())) {
                    Checks.equal(
                            kind.competingPort() + ": numbers that arrive",
                            context.inputSize(kind.competingPort()),
                            Field.sites(fields));
                }
            }
        }
        return new Region(params, context.seed(), wirings);
    }

    /** The connections of one kind; null if there are none. */
    Wiring wiring(Afferent kind) {
        return wirings[kind.ordinal()];
    }

    /** A fresh mac. */
    Mac mac(int unit, SupportTables tables) {
        Projection[] projections = new Projection[wirings.length];
        for (Afferent kind : Afferent.values()) {
            Wiring wiring = wiring(kind);
            if (wiring != null) {
                projections[kind.ordinal()] = new Projection(
                        params, params.afferent(kind), wiring.rows(unit), wiring.ownRow(unit), tables.of(kind));
            }
        }
        return new Mac(params, unit, wiring(Afferent.U).sites(unit), draws, ties, projections, tables.shapes());
    }
}
