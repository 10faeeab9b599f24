package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Decay;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.Plasticity;
import org.sparsecortex.sparsey.rule.SupportVersion;

/**
 * A region of Sparsey macs; the unit of ranges is one mac. Symbols are those of Rinkus 2014.
 *
 * <pre>
 *   0 active    pi- &lt;= active sites of U &lt;= pi+, or the code is younger than its persistence delta and is held
 *   1 sums      x_i = sum_j f_j w_ji a_j                  for each kind of input x = u, h, d
 *   2 normalise X_i = min(1, x_i / S)                     S: active inputs, or a constant
 *   3 support   V_i = product of X_i^lambda_X             over the kinds of the version in use
 *   4 zeta      = mean over modules of #{i: V_i &gt;= threshold}, rounded, at least 1
 *   5,6 G       = mean over modules of max V_i            familiarity, 0..1
 *   7,8,9 rho_i = mu(V_i) / sum over the module           see {@link Form}
 *   10 learning: winner of a module drawn from rho; recognition: the cell of largest V, keyed among equals
 *   learning: w_ji = 1 for each active input j and winner i
 * </pre>
 *
 * i: cell of a mac, Q modules of K cells; j: input bit; a_j: 1 if active; w_ji: weight, 0..1; f_j: factor of its source mac
 * when several codes compete there (see {@link Competition}). Cost: (active inputs + a few) x cells, whatever was stored before.
 * Source: Rinkus 2010, doi:10.3389/fnana.2010.00017; Rinkus 2014, doi:10.3389/fncom.2014.00160 (steps 0 to 10 [from memory],
 * checked against tables).
 *
 * <p>Differs from the paper: a version without some kind of input is the product of the others, as in later implementations.
 */
@ModelType(
        name = "sparsey",
        summary =
                "A region of macs that store each input in one trial as a sparse code, similar inputs as similar codes.",
        source = "Rinkus 2010, A cortical sparse distributed coding model; Rinkus 2014, Sparsey: event recognition via"
                + " deep hierarchical sparse distributed codes")
