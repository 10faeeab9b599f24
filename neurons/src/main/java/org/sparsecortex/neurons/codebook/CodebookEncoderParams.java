package org.sparsecortex.neurons.codebook;

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

/**
 * Codes a vector by one winning key in each of many codebooks: an SDR of C groups with one of K active. The unit is a codebook.
 *
 * <pre>
 *   z_c = R_c x      winner_c = argmin_k |z_c - key_ck|^2
 *   n_k &lt;- decay n_k + (1 - decay) count_k,   m_k &lt;- decay m_k + (1 - decay) sum of the z won,   key_k = m_k / n_k   a batch
 * </pre>
 *
 * x: the vector; R_c: fixed random projection to d numbers, columns of unit norm; lower keys among equals. Keys begin at vectors of
 * the first batch; one that wins less than {@code dead} of its share begins anew at another. While port {@code training} is not 1,
 * or the step does not learn, keys are fixed. Nothing is told between codebooks, so that any cut has the same bits.
 *
 * <p>Source: Traeuble et al. 2022, Discrete key-value bottleneck, arXiv 2207.11240; running means: van den Oord et al. 2017,
 * arXiv 1711.00937. Balanced winners: Zhan et al. 2022, arXiv 2110.05789. Differs from the papers: a dead key's running mean
 * moves with it, without which the next batch would undo the move; keys begin at data, not at normal draws.
 */
@ModelType(
        name = "codebook-encoder",
        summary = "Codes a vector by the nearest key in each of many codebooks, learned without labels, then fixed.",
        source = "Traeuble et al. 2022, Discrete key-value bottleneck (arXiv 2207.11240)")
public record CodebookEncoderParams(
        @Param(doc = "codebooks", symbol = "C", def = "64", min = 1, max = 1 << 16)
        int codebooks,

        @Param(doc = "keys of a codebook", symbol = "K", def = "256", min = 2, max = 1 << 16)
        int keys,

        @Param(doc = "numbers that a codebook sees of a vector", symbol = "d", def = "14", min = 1, max = 1 << 12)
        int keySize,

        @Param(doc = "vectors after which keys move", symbol = "B", unit = "steps", def = "256", min = 1, max = 1 << 16)
        int batch,

        @Param(doc = "part of the running means that stays, a batch", def = "0.95", min = 0, max = 0.9999)
        double decay,

        @Param(
                doc = "share of its fair number of wins below which a key begins anew; 0 never",
                def = "0.1",
                min = 0,
                max = 1)
        double dead,

        @Param(
                doc = "softness of winners that are balanced over the batch while keys learn; 0 takes the nearest",
                symbol = "eps",
                def = "0",
                min = 0,
                max = 100)
        double balance,

        @Param(doc = "rounds of the balancing", def = "10", min = 1, max = 10_000)
        int balanceRounds)
        implements ModelParams {
    public CodebookEncoderParams {
        Checks.inRange("codebooks * keys", (long) codebooks * keys, 1L, 1L << 30);
    }

    @Override
    public int units() {
        return codebooks;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("samples", Kind.REALS, true, "vector to code"),
                new PortSpec("training", Kind.INTS, false, "1 in steps whose vector moves keys. Unconnected: all do"));
    }

    @Override
    public List<SignalSpec> signals() {
        return CodebookEncoderKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * codebooks * keySize * ((long) context.inputSize("samples") + 2L * keys + batch);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        int size = context.inputSize("samples");
        return Model.independent(range -> new CodebookEncoderKernel(this, range, size, context.seed()));
    }
}
