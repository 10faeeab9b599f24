package org.sparsecortex.v1.probabilistic;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Which true fields a dictionary holds: fields and atoms are paired, each once, the pair of the smallest error first.
 *
 * <pre>  error(h, a) = 1/D sum_d |W_hd - f A_ad|,   found: error &lt; tolerance  </pre>
 *
 * W: true field; A: atom; f: 1, or the better of 1 and -1, or (W_h . A_a) / |A_a|^2, as {@code freedom} says. Of equal errors the
 * lower field, then the lower atom comes first. The unit is a true field.
 *
 * <p>Differs from {@code hierarchy-recovery}, whose measure is the angle and which lets one atom stand for several features.
 * Source: the reliability of the bars test, Luecke and Sahani 2008, with this pairing and tolerance our own.
 */
@ModelType(
        name = "field-match",
        summary = "Pairs the atoms of a dictionary with true fields and tells which fields were found.",
        source = "own design after Luecke and Sahani 2008 (JMLR 9)",
        kind = ModelType.Kind.MEASURE)
public record FieldMatchParams(
        @Param(doc = "numbers in a field", symbol = "D", def = "25", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "true fields", def = "10", min = 1, max = 65536)
        int fields,

        @Param(
                doc = "what the model does not determine and the comparison leaves free: the sign of an atom, or its"
                        + " factor",
                def = "\"none\"")
        Freedom freedom,

        @Param(doc = "mean absolute error below which a field counts as found", def = "1", min = 0, max = 1e9)
        double tolerance)
        implements ModelParams {
    /** What the comparison leaves free. */
    public enum Freedom {
        /** Atoms are compared as they are. */
        NONE,
        /** Atoms may be negated. */
        SIGN,
        /** Atoms may be scaled by any number. */
        SCALE
    }

    @Override
    public int units() {
        return fields;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("dictionary", Kind.REALS, true, "learnt atoms, one after another"),
                new PortSpec("truth", Kind.REALS, true, "true fields, one after another"));
    }

    @Override
    public List<SignalSpec> signals() {
        return FieldMatchKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 24L * fields * (context.inputSize("dictionary") / dimension + 2L);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        int arriving = context.inputSize("dictionary");
        Checks.that(
                arriving % dimension == 0 && arriving / dimension >= fields,
                "input 'dictionary'",
                arriving,
                "must be a whole number of atoms of " + dimension + " numbers, and at least fields = " + fields);
        Checks.equal("size of input 'truth'", context.inputSize("truth"), (long) fields * dimension);
        return Model.of(range -> new FieldMatchKernel(this, range), Reducer.joinAll());
    }
}
