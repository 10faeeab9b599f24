package org.sparsecortex.sparsey;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.Version;

/**
 * One mac: the code selection algorithm and single-trial learning.
 *
 * <pre>
 *   0 active    pi- &lt;= active sites of U &lt;= pi+, or the code is younger than its persistence and is held
 *   1 sums      x_i = sum_j f_j w_ji a_j                  for each kind of input x = u, h, d
 *   2 normalise X_i = min(1, x_i / S)                     S: active inputs, or a constant
 *   3 support   V_i = product of X_i^lambda_X             over the kinds of the version in use
 *   4 zeta      = mean over modules of #{i: V_i &gt;= threshold}, rounded, at least 1
 *   5,6 G       = mean over modules of max V_i            familiarity, 0..1
 *   7,8,9 rho_i = mu(V_i) / sum over the module           see {@link Form}
 *   10 learning: winner of a module drawn from rho; recognition: the unit of largest V, keyed among equals
 *   learning: w_ji = 1 for each active input j and winner i
 * </pre>
 *
 * Cost: (active inputs + a few) x units, whatever was stored before. Source: Rinkus 2010, 2014 (steps 0 to 10 from memory,
 * checked against tables). Differs from the paper: a version without some kind of input is the product of the others, as in
 * later implementations.
 */
final class Mac {
    /** State of a mac: 0 inactive, 1 new code, 2 held code. */
    static final int INACTIVE = 0;

    static final int NEW = 1;
    static final int HELD = 2;

    private final MacParams params;
    private final int unit;
    private final int sites;
    private final KeyedRandom draws;
    private final KeyedRandom ties;
    private final Projection[] projections;
    private final SupportTables.Shapes shapes;
    private final Form form;
    private final int k;
    private final double[] v;
    private final double[] mu;

    final int[] winners;
    final double[] versionG = new double[Version.values().length];
    double g = Double.NaN;
    int state;
    int version = -1;
    int zeta = 1;
    private int age;

    Mac(
            MacParams params,
            int unit,
            int sites,
            KeyedRandom draws,
            KeyedRandom ties,
            Projection[] projections,
            SupportTables.Shapes shapes) {
        this.params = params;
        this.unit = unit;
        this.sites = sites;
        this.draws = draws;
        this.ties = ties;
        this.projections = projections;
        this.shapes = shapes;
        form = params.form();
        k = params.unitsPerModule();
        v = new double[params.codeBits()];
        mu = new double[k];
        winners = new int[params.modules()];
        forget();
    }

    /** Forgets the code, as at the start of an episode. */
    void forget() {
        age = 0;
        silence();
    }

    private void silence() {
        state = INACTIVE;
        Arrays.fill(winners, -1);
        rest();
    }

    private void rest() {
        g = Double.NaN;
        version = -1;
        zeta = 1;
        Arrays.fill(versionG, Double.NaN);
    }

    /**
     * Selects the code of a step; changes no weight.
     *
     * @param active rows of U, H and D; an unconnected kind has none
     */
    void select(long step, boolean learn, ActiveRows[] active) {
        if (age > 0 && age < params.persistence()) {
            age++;
            state = HELD;
            rest();
            return;
        }
        int available = 0;
        for (int p = 0; p < projections.length; p++) {
            available |= projections[p] != null && active[p].reachable() > 0 ? 1 << p : 0;
        }
        if (!starts(available, active[0].sites)) {
            age = 0;
            silence();
            return;
        }
        for (int p = 0; p < projections.length; p++) {
            if ((available >>> p & 1) != 0) {
                projections[p].update(active[p], step);
            }
        }
        if (available == Version.U.mask() && params.aloneExponent() > 0) {
            projections[0].changeExponent(params.aloneExponent());
        }
        rest();
        Version chosen = chooseVersion(available, learn);
        g = familiarity(chosen.mask());
        versionG[chosen.ordinal()] = g;
        version = chosen.ordinal();
        choose(step, learn);
        state = NEW;
        age = 1;
    }

    private boolean starts(int available, int activeSites) {
        if (activeSites == 0) {
            return params.start() == MacParams.Start.ANY && available != 0;
        }
        return activeSites >= params.activeSites().get(0) * sites
                && activeSites <= params.activeSites().get(1) * sites;
    }

    private Version chooseVersion(int available, boolean learn) {
        Version complete = Version.of(available);
        boolean backsOff = !learn && !params.backOff().isEmpty();
        if (!backsOff && !params.allVersions()) {
            return complete;
        }
        for (Version each : Version.values()) {
            if (each.isWithin(available)) {
                versionG[each.ordinal()] = familiarity(each.mask());
            }
        }
        if (backsOff) {
            for (MacParams.Level level : params.backOff()) {
                Version best = null;
                for (Version each : level.versions()) {
                    boolean clears = each.isWithin(available) && versionG[each.ordinal()] >= level.threshold();
                    if (clears && (best == null || versionG[each.ordinal()] > versionG[best.ordinal()])) {
                        best = each;
                    }
                }
                if (best != null) {
                    return best;
                }
            }
        }
        return complete;
    }

