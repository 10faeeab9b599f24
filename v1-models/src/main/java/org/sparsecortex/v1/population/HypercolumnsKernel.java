package org.sparsecortex.v1.population;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.SparseCoder;

/** Codes the patches of its hypercolumns, one at a time, so that a code does not depend on its neighbours. */
final class HypercolumnsKernel implements IndependentKernel {
    private final HypercolumnsParams params;
    private final Outputs<HypercolumnsKernel> outputs;
    private final Sheet sheet;
    private final UnitRange range;
    private final OwnDictionary<Dictionary> source;
    private final Codes one = new Codes();
    private final float[] patch;
    private final float[] error;
    private final double[] code;
    private final double[] reconstruction;
    private final double[] active;
    private final double[] mse;
    private int[] bits = new int[0];
    private int bitCount;
    private Dictionary dictionary;
    private SparseCoder coder;

    HypercolumnsKernel(HypercolumnsParams params, OwnDictionary<Dictionary> source, UnitRange range) {
        this.params = params;
        this.sheet = params.sheet();
        this.range = range;
        this.outputs = outputs(params);
        this.source = source;
        int n = params.patch() * params.patch();
        this.patch = new float[n];
        this.error = new float[n];
        this.code = new double[range.size() * params.atoms()];
        this.reconstruction = new double[range.size() * n];
        this.active = new double[range.size()];
        this.mse = new double[range.size()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    private void follow(Inputs in) {
        Dictionary present = source.at(in);
        if (present != dictionary) {
            dictionary = present;
            coder = new SparseCoder(dictionary, params.penalty(), params.solver());
        }
    }

    @Override
    public void step(Step step, Inputs in) {
        follow(in);
        Reals frame = in.reals("frame");
        Arrays.fill(code, 0);
        bitCount = 0;
        for (int i = 0; i < range.size(); i++) {
            cut(frame, range.from() + i);
            coder.encode(patch, 1, params.lambda(), one);
            take(i);
        }
    }

    private void cut(Reals frame, int unit) {
        int size = params.patch();
        int top = sheet.top(unit);
        int left = sheet.left(unit);
        double mean = 0;
        for (int p = 0; p < patch.length; p++) {
            double x = frame.get((top + p / size) * params.frameWidth() + left + p % size);
            patch[p] = (float) x;
            mean += x / patch.length;
        }
        for (int p = 0; p < patch.length; p++) {
            patch[p] -= (float) mean;
        }
    }

    private void take(int i) {
        coder.residual(patch, one, 0, error);
        active[i] = one.active(0);
        mse[i] = 0;
        for (int p = 0; p < patch.length; p++) {
            mse[i] += (double) error[p] * error[p] / patch.length;
            reconstruction[i * patch.length + p] = patch[p] - error[p];
        }
        for (int e = 0; e < one.first(1); e++) {
            float r = one.value(e);
            code[i * params.atoms() + one.atom(e)] = r;
            if (Math.abs(r) >= params.bitFrom() && wins(e)) {
                int within = params.signed() ? 2 * one.atom(e) + (r < 0 ? 1 : 0) : one.atom(e);
                append((range.from() + i) * params.bitsPerUnit() + within);
            }
        }
    }

    /** Whether fewer than k entries of the present code are larger than entry {@code e}, or equal and before it. */
    private boolean wins(int e) {
        float mine = Math.abs(one.value(e));
        int ahead = 0;
        for (int other = 0; other < one.first(1); other++) {
            float magnitude = Math.abs(one.value(other));
            ahead += magnitude > mine || (magnitude == mine && other < e) ? 1 : 0;
        }
        return params.winners() == 0 || ahead < params.winners();
    }

    private void append(int bit) {
        if (bitCount == bits.length) {
            bits = Arrays.copyOf(bits, Math.max(64, 2 * bitCount));
        }
        bits[bitCount++] = bit;
    }

    static Outputs<HypercolumnsKernel> outputs(HypercolumnsParams p) {
        int n = p.units();
        return new Outputs<HypercolumnsKernel>()
                .perUnit("sdr", Kind.SDR, n * p.bitsPerUnit(), "active atoms of all hypercolumns", k -> k.sdr())
                .over(n, p.bitsPerUnit())
                .perUnit("code", Kind.REALS, n * p.atoms(), "coefficients, K a hypercolumn", k -> Reals.of(k.code))
                .over(n, p.atoms())
                .perUnit(
                        "reconstruction",
                        Kind.REALS,
                        n * p.patch() * p.patch(),
                        "Phi r, patch after patch",
                        k -> Reals.of(k.reconstruction))
                .over(n, p.patch(), p.patch())
                .perUnit("activeAtoms", Kind.REALS, n, "active atoms of each hypercolumn", k -> Reals.of(k.active))
                .perUnit("mse", Kind.REALS, n, "mean squared error of each hypercolumn", k -> Reals.of(k.mse))
                .global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * p.patch() * p.patch(),
                        "unit atoms one after another",
                        HypercolumnsKernel::atoms)
                .over(p.atoms(), p.patch(), p.patch());
    }

    private Reals atoms() {
        double[] values = new double[dictionary.atoms().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = dictionary.atoms()[i];
        }
        return Reals.wrap(values);
    }

    private Sdr sdr() {
        return Sdr.ofSorted(params.units() * params.bitsPerUnit(), Arrays.copyOf(bits, bitCount));
    }

    @Override
    public void shared(State state) {
        source.state(state);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }
}
