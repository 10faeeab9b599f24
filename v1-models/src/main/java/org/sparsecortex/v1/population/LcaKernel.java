package org.sparsecortex.v1.population;

import java.util.Arrays;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Prox;

/**
 * Neurons of one range. In a round each moves by the inhibition of the last round and tells its activity; the inhibition of the
 * next is summed over active neurons in ascending id order.
 */
final class LcaKernel implements Kernel<LcaKernel.Active, LcaKernel.Active> {
    /** Active neurons in ascending order, and what they tell. */
    record Active(Ints neurons, Reals activity) implements Packet {}

    private final LcaParams params;
    private final Outputs<LcaKernel> outputs;
    private final UnitRange range;
    private final long seed;
    private final Prox prox;
    private final float[] drive;
    private final float[] u;
    private final float[] a;
    private final float[] inhibition;
    private final double[] activeByIteration;
    private float[] correlations = new float[0];
    private Reals known;
    private Dictionary dictionary;

    LcaKernel(LcaParams params, long seed, UnitRange range) {
        this.params = params;
        this.range = range;
        this.outputs = outputs(params);
        this.seed = seed;
        this.prox = params.penalty().prox(params.lambda(), 1.0);
        this.drive = new float[range.size()];
        this.u = new float[range.size()];
        this.a = new float[range.size()];
        this.inhibition = new float[range.size()];
        this.activeByIteration = new double[params.iterations()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    private void begin(Inputs in) {
        Reals arriving = in.has("dictionary") ? in.reals("dictionary") : null;
        if (dictionary == null || (arriving != null && !arriving.equals(known))) {
            dictionary = arriving == null
                    ? Fields.gabors(params.neurons(), params.patch(), seed)
                    : Fields.of(arriving, params.neurons(), params.patch());
            known = arriving;
            correlations = new float[params.neurons()];
        }
        Reals patch = in.reals("patch");
        float[] x = new float[patch.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) patch.get(i);
        }
        dictionary.correlate(x, 1, correlations);
        System.arraycopy(correlations, range.from(), drive, 0, drive.length);
        Arrays.fill(u, 0f);
        Arrays.fill(a, 0f);
        Arrays.fill(inhibition, 0f);
    }

    @Override
    public Active propose(Step step, Inputs in, int round) {
        if (round == 0) {
            begin(in);
        }
        float rate = (float) dictionary.stable(params.rate());
        float limit = (float) prox.threshold();
        int[] ids = new int[range.size()];
        double[] values = new double[range.size()];
        int active = 0;
        for (int k = 0; k < u.length; k++) {
            u[k] += rate * (drive[k] - inhibition[k] + a[k] - u[k]);
            a[k] = Math.abs(u[k]) > limit ? (float) prox.apply(u[k]) : 0f;
            if (a[k] != 0) {
                ids[active] = range.from() + k;
                values[active++] = a[k];
            }
        }
        return new Active(Ints.wrap(Arrays.copyOf(ids, active)), Reals.wrap(Arrays.copyOf(values, active)));
    }

    @Override
    public void commit(Step step, Inputs in, int round, Active decision) {
        Ints ids = decision.neurons();
        Reals values = decision.activity();
        activeByIteration[round] = ids.size();
        Arrays.fill(inhibition, 0f);
        float[][] gram = dictionary.gram();
        for (int s = 0; s < ids.size(); s++) {
            float value = (float) values.get(s);
            float[] row = gram[ids.get(s)];
            for (int k = 0; k < inhibition.length; k++) {
                inhibition[k] += value * row[range.from() + k];
            }
        }
    }

    static Outputs<LcaKernel> outputs(LcaParams p) {
        int n = p.neurons();
        return new Outputs<LcaKernel>()
                .perUnit("activity", Kind.REALS, n, "a = T(u) after the last Euler step", k -> wide(k.a))
                .perUnit("sdr", Kind.SDR, n, "neurons whose activity is not zero", k -> k.sdr())
                .perUnit("potential", Kind.REALS, n, "membrane potential u", k -> wide(k.u))
                .global(
                        "activeByIteration",
                        Kind.REALS,
                        p.iterations(),
                        "active neurons after each Euler step",
                        k -> Reals.of(k.activeByIteration))
                .global("iteration", Kind.REALS, p.iterations(), "1, 2, ...", k -> k.iterations());
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Sdr sdr() {
        int[] ids = new int[a.length];
        int active = 0;
        for (int k = 0; k < a.length; k++) {
            if (a[k] != 0) {
                ids[active++] = range.from() + k;
            }
        }
        return Sdr.ofSorted(params.neurons(), Arrays.copyOf(ids, active));
    }

    private Reals iterations() {
        double[] index = new double[params.iterations()];
        for (int i = 0; i < index.length; i++) {
            index[i] = i + 1.0;
        }
        return Reals.wrap(index);
    }

    private static Reals wide(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return Reals.wrap(doubles);
    }
}