    /** Sets v to the product of the supports of a version; the mean over modules of the largest. */
    private double familiarity(int mask) {
        boolean empty = true;
        for (int p = 0; p < projections.length; p++) {
            if ((mask >>> p & 1) != 0) {
                double[] support = projections[p].support;
                if (empty) {
                    System.arraycopy(support, 0, v, 0, v.length);
                } else {
                    for (int i = 0; i < v.length; i++) {
                        v[i] *= support[i];
                    }
                }
                empty = false;
            }
        }
        double sum = 0;
        for (int q = 0; q < winners.length; q++) {
            double best = v[q * k];
            for (int i = q * k + 1; i < (q + 1) * k; i++) {
                best = Math.max(best, v[i]);
            }
            sum += best;
        }
        return sum / winners.length;
    }

    private void choose(long step, boolean learn) {
        if (params.competition().policy() != Competition.Policy.OFF) {
            countCompeting();
        }
        boolean mayDraw = learn || params.recognition() == MacParams.Choice.DRAW;
        if (mayDraw && !isFrozen() && g <= params.maximumAbove()) {
            double amplitude = params.form().amplitude(g, k);
            boolean exclude = learn && params.excludePrevious();
            for (int q = 0; q < winners.length; q++) {
                winners[q] = draw(q, amplitude, draws.uniform(unit, step, q), exclude ? winners[q] : -1);
            }
        } else {
            for (int q = 0; q < winners.length; q++) {
                winners[q] = largest(q, step);
            }
        }
    }

    private void countCompeting() {
        int competing = 0;
        for (double support : v) {
            competing += support >= params.competition().threshold() ? 1 : 0;
        }
        zeta = (int) Math.max(1, Math.rint((double) competing / winners.length));
    }

    /** Whether the feed-forward weights learn no more. */
    boolean isFrozen() {
        return projections[0].frozen();
    }

    private int draw(int q, double amplitude, double u, int excluded) {
        double sum = 0;
        double lastV = Double.NaN; // most units of a module have one of few supports
        double lastMu = 0;
        for (int i = 0; i < k; i++) {
            double support = v[q * k + i];
            if (support != lastV) {
                lastV = support;
                lastMu = form.mu(amplitude, shapes.of(support));
            }
            mu[i] = i == excluded ? 0.0 : lastMu;
            sum += mu[i];
        }
        double rest = u * sum;
        int last = 0;
        for (int i = 0; i < k; i++) {
            if (mu[i] > 0) {
                last = i;
                rest -= mu[i];
                if (rest < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private int largest(int q, long step) {
        double best = -1;
        int count = 0;
        int first = 0;
        for (int i = q * k; i < (q + 1) * k; i++) {
            if (v[i] > best) {
                best = v[i];
                count = 1;
                first = i - q * k;
            } else if (v[i] == best) {
                count++;
            }
        }
        if (count == 1) {
            return first;
        }
        int skip = ties.below(count, unit, step, q);
        for (int i = first; ; i++) {
            if (v[q * k + i] == best && skip-- == 0) {
                return i;
            }
        }
    }

    /** Learns the code of the step just selected. */
    void learn(long step, ActiveRows[] active) {
        if (state == INACTIVE) {
            return;
        }
        for (int p = 0; p < projections.length; p++) {
            boolean self = p == 1 && state == HELD; // a held code does not follow itself
            if (projections[p] != null && active[p].count > 0 && !self) {
                projections[p].learn(active[p], winners, step);
            }
        }
    }

    /** The weights of kind 0 (U), 1 (H) or 2 (D); null if unconnected. */
    Projection projection(int kind) {
        return projections[kind];
    }

    /** Support of the version in use, by unit; of the last code selected. */
    double[] support() {
        return v;
    }

    /** Probabilities of the draw in module {@code q} at familiarity {@link #g}. */
    double[] likelihood(int q) {
        double amplitude = params.form().amplitude(g, k);
        double[] rho = new double[k];
        double sum = 0;
        for (int i = 0; i < k; i++) {
            rho[i] = params.form().mu(amplitude, params.form().shape(v[q * k + i]));
            sum += rho[i];
        }
        for (int i = 0; i < k; i++) {
            rho[i] /= sum;
        }
        return rho;
    }

    void save(DataOutput out) throws IOException {
        out.writeByte(state);
        out.writeInt(age);
        out.writeInt(zeta);
        for (int winner : winners) {
            out.writeInt(winner);
        }
        for (Projection projection : projections) {
            if (projection != null) {
                projection.save(out);
            }
        }
    }

    void load(DataInput in) throws IOException {
        rest();
        state = in.readByte();
        age = in.readInt();
        zeta = in.readInt();
        for (int q = 0; q < winners.length; q++) {
            winners[q] = in.readInt();
        }
        for (Projection projection : projections) {
            if (projection != null) {
                projection.load(in);
            }
        }
    }
}
