package org.sparsecortex.sparsey;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.rule.Competition;
import org.sparsecortex.sparsey.rule.Decay;
import org.sparsecortex.sparsey.rule.Form;
import org.sparsecortex.sparsey.rule.Plasticity;
import org.sparsecortex.sparsey.rule.Version;

/** A region of Sparsey macs; the unit is one mac. Symbols are those of Rinkus 2014. */
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

        @Param(doc = "units of a module, of which one wins", symbol = "K", def = "8", min = 2, max = 4096)
        int unitsPerModule,

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
        Afferent u,

        @Param(doc = "horizontal input of the step before", def = "{}")
        Afferent h,

        @Param(doc = "top-down input of the step before", def = "{}")
        Afferent d,

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
                doc = "familiarity above which the most supported units win even while learning",
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
    /** Which input can start a mac. */
    public enum Start {
        /** Only feed-forward input within the limits of activeSites. */
        FEED_FORWARD,
        /** Without feed-forward input, horizontal or top-down input too: a stored sequence replays. */
        ANY
    }

    /** How winners are chosen. */
    public enum Choice {
        /** The most supported unit of each module, keyed among equals. */
        MAXIMUM,
        /** A draw by likelihood, as in learning. */
        DRAW
    }

    /** Versions of equal standing. */
    public record Level(
            @Param(doc = "versions, the first among equals preferred")
            List<Version> versions,

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
    }

    /** All defaults: one mac that sees everything, 24 modules of 8 units. */
    public static MacBuilder builder() {
        return new MacBuilder();
    }

    /** These parameters, to change some of them. */
    public MacBuilder toBuilder() {
        return builder()
                .region(rows, columns, grid)
                .code(modules, unitsPerModule)
                .activity(persistence, activeSites, start)
                .inputs(u, h, d)
                .aloneExponent(aloneExponent)
                .form(form)
                .choice(recognition, maximumAbove, excludePrevious)
                .competition(competition)
                .plasticity(plasticity)
                .backOff(backOff)
                .allVersions(allVersions)
                .reconstruct(reconstruct);
    }

    /** Bits of a code: modules times units. */
    int codeBits() {
        return Math.multiplyExact(modules, unitsPerModule);
    }

    Field own() {
        return new Field(rows, columns, codeBits(), grid);
    }

    /** The fields of a port of {@code size} bits. */
    List<Field> fields(char port, int size) {
        Afferent afferent = port == 'u' ? u : port == 'h' ? h : d;
        if (afferent.fields().isEmpty()) {
            return List.of(port == 'h' ? own() : new Field(1, size, 1, Field.Grid.RECTANGULAR));
        }
        return afferent.fields();
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
        int macs = units();
        List<SignalSpec> all = new ArrayList<>(List.of(
                SignalSpec.perUnit("code", Kind.SDR, macs * codeBits(), "active codes, one winner a module"),
                SignalSpec.perUnit("winners", Kind.INTS, macs * modules, "winning unit of each module, -1 if inactive"),
                SignalSpec.perUnit(
                        "familiarity", Kind.REALS, macs, "G of the version used, 0..1; NaN if inactive or held"),
                SignalSpec.perUnit("state", Kind.INTS, macs, "0 inactive, 1 new code, 2 held code"),
                SignalSpec.perUnit(
                        "version",
                        Kind.INTS,
                        macs,
                        "version used, 0 HUD, 1 HU, 2 UD, 3 HD, 4 H, 5 U, 6 D; -1 inactive or held"),
                SignalSpec.perUnit(
                        "versionFamiliarity",
                        Kind.REALS,
                        macs * Version.values().length,
                        "G of every version, in that order; NaN if not worked out"),
                SignalSpec.perUnit("competing", Kind.INTS, macs, "number of competing codes, at least 1"),
                SignalSpec.perUnit("fillU", Kind.REALS, macs, "fraction of feed-forward weights set"),
                SignalSpec.perUnit("fillH", Kind.REALS, macs, "fraction of horizontal weights set"),
                SignalSpec.perUnit("fillD", Kind.REALS, macs, "fraction of top-down weights set"),
                SignalSpec.perUnit("frozen", Kind.INTS, macs, "1 once the feed-forward weights no longer learn"),
                SignalSpec.global(
                        "meanFamiliarity", Kind.REALS, 1, "mean G over the macs with a new code; NaN without any"),
                SignalSpec.global("activeMacs", Kind.INTS, 1, "number of macs with a code")));
        if (reconstruct) {
            int size = Field.size(u.fields());
            Checks.that(size > 0, "reconstruct", true, "needs u.fields, which give the size of the reconstruction");
            all.add(SignalSpec.global(
                    "reconstruction",
                    Kind.REALS,
                    size,
                    "fraction of the winners in reach that stand for the input bit"));
            all.add(SignalSpec.perUnit(
                    "receptiveFields",
                    Kind.REALS,
                    Math.multiplyExact(unitsPerModule, size),
                    "weights onto the units of the first module of the middle mac, one image a unit"));
        }
        return all;
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long bytes = 0;
        for (char port : new char[] {'u', 'h', 'd'}) {
            String name = String.valueOf(port);
            if (context.has(name)) {
                List<Field> fields = fields(port, context.inputSize(name));
                Afferent afferent = port == 'u' ? u : port == 'h' ? h : d;
                double area = Math.min(1.0, Math.PI * afferent.radius() * afferent.radius());
                long reach = (long) Math.ceil(area * Field.size(fields));
                boolean bits = plasticity.decay() instanceof Decay.None;
                bytes += units() * (bits ? BitWeights.bytes(reach, codeBits()) : 5 * reach * codeBits());
            }
        }
        return bytes;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Region region = Region.of(this, context);
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new MacKernel(region, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return new MacReducer(MacParams.this);
            }
        };
    }
}
