package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.Plasticity;

/** Parameters, each at its default until it is set. */
public final class MacBuilder {
    private int rows = 1;
    private int columns = 1;
    private Field.Grid grid = Field.Grid.RECTANGULAR;
    private int modules = 24;
    private int unitsPerModule = 8;
    private int persistence = 1;
    private List<Double> activeSites = List.of(0.0, 1.0);
    private MacParams.Start start = MacParams.Start.FEED_FORWARD;
    private Afferent u = Afferent.all(2);
    private Afferent h = u;
    private Afferent d = u;
    private double aloneExponent;
    private Form form = Form.Rinkus2014.RECOMMENDED;
    private MacParams.Choice recognition = MacParams.Choice.MAXIMUM;
    private double maximumAbove = 1;
    private boolean excludePrevious;
    private Competition competition = Competition.OFF;
    private Plasticity plasticity = Plasticity.SET_ONCE;
    private List<MacParams.Level> backOff = List.of();
    private boolean allVersions;
    private boolean reconstruct;

    MacBuilder() {}

    /** How many macs there are and how they lie. */
    public MacBuilder region(int macRows, int macColumns, Field.Grid arrangement) {
        rows = macRows;
        columns = macColumns;
        grid = arrangement;
        return this;
    }

    /** Q modules of K units. */
    public MacBuilder code(int q, int k) {
        modules = q;
        unitsPerModule = k;
        return this;
    }

    /** How long a code is held, and what starts a mac. */
    public MacBuilder activity(int steps, List<Double> sites, MacParams.Start by) {
        persistence = steps;
        activeSites = sites;
        start = by;
        return this;
    }

    /** The three kinds of input. */
    public MacBuilder inputs(Afferent below, Afferent own, Afferent above) {
        u = below;
        h = own;
        d = above;
        return this;
    }

    /** One exponent for all kinds of input, which reach everything. */
    public MacBuilder exponent(double lambda) {
        Afferent all = Afferent.all(lambda);
        return inputs(all, all, all);
    }

    /** Exponent of U alone; 0 takes that of U. */
    public MacBuilder aloneExponent(double lambda) {
        aloneExponent = lambda;
        return this;
    }

    /** From support to likelihood. */
    public MacBuilder form(Form of) {
        form = of;
        return this;
    }

    /** How winners are chosen in recognition and, above a familiarity, in learning. */
    public MacBuilder choice(MacParams.Choice inRecognition, double above, boolean exclude) {
        recognition = inRecognition;
        maximumAbove = above;
        excludePrevious = exclude;
        return this;
    }

    /** Competing codes. */
    public MacBuilder competition(Competition rule) {
        competition = rule;
        return this;
    }

    /** Decay and freezing. */
    public MacBuilder plasticity(Plasticity rule) {
        plasticity = rule;
        return this;
    }

    /** Levels of versions to try in recognition. */
    public MacBuilder backOff(List<MacParams.Level> levels) {
        backOff = levels;
        return this;
    }

    /** Whether familiarity is worked out for every version. */
    public MacBuilder allVersions(boolean all) {
        allVersions = all;
        return this;
    }

    /** Whether the inputs that codes stand for are worked out. */
    public MacBuilder reconstruct(boolean inputs) {
        reconstruct = inputs;
        return this;
    }

    /** The parameters. */
    public MacParams build() {
        return new MacParams(
                rows,
                columns,
                grid,
                modules,
                unitsPerModule,
                persistence,
                activeSites,
                start,
                u,
                h,
                d,
                aloneExponent,
                form,
                recognition,
                maximumAbove,
                excludePrevious,
                competition,
                plasticity,
                backOff,
                allVersions,
                reconstruct);
    }
}
