package org.sparsecortex.sparsey;

import java.util.Arrays;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.Form;

/** Values that macs of one range work out again and again, kept: pure functions of few arguments. */
final class SupportTables {
    private final PerKind[] kinds = new PerKind[Afferent.values().length];
    private final Shapes shapes;

    SupportTables(MacParams params) {
        for (Afferent kind : Afferent.values()) {
            kinds[kind.ordinal()] = new PerKind(params.afferent(kind));
        }
        shapes = new Shapes(params.form());
    }

    PerKind of(Afferent kind) {
        return kinds[kind.ordinal()];
    }

    Shapes shapes() {
        return shapes;
    }

    /** Support of a count, by the normaliser. */
    static final class PerKind {
        private static final int KEPT = 4096;

        private final AfferentParams afferent;
        private double[][] table = new double[16][];

        PerKind(AfferentParams afferent) {
            this.afferent = afferent;
        }

        /** Supports of the counts 0 .. s, for {@code s} active inputs. */
        double[] bySum(int s) {
            if (s < table.length && table[s] != null) {
                return table[s];
            }
            int norm = afferent.normaliser() > 0 ? afferent.normaliser() : s;
            double[] values = new double[s + 1];
            for (int sum = 0; sum <= s; sum++) {
                values[sum] = afferent.support(sum, norm);
            }
            if (s < KEPT) {
                table = s < table.length ? table : Arrays.copyOf(table, Math.max(s + 1, 2 * table.length));
                table[s] = values;
            }
            return values;
        }
    }

    /** The sigmoid of a form, kept by the bits of its argument. */
    static final class Shapes {
        private static final int SLOTS = 1 << 15;
        private static final long MIX = 0x9E3779B97F4A7C15L;

        private final Form form;
        private final double[] kept = new double[2 * SLOTS]; // argument and value side by side

        Shapes(Form form) {
            this.form = form;
            Arrays.fill(kept, Double.NaN);
        }

        double of(double v) {
            int slot = 2 * (int) ((Double.doubleToRawLongBits(v) * MIX) >>> 49);
            if (kept[slot] != v) {
                kept[slot] = v;
                kept[slot + 1] = form.shape(v);
            }
            return kept[slot + 1];
        }
    }
}
