package org.sparsecortex.sparsey;

import java.util.Arrays;
import java.util.EnumSet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.SupportVersion;

/** One mac: the code selection algorithm and single-trial learning, steps 0 to 10 of {@link MacParams}. */
final class Mac {
    /** State of a mac: 0 inactive, 1 new code, 2 held code. */
    static final int INACTIVE = 0;

    static final int NEW = 1;
    static final int HELD = 2;

    private static final Afferent[] KINDS = Afferent.values();

    private final MacParams params;
    private final int unit;
    private final int sites;
    private final KeyedRandom draws;
    private final KeyedRandom ties;
    private final Projection[] projections; // by the ordinal of Afferent, null without connections
    private final EnumSet<Afferent> available = EnumSet.noneOf(Afferent.class);
    private final SupportTables.Shapes shapes;
    private final Form form;
    private final int k;
    private final double[] v;
    private final double[] mu;

    final int[] winners;
    final double[] versionG = new double[SupportVersion.values().length];
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
        k = params.cellsPerModule();
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
        available.clear();
        for (Afferent kind : KINDS) {
            if (projection(kind) != null && active[kind.ordinal()].reachable() > 0) {
                available.add(kind);
            }
        }
        if (!starts(active[Afferent.U.ordinal()].sites)) {
            age = 0;
            silence();
            return;
        }
        for (Afferent kind : available) {
            projection(kind).update(active[kind.ordinal()], step);
        }
        SupportVersion complete = SupportVersion.of(available);
        if (complete == SupportVersion.U && params.aloneExponent() > 0) {
            projection(Afferent.U).changeExponent(params.aloneExponent());
        }
        rest();
        SupportVersion chosen = chooseVersion(complete, learn);
        g = familiarity(chosen);
        versionG[chosen.ordinal()] = g;
        version = chosen.ordinal();
        choose(step, learn);
        state = NEW;
        age = 1;
    }

    private boolean starts(int activeSites) {
        if (activeSites == 0) {
            return params.start() == MacParams.Start.ANY && !available.isEmpty();
        }
        return activeSites >= params.activeSites().get(0) * sites
                && activeSites <= params.activeSites().get(1) * sites;
    }

    private SupportVersion chooseVersion(SupportVersion complete, boolean learn) {
        boolean backsOff = !learn && !params.backOff().isEmpty();
        if (!backsOff && !params.allVersions()) {
            return complete;
        }
        for (SupportVersion each : SupportVersion.values()) {
            if (each.isWithin(available)) {
                versionG[each.ordinal()] = familiarity(each);
            }
        }
        if (backsOff) {
            for (MacParams.Level level : params.backOff()) {
                SupportVersion best = null;
                for (SupportVersion each : level.versions()) {
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
    private double familiarity(SupportVersion of) {
        boolean empty = true;
        for (Afferent kind : KINDS) {
            if (of.uses(kind)) {
                double[] support = projection(kind).support;
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
        return projection(Afferent.U).frozen();
    }

    private int draw(int q, double amplitude, double u, int excluded) {
        double sum = 0;
        double lastV = Double.NaN; // most cells of a module have one of few supports
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
        for (Afferent kind : KINDS) {
            boolean self = kind == Afferent.H && state == HELD; // a held code does not follow itself
            ActiveRows rows = active[kind.ordinal()];
            if (projection(kind) != null && rows.count > 0 && !self) {
                projection(kind).learn(rows, winners, step);
            }
        }
    }

    /** The weights of one kind; null if unconnected. */
    Projection projection(Afferent kind) {
        return projections[kind.ordinal()];
    }

    /** Support of the version in use, by cell; of the last code selected. */
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

    void state(State kept) {
        if (kept.loading()) {
            rest();
        }
        state = kept.keep("state", state);
        age = kept.keep("age", age);
        zeta = kept.keep("competing", zeta);
        kept.keep("winners", winners);
        for (Afferent kind : Afferent.values()) {
            Projection projection = projections[kind.ordinal()];
            if (projection != null) {
                projection.state(kept.part(kind.name()));
            }
        }
    }
}
