package org.sparsecortex.sparsey;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sparsey.rule.Version;

/** A range of the macs of a region: sorts the inputs to them, lets each {@link Mac} select and learn. */
final class MacKernel implements StreamedKernel<Tuple, Tuple> {
    private static final int KINDS = 3;

    private final Region region;
    private final UnitRange range;
    private final Mac[] macs;
    private final ActiveRows[][] byKind;
    private final ActiveRows[][] byMac;
    private Tuple decision = Tuple.EMPTY;
    private long now;
    private Reals fields; // those of fieldsFill, as weights change rarely once learned
    private double fieldsFill;

    MacKernel(Region region, UnitRange range) {
        this.region = region;
        this.range = range;
        SupportTables tables = new SupportTables(region.params);
        macs = new Mac[range.size()];
        byKind = new ActiveRows[KINDS][macs.length];
        byMac = new ActiveRows[macs.length][KINDS];
        for (int m = 0; m < macs.length; m++) {
            macs[m] = region.mac(range.from() + m, tables);
            for (int p = 0; p < KINDS; p++) {
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
    public Tuple propose(Step step, Inputs inputs, int round) {
        for (int p = 0; p < KINDS; p++) {
            Signal x = inputs.at(p);
            if (x != null) {
                region.wiring(p).scatter((Sdr) x, inputs.at(KINDS + p), region.params.competition(), range, byKind[p]);
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
        return votes
                ? Tuple.of(Reals.wrap(g), Ints.wrap(state), Ints.wrap(votesFor), Ints.wrap(possible))
                : Tuple.of(Reals.wrap(g), Ints.wrap(state));
    }

    private void vote(int m, long step, int[] votes, int[] possible) {
        if (macs[m].state != Mac.INACTIVE) {
            int[] bits = region.wiring(0).bits(range.from() + m);
            for (int row = 0; row < bits.length; row++) {
                votes[bits[row]] += macs[m].projection(0).votes(row, macs[m].winners, step);
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
        Weights weights = macs[middle - range.from()].projection(0).weights;
        if (fields == null || fieldsFill != weights.fill() || weights instanceof AgedWeights) {
            int size = Field.size(region.params.u().fields());
            int[] bits = region.wiring(0).bits(middle);
            double[] all = new double[region.params.unitsPerModule() * size];
            for (int row = 0; row < bits.length; row++) {
                for (int i = 0; i < region.params.unitsPerModule(); i++) {
                    all[i * size + bits[row]] = weights.weight(row, i, now);
                }
            }
            fields = Reals.wrap(all);
            fieldsFill = weights.fill();
        }
        return fields;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple taken) {
        decision = taken;
        now = step.index();
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "code" -> code();
            case "winners" -> winners();
            case "familiarity" -> reals(m -> m.g);
            case "state" -> ints(m -> m.state);
            case "version" -> ints(m -> m.version);
            case "versionFamiliarity" -> versions();
            case "competing" -> ints(m -> m.zeta);
            case "fillU" -> reals(m -> fill(m, 0));
            case "fillH" -> reals(m -> fill(m, 1));
            case "fillD" -> reals(m -> fill(m, 2));
            case "frozen" -> ints(m -> m.isFrozen() ? 1 : 0);
            case "meanFamiliarity" -> decision.get(0);
            case "activeMacs" -> decision.get(1);
            case "reconstruction" -> decision.get(2);
            case "receptiveFields" -> receptiveFields();
            default -> throw new IllegalArgumentException("a Sparsey region has no signal '" + signal + "'");
        };
    }

    private static double fill(Mac mac, int kind) {
        return mac.projection(kind) == null ? 0.0 : mac.projection(kind).weights.fill();
    }

    private Sdr code() {
        int modules = region.params.modules();
        int k = region.params.unitsPerModule();
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
        int count = Version.values().length;
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
    public void saveUnit(int unit, DataOutput out) throws IOException {
        macs[unit - range.from()].save(out);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        macs[unit - range.from()].load(in);
        fields = null;
    }
}
