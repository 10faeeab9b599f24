package org.sparsecortex.neurons.codebook;

import org.sparsecortex.sdr.Ints;
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
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The codebooks of a range. */
final class CodebookEncoderKernel implements IndependentKernel {
    private final CodebookEncoderParams params;
    private final UnitRange range;
    private final Outputs<CodebookEncoderKernel> outputs;
    private final double[][] projection;
    private final Codebook[] books;
    private final double[][] pending;
    private final int[] winners;
    private final KeyedRandom choice;
    private int waiting;
    private long batches;

    CodebookEncoderKernel(CodebookEncoderParams params, UnitRange range, int inputs, long seed) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        projection = new double[range.size()][];
        books = new Codebook[range.size()];
        pending = new double[range.size()][params.batch() * params.keySize()];
        winners = new int[range.size()];
        choice = KeyedRandom.of(seed, "vectors that keys begin at");
        KeyedRandom random = KeyedRandom.of(seed, "projections");
        KeyedRandom first = KeyedRandom.of(seed, "first keys");
        for (int u = 0; u < range.size(); u++) {
            projection[u] = projection(random, range.from() + u, inputs);
            double[] keys = new double[params.keys() * params.keySize()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = first.gaussian(range.from() + u, 0, i);
            }
            books[u] = new Codebook(keys, params.keys());
        }
    }

    /** Rows of the inputs, one after another, for each number of the key; each row has unit norm over the inputs. */
    private double[] projection(KeyedRandom random, int unit, int inputs) {
        double[] rows = new double[params.keySize() * inputs];
        for (int j = 0; j < params.keySize(); j++) {
            double squares = 0.0;
            for (int i = 0; i < inputs; i++) {
                double value = random.gaussian(unit, j, i);
                rows[j * inputs + i] = value;
                squares += value * value;
            }
            for (int i = 0; i < inputs; i++) {
                rows[j * inputs + i] /= Math.sqrt(squares);
            }
        }
        return rows;
    }

    /** The signals and where their values come from. */
    static Outputs<CodebookEncoderKernel> outputs(CodebookEncoderParams p) {
        return new Outputs<CodebookEncoderKernel>()
                .perUnit(
                        "code",
                        Kind.SDR,
                        p.codebooks() * p.keys(),
                        "winning key of each codebook",
                        CodebookEncoderKernel::code)
                .global("batches", Kind.INTS, 1, "batches that have moved the keys", k -> Ints.of((int) k.batches));
    }

    private Sdr code() {
        int[] bits = new int[winners.length];
        for (int u = 0; u < bits.length; u++) {
            bits[u] = (range.from() + u) * params.keys() + winners[u];
        }
        return Sdr.ofSorted(params.codebooks() * params.keys(), bits);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        Reals x = inputs.reals("samples");
        boolean learns = step.learn()
                && (!inputs.hasPort("training")
                        || !inputs.has("training")
                        || inputs.ints("training").get(0) == 1);
        double[] z = new double[params.keySize()];
        for (int u = 0; u < winners.length; u++) {
            for (int j = 0; j < z.length; j++) {
                double sum = 0.0;
                for (int i = 0; i < x.size(); i++) {
                    sum += projection[u][j * x.size() + i] * x.get(i);
                }
                z[j] = sum;
            }
            winners[u] = books[u].nearest(z, 0);
            if (learns) {
                System.arraycopy(z, 0, pending[u], waiting * z.length, z.length);
            }
        }
        if (learns && ++waiting == params.batch()) {
            for (int u = 0; u < winners.length; u++) {
                learn(range.from() + u, books[u], pending[u]);
            }
            batches++;
            waiting = 0;
        }
    }

    private void learn(int unit, Codebook book, double[] z) {
        if (batches == 0) {
            int[] order = choice.permutation(params.batch(), unit, 0, 0);
            for (int k = 0; k < params.keys(); k++) {
                book.place(k, z, order[k % order.length], 1.0);
            }
            return;
        }
        int[] won = book.winners(z, params.batch(), params.balance(), params.balanceRounds());
        book.follow(z, won, params.decay());
        double least = params.dead() * params.batch() / params.keys();
        for (int k = 0; k < params.keys(); k++) {
            if (book.count(k) < least) {
                book.place(k, z, choice.below(params.batch(), unit, batches, k), 2 * least);
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        waiting = state.keep("waiting", waiting);
        batches = state.keep("batches", batches);
    }

    @Override
    public void unit(int unit, State state) {
        int u = unit - range.from();
        winners[u] = state.keep("winner", winners[u]);
        books[u].state(state);
        state.keep("pending", pending[u]);
    }
}