public record MacParams(
        @Param(doc = "rows of macs", def = "1", min = 1, max = 4096)
        int rows,

        @Param(doc = "columns of macs", def = "1", min = 1, max = 4096)
        int columns,

        @Param(doc = "arrangement of the macs", def = "\"rectangular\"")
        Field.Grid grid,

        @Param(doc = "winner-take-all modules of a mac", symbol = "Q", def = "24", min = 1, max = 4096)
        int modules,

        @Param(doc = "cells of a module, of which one wins", symbol = "K", def = "8", min = 2, max = 4096)
        int cellsPerModule,

        @Param(
                doc = "steps for which a code is held",
                symbol = "delta",
                unit = "steps",
                def = "1",
                min = 1,
                max = 1 << 20)
        int persistence,

        @Param(
                doc = "fewest and most active sites, as fractions of those in reach, with which a mac becomes active",
                symbol = "pi-, pi+",
                def = "[0, 1]",
                min = 0,
                max = 1)
        List<Double> activeSites,

        @Param(doc = "input that starts a mac", def = "\"feed-forward\"")
        Start start,

        @Param(doc = "feed-forward input of the same step", def = "{}")
        AfferentParams u,

        @Param(doc = "horizontal input of the step before", def = "{}")
        AfferentParams h,

        @Param(doc = "top-down input of the step before", def = "{}")
        AfferentParams d,

        @Param(
                doc = "exponent of U when it comes alone, as in the first step of an episode; 0 takes u.exponent",
                symbol = "lambda_U",
                def = "0",
                min = 0,
                max = 100)
        double aloneExponent,

        @Param(doc = "from support to likelihood", def = "{\"type\": \"rinkus-2014\"}")
        Form form,

        @Param(doc = "how winners are chosen while not learning", def = "\"maximum\"")
        Choice recognition,

        @Param(
                doc = "familiarity above which the most supported cells win even while learning",
                def = "1",
                min = 0,
                max = 1)
        double maximumAbove,

        @Param(doc = "whether the winners of the step before may not win while learning", def = "false")
        boolean excludePrevious,

        @Param(doc = "competing codes in source macs", def = "{}")
        Competition competition,

        @Param(doc = "decay and freezing of weights", def = "{}")
        Plasticity plasticity,

        @Param(doc = "while not learning: versions to try, level by level; empty uses all that is there", def = "[]")
        List<Level> backOff,

        @Param(doc = "whether familiarity is worked out for every version", def = "false")
        boolean allVersions,

        @Param(doc = "whether the inputs that the codes stand for are worked out", def = "false")
        boolean reconstruct)
        implements ModelParams {
    private static final long MAC_BYTES = 64;
    private static final long PROJECTION_BYTES = 64;
    private static final int MAX_CODE_BITS = 1 << 26;

    /** Which input can start a mac. */
    public enum Start {
        /** Only feed-forward input within the limits of activeSites. */
        FEED_FORWARD,
        /** Without feed-forward input, horizontal or top-down input too: a stored sequence replays. */
        ANY
    }

    /** How winners are chosen. */
    public enum Choice {
        /** The most supported cell of each module, keyed among equals. */
        MAXIMUM,
        /** A draw by likelihood, as in learning. */
        DRAW
    }

    /** Versions of equal standing. */
    public record Level(
            @Param(doc = "versions, the first among equals preferred")
            List<SupportVersion> versions,

            @Param(doc = "familiarity from which a version is taken", min = 0, max = 1)
            double threshold) {
        public Level {
            versions = List.copyOf(versions);
        }
    }

    public MacParams {
        activeSites = List.copyOf(activeSites);
        backOff = List.copyOf(backOff);
        Checks.equal("activeSites.size", activeSites.size(), 2);
        Checks.that(activeSites.get(0) <= activeSites.get(1), "activeSites", activeSites, "must be [low, high]");
        Checks.that(
                (long) modules * cellsPerModule <= MAX_CODE_BITS,
                "cellsPerModule",
                cellsPerModule,
                "with modules = " + modules + " a code has more than " + MAX_CODE_BITS + " bits");
        Checks.that(
                aloneExponent == 0 || u.exponent() > 0,
                "aloneExponent",
                aloneExponent,
                "is worked out from the supports under u.exponent, which must be above 0 then; set that, or leave this at 0");
    }

    /** Bits of a code: modules times cells. */
    int codeBits() {
        return modules * cellsPerModule;
    }

    Field own() {
        return new Field(rows, columns, codeBits(), grid);
    }

    /** Where one kind of input comes from. */
    AfferentParams afferent(Afferent kind) {
        return switch (kind) {
            case U -> u;
            case H -> h;
            case D -> d;
        };
    }

    /** The fields of a port of {@code size} bits. */
    List<Field> fields(Afferent kind, int size) {
        if (afferent(kind).fields().isEmpty()) {
            return List.of(kind == Afferent.H ? own() : new Field(1, size, 1, Field.Grid.RECTANGULAR));
        }
        return afferent(kind).fields();
    }

    @Override
    public int units() {
        return Math.multiplyExact(rows, columns);
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("u", Kind.SDR, true, "feed-forward input, delay 0"),
                new PortSpec("h", Kind.SDR, false, "codes of the own region, delay 1"),
                new PortSpec("d", Kind.SDR, false, "codes of higher regions, delay 1"),
                new PortSpec("uCompeting", Kind.INTS, false, "number of competing codes of each site of u"),
                new PortSpec("hCompeting", Kind.INTS, false, "number of competing codes of each site of h"),
                new PortSpec("dCompeting", Kind.INTS, false, "number of competing codes of each site of d"));
    }

    @Override
    public List<SignalSpec> signals() {
        return MacKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long bytes = units() * (MAC_BYTES + 4L * modules);
        for (Afferent kind : Afferent.values()) {
            if (context.has(kind.port())) {
                List<Field> fields = fields(kind, context.inputSize(kind.port()));
                double radius = afferent(kind).radius();
                long reach = (long) Math.ceil(Math.min(1.0, Math.PI * radius * radius) * Field.size(fields));
                boolean bits = plasticity.decay() instanceof Decay.None;
                long weights = bits ? BitWeights.bytes(reach, codeBits()) : 5 * reach * codeBits();
                bytes += units() * (PROJECTION_BYTES + 8L * (reach + codeBits()) + weights);
            }
        }
        return bytes;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Region region = Region.of(this, context);
        return Model.of(range -> new MacKernel(region, range), new MacReducer());
    }
}
