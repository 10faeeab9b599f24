package org.sparsecortex.neurons.readout;

import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Param;

/**
 * One unit a class with Hebbian weights from the bits of the code; the largest sum wins, the lower class among equals.
 *
 * <pre>
 *   n_ic: codes of class c with bit i;   n_c: codes of class c
 *   e_c = sum over active i of ln((n_ic + 0.5) / (n_c + 1)),   of [n_ic &gt; 0],   or of ln(n_ic + 0.1);   class = argmax_c e_c
 * </pre>
 *
 * With the first rule a bit weighs ln 2^-32 for a class that was never met, so that it is no answer while there is another.
 *
 * <p>Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, as the class field there is described; the counts are ours. The last rule
 * is a key-value memory: each bit is a key, its values are the counts of the classes, order does not matter, and a key that
 * learning never met speaks for no class; after Traeuble et al. 2022, arXiv 2207.11240, with counts instead of gradients.
 */
@ModelType(
        name = "class-units",
        summary = "One unit a class with Hebbian weights from the bits of a code.",
        source = "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes")
public record ClassUnitsParams(
        @Param(doc = "number of classes", def = "10", min = 2, max = 100_000)
        int classes,

        @Param(doc = "what a coincidence of a bit and a class does", def = "\"log-odds\"")
        Rule rule)
        implements Readout {
    /** What a coincidence does. */
    public enum Rule {
        /** Sets the weight to 1; a class unit sums the weights of the active bits. */
        BINARY,
        /** Counts; the weight is log((n_bit,class + 1/2) / (n_class + 1)), as in a naive Bayes classifier. */
        LOG_ODDS,
        /** Counts; the weight is log(n_bit,class + 0.1), up to a constant of the bit: the share of the class in what the bit met. */
        KEY_VALUES
    }

    @Override
    public int units() {
        return classes;
    }

    @Override
    public List<SignalSpec> signals() {
        return ClassUnits.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return ReadoutKernel.bytes(classes) + 4L * classes * (context.inputSize("code") + 8L);
    }

    @Override
    public Model<?, ?> model(int bits, long seed) {
        return Model.of(
                range -> new ReadoutKernel<>(
                        range, classes, new ClassUnits(this, range, bits), ClassUnits.outputs(this)),
                Margins::largest);
    }
}
