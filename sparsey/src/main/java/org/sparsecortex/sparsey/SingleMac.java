package org.sparsecortex.sparsey;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.SupportVersion;

/**
 * One mac as a memory, without a network: show it inputs, get codes and their familiarity. Not safe for several threads.
 *
 * <p>With horizontal weights it hears its own code of the input before, until {@link #reset}.
 */
public final class SingleMac {
    private static final UnitRange ALL = UnitRange.all(1);

    private final Region region;
    private final Mac mac;
    private final boolean horizontal;
    private final int inputs;
    private final ActiveRows[] active = {new ActiveRows(), new ActiveRows(), new ActiveRows()};
    private final ActiveRows[][] byKind = {{active[0]}, {active[1]}, {active[2]}};
    private long step;
    private Sdr code;
    private Ints competing = Ints.of(1);

    /**
     * @param params of a region of one mac
     * @param inputs number of input bits
     * @param horizontal whether there are weights from the mac's code of the step before
     */
    public SingleMac(MacParams params, int inputs, boolean horizontal, long seed) {
        Checks.equal("macs", params.units(), 1);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("u", new Shape(Signal.Kind.SDR, inputs));
        if (horizontal) {
            shapes.put("h", new Shape(Signal.Kind.SDR, params.codeBits()));
        }
        this.horizontal = horizontal;
        this.inputs = inputs;
        region = Region.of(params, BuildContext.of("mac", seed, shapes));
        mac = region.mac(0, new SupportTables(params));
        code = Sdr.empty(params.codeBits());
    }

    /** A mac of that size and form with default parameters; {@code choice} says how it recognises. */
    public static MacParams params(
            int modules, int cellsPerModule, double exponent, Form form, MacParams.Choice choice) {
        AfferentParams all = AfferentParams.all(exponent);
        return Params.of(
                MacParams.class,
                "modules",
                modules,
                "cellsPerModule",
                cellsPerModule,
                "u",
                all,
                "h",
                all,
                "d",
                all,
                "form",
                form,
                "recognition",
                choice);
    }

    /** Forgets the context: the next input begins an episode. */
    public void reset() {
        code = Sdr.empty(code.size());
        competing = Ints.of(1);
        mac.forget();
    }

    /** Shows an input; the winner of each module, -1 everywhere if the mac stays inactive. */
    public int[] present(Sdr x, boolean learn) {
        sort(x);
        mac.select(step, learn, active);
        if (learn) {
            mac.learn(step, active);
        }
        step++;
        if (horizontal) {
            remember(mac.winners);
            competing = Ints.of(mac.zeta);
        }
        return mac.winners.clone();
    }

    /** Stores an input under a given code, whatever the mac would have chosen. */
    public void store(Sdr x, int[] winners) {
        sort(x);
        System.arraycopy(winners, 0, mac.winners, 0, winners.length);
        mac.state = Mac.NEW;
        mac.learn(step++, active);
        if (horizontal) {
            remember(winners);
        }
    }

    private void sort(Sdr x) {
        Checks.equal("x.size", x.size(), inputs);
        region.wiring(Afferent.U).scatter(x, null, Competition.OFF, ALL, byKind[0]);
        if (horizontal) {
            region.wiring(Afferent.H).scatter(code, competing, region.params.competition(), ALL, byKind[1]);
        }
    }

    private void remember(int[] winners) {
        int k = region.params.cellsPerModule();
        int[] bits = new int[winners[0] < 0 ? 0 : winners.length];
        for (int q = 0; q < bits.length; q++) {
            bits[q] = q * k + winners[q];
        }
        code = Sdr.ofSorted(code.size(), bits);
    }

    /** Familiarity G of the last input, 0..1; NaN if the mac stayed inactive. */
    public double familiarity() {
        return mac.g;
    }

    /** Familiarity of one version at the last input; NaN if it was not worked out. */
    public double familiarity(SupportVersion version) {
        return mac.versionG[version.ordinal()];
    }

    /** Number of codes in competition at the last input, at least 1. */
    public int competing() {
        return mac.zeta;
    }

    /** Support V of every cell at the last input, module by module. */
    public double[] support() {
        return mac.support().clone();
    }

    /** Probabilities of the draw in module {@code q} at the last input. */
    public double[] likelihood(int q) {
        return mac.likelihood(q);
    }

    /** Fraction of feed-forward weights set. */
    public double fill() {
        return mac.projection(Afferent.U).weights.fill();
    }

    /** Fraction of horizontal weights set, of all pairs of cells, those within a module included; 0 without any. */
    double horizontalFill() {
        return horizontal ? mac.projection(Afferent.H).weights.fill() : 0.0;
    }

    /** Whether the feed-forward weights learn no more. */
    public boolean isFrozen() {
        return mac.isFrozen();
    }

    /** Fraction of modules in which two codes have the same winner. */
    public static double agreement(int[] a, int[] b) {
        int same = 0;
        for (int q = 0; q < a.length; q++) {
            same += a[q] == b[q] && a[q] >= 0 ? 1 : 0;
        }
        return (double) same / a.length;
    }
}
