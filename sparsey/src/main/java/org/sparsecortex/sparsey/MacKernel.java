package org.sparsecortex.sparsey;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.SupportVersion;

/** A range of the macs of a region: sorts the inputs to them, lets each {@link Mac} select and learn. */
final class MacKernel implements Kernel<MacKernel.Activity, MacKernel.Summary> {
    private static final Afferent[] KINDS = Afferent.values();

    /**
     * What the macs of a range did.
     *
     * @param votes for each input bit, winners that it acts on; empty without reconstruction
     * @param possible for each input bit, winners of the macs that it reaches
     */
    record Activity(Reals familiarity, Ints state, Ints votes, Ints possible) implements Packet {}

    /** What the region did: mean familiarity, macs with a code, and with reconstruction the share of votes by input bit. */
    record Summary(Reals familiarity, Ints activeMacs, Reals reconstruction) implements Packet {}

    private final Region region;
    private final UnitRange range;
    private final Mac[] macs;
    private final ActiveRows[][] byKind;
    private final ActiveRows[][] byMac;
    private Summary summary = new Summary(Reals.of(Double.NaN), Ints.of(0), Reals.zeros(0));
    private long now;
    private Reals fields; // those of fieldsFill, as weights change rarely once learned
    private double fieldsFill;

    MacKernel(Region region, UnitRange range) {
        this.region = region;
        this.range = range;
        SupportTables tables = new SupportTables(region.params);
        macs = new Mac[range.size()];
        byKind = new ActiveRows[KINDS.length][macs.length];
        byMac = new ActiveRows[macs.length][KINDS.length];
        for (int m = 0; m < macs.length; m++) {
            macs[m] = region.mac(range.from() + m, tables);
            for (int p = 0; p < KINDS.length; p++) {
                byKind[p][m] = new ActiveRows();
                byMac[m][p] = byKind[p][m];
            }
        }
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Activity propose(Step step, Inputs inputs, int round) {
        for (Afferent kind : KINDS) {
            int port = kind.ordinal();
            Signal x = inputs.at(port);
            if (x != null) {
                Signal competing = inputs.at(KINDS.length + port);
                region.wiring(kind).scatter((Sdr) x, competing, region.params.competition(), range, byKind[port]);
            }
        }
        boolean votes = region.params.reconstruct();
        int[] votesFor = new int[votes ? inputs.at(0).size() : 0];
        int[] possible = new int[votesFor.length];
        double[] g = new double[macs.length];
        int[] state = new int[macs.length];
        for (int m = 0; m < macs.length; m++) {
            if (step.reset()) {
                macs[m].forget();
            }
            macs[m].select(step.index(), step.learn(), byMac[m]);
            g[m] = macs[m].g;
            state[m] = macs[m].state;
            if (votes) {
                vote(m, step.index(), votesFor, possible);
            }
            if (step.learn()) {
                macs[m].learn(step.index(), byMac[m]); // needs nothing of the decision; its rows are still in the cache
            }
        }
        return new Activity(Reals.wrap(g), Ints.wrap(state), Ints.wrap(votesFor), Ints.wrap(possible));
    }

    private void vote(int m, long step, int[] votes, int[] possible) {
        if (macs[m].state != Mac.INACTIVE) {
            int[] bits = region.wiring(Afferent.U).bits(range.from() + m);
            for (int row = 0; row < bits.length; row++) {
                votes[bits[row]] += macs[m].projection(Afferent.U).votes(row, macs[m].winners, step);
                possible[bits[row]] += macs[m].winners.length;
            }
        }
    }

    /** Weights onto the first module of the middle mac; nothing from the ranges that do not hold it. */
    private Reals receptiveFields() {
        int middle = (region.params.rows() / 2) * region.params.columns() + region.params.columns() / 2;
        if (!range.contains(middle)) {
            return Reals.zeros(0);
        }
        MacWeights weights = macs[middle - range.from()].projection(Afferent.U).weights;
        if (fields == null || fieldsFill != weights.fill() || weights instanceof AgedWeights) {
            int size = Field.size(region.params.u().fields());
            int[] bits = region.wiring(Afferent.U).bits(middle);
            double[] all = new double[region.params.cellsPerModule() * size];
            for (int row = 0; row < bits.length; row++) {
                for (int i = 0; i < region.params.cellsPerModule(); i++) {
                    all[i * size + bits[row]] = weights.weight(row, i, now);
                }
            }
            fields = Reals.wrap(all);
            fieldsFill = weights.fill();
        }
        return fields;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Summary decision) {
        summary = decision;
        now = step.index();
    }

    static Outputs<MacKernel> outputs(MacParams p) {
        int macs = p.units();
        Outputs<MacKernel> out = new Outputs<MacKernel>()
                .perUnit("code", Kind.SDR, macs * p.codeBits(), "active codes, one winner a module", MacKernel::code)
                .over(macs, p.codeBits())
                .perUnit(
                        "winners",
                        Kind.INTS,
                        macs * p.modules(),
                        "winning cell of each module, -1 if inactive",
                        MacKernel::winners)
                .over(macs, p.modules())
                .perUnit(
                        "familiarity",
                        Kind.REALS,
                        macs,
                        "G of the version used, 0..1; NaN if inactive or held",
                        k -> k.reals(m -> m.g))
                .perUnit("state", Kind.INTS, macs, "0 inactive, 1 new code, 2 held code", k -> k.ints(m -> m.state))
                .perUnit(
                        "version",
                        Kind.INTS,
                        macs,
                        "version used, 0 HUD, 1 HU, 2 UD, 3 HD, 4 H, 5 U, 6 D; -1 inactive or held",
                        k -> k.ints(m -> m.version))
                .perUnit(
                        "versionFamiliarity",
                        Kind.REALS,
                        macs * SupportVersion.values().length,
                        "G of every version, in that order; NaN if not worked out",
                        MacKernel::versions)
                .over(macs, SupportVersion.values().length)
                .perUnit(
                        "competing", Kind.INTS, macs, "number of competing codes, at least 1", k -> k.ints(m -> m.zeta))
                .perUnit("fillU", Kind.REALS, macs, "fraction of feed-forward weights set", k -> k.fill(Afferent.U))
                .perUnit("fillH", Kind.REALS, macs, "fraction of horizontal weights set", k -> k.fill(Afferent.H))
                .perUnit("fillD", Kind.REALS, macs, "fraction of top-down weights set", k -> k.fill(Afferent.D))
                .perUnit(
                        "frozen",
                        Kind.INTS,
                        macs,
                        "1 once the feed-forward weights no longer learn",
                        k -> k.ints(m -> m.isFrozen() ? 1 : 0))
                .global(
                        "meanFamiliarity",
                        Kind.REALS,
                        1,
                        "mean G over the macs with a new code; NaN without any",
                        k -> k.summary.familiarity())
                .global("activeMacs", Kind.INTS, 1, "number of macs with a code", k -> k.summary.activeMacs());
        return p.reconstruct() ? reconstruction(out, p) : out;
    }

    private static Outputs<MacKernel> reconstruction(Outputs<MacKernel> out, MacParams p) {
        int size = Field.size(p.u().fields());
        Checks.that(size > 0, "reconstruct", true, "needs u.fields, which give the size of the reconstruction");
        return out.global(
                        "reconstruction",
                        Kind.REALS,
                        size,
                        "fraction of the winners in reach that stand for the input bit",
                        k -> k.summary.reconstruction())
                .perUnit(
                        "receptiveFields",
                        Kind.REALS,
                        Math.multiplyExact(p.cellsPerModule(), size),
                        "weights onto the cells of the first module of the middle mac, one image a cell",
                        MacKernel::receptiveFields)
                .over(p.cellsPerModule(), size);
    }

    @Override
    public Signal read(String signal) {
        return region.outputs.read(this, signal);
    }

    private Reals fill(Afferent kind) {
        return reals(m ->
                m.projection(kind) == null ? 0.0 : m.projection(kind).weights.fill());
    }

    private Sdr code() {
        int modules = region.params.modules();
        int k = region.params.cellsPerModule();
        int[] active = new int[macs.length * modules];
        int count = 0;
        for (int m = 0; m < macs.length; m++) {
            if (macs[m].state != Mac.INACTIVE) {
                int first = (range.from() + m) * modules * k;
                for (int q = 0; q < modules; q++) {
                    active[count++] = first + q * k + macs[m].winners[q];
                }
            }
        }
        return Sdr.ofSorted(region.params.own().size(), Arrays.copyOf(active, count));
    }

    private Ints winners() {
        int modules = region.params.modules();
        int[] all = new int[macs.length * modules];
        for (int m = 0; m < macs.length; m++) {
            System.arraycopy(macs[m].winners, 0, all, m * modules, modules);
        }
        return Ints.wrap(all);
    }

    private Reals versions() {
        int count = SupportVersion.values().length;
        double[] all = new double[macs.length * count];
        for (int m = 0; m < macs.length; m++) {
            System.arraycopy(macs[m].versionG, 0, all, m * count, count);
        }
        return Reals.wrap(all);
    }

    private Reals reals(ToDoubleFunction<Mac> of) {
        return Reals.wrap(Arrays.stream(macs).mapToDouble(of).toArray());
    }

    private Ints ints(ToIntFunction<Mac> of) {
        return Ints.wrap(Arrays.stream(macs).mapToInt(of).toArray());
    }

    @Override
    public void unit(int unit, State state) {
        macs[unit - range.from()].state(state);
        fields = null;
    }
}
