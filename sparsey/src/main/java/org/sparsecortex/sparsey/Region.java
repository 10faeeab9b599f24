package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** A region of macs in its network: parameters, connections and keys of randomness. Immutable, shared by all ranges. */
final class Region {
    private static final char[] PORTS = {'u', 'h', 'd'};

    final MacParams params;
    final KeyedRandom draws;
    final KeyedRandom ties;
    private final Wiring[] wirings;

    private Region(MacParams params, long seed, Wiring[] wirings) {
        this.params = params;
        this.draws = KeyedRandom.of(seed, "draw of winners");
        this.ties = KeyedRandom.of(seed, "ties of winners");
        this.wirings = wirings;
    }

    static Region of(MacParams params, BuildContext context) {
        Wiring[] wirings = new Wiring[PORTS.length];
        for (int p = 0; p < PORTS.length; p++) {
            String port = String.valueOf(PORTS[p]);
            if (context.has(port)) {
                int size = context.inputSize(port);
                List<Field> fields = params.fields(PORTS[p], size);
                wirings[p] = new Wiring(port, size, fields, afferent(params, p), params.own(), context.seed());
                if (context.has(port + "Competing")) {
                    org.sparsecortex.sdr.param.Checks.equal(
                            port + "Competing: numbers that arrive",
                            context.inputSize(port + "Competing"),
                            Field.sites(fields));
                }
            }
        }
        return new Region(params, context.seed(), wirings);
    }

    static Afferent afferent(MacParams params, int kind) {
        return kind == 0 ? params.u() : kind == 1 ? params.h() : params.d();
    }

    /** The connections of kind 0 (U), 1 (H) or 2 (D); null if there are none. */
    Wiring wiring(int kind) {
        return wirings[kind];
    }

    /** A fresh mac. */
    Mac mac(int unit, SupportTables tables) {
        Projection[] projections = new Projection[PORTS.length];
        for (int p = 0; p < PORTS.length; p++) {
            Wiring wiring = wirings[p];
            if (wiring != null) {
                projections[p] = new Projection(
                        params, afferent(params, p), wiring.rows(unit), wiring.ownRow(unit), tables.of(p));
            }
        }
        return new Mac(params, unit, wirings[0].sites(unit), draws, ties, projections, tables.shapes());
    }
}
