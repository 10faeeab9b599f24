package org.sparsecortex.v1.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;

/**
 * The state that all units of a dictionary-learning population share: dictionary, lambda, how often each atom is used.
 *
 * <p>Every range holds the same copy and applies the same batch to it.
 */
final class Learner {
    private static final double SERVO_LIMIT = 0.5;

    private final DictionaryLearningParams params;
    private final Dictionary dictionary;
    private final DictionaryUpdate update;
    private final double[] usage;
    private final int[] idle;
    private double lambda;
    private long learned;

    Learner(DictionaryLearningParams params, long seed) {
        this.params = params;
        int n = params.patch() * params.patch();
        this.dictionary = Dictionary.random(
                params.atoms(), n, params.backend().open(), KeyedRandom.of(seed, "initial dictionary"));
        this.update = new DictionaryUpdate(params.rule(), params.atoms(), n);
        this.usage = new double[params.atoms()];
        this.idle = new int[params.atoms()];
        this.lambda = params.startLambda();
    }

    Dictionary dictionary() {
        return dictionary;
    }

    double lambda() {
        return lambda;
    }

    /** Running fraction of patches in which each atom is active, not a copy. */
    double[] usage() {
        return usage;
    }

    /** Gains of homeostasis by atom. */
    float[] gains() {
        double mean = Arrays.stream(usage).sum() / usage.length;
        float[] gains = new float[usage.length];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = mean > 0 ? DictionaryUpdate.gain(usage[k], mean, params.homeostasis()) : 1f;
        }
        return gains;
    }

    /** Takes a coded batch: usage and lambda always, the dictionary if {@code learn}. */
    void take(float[] patches, Codes codes, double[] energies, boolean learn) {
        count(codes, learn);
        if (params.targetActive() > 0) {
            double active = (double) codes.first(codes.size()) / codes.size();
            double off = params.servoRate() * (active - params.targetActive()) / params.targetActive();
            lambda *= ExactMath.exp(Math.max(-SERVO_LIMIT, Math.min(SERVO_LIMIT, off)));
        }
        if (learn) {
            update.apply(dictionary, patches, codes, learned);
            learned++;
            if (params.deadAfter() > 0) {
                reviveDead(patches, codes, energies);
            }
            dictionary.refresh();
        }
    }

    private void count(Codes codes, boolean learn) {
        int[] uses = new int[usage.length];
        for (int e = 0; e < codes.first(codes.size()); e++) {
            uses[codes.atom(e)]++;
        }
        double rate = Math.max(params.usageRate(), 1.0 / (learned + 1));
        for (int k = 0; k < uses.length; k++) {
            usage[k] += rate * ((double) uses[k] / codes.size() - usage[k]);
            idle[k] = uses[k] > 0 ? 0 : idle[k] + (learn ? 1 : 0);
        }
    }

    /** Atoms that were idle too long become the residuals of the worst-coded patches, the worst first. */
    private void reviveDead(float[] patches, Codes codes, double[] energies) {
        int n = dictionary.pixels();
        int[] worst = IntStream.range(0, codes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(p -> -energies[p]).thenComparingInt(p -> p))
                .mapToInt(Integer::intValue)
                .toArray();
        int next = 0;
        for (int k = 0; k < idle.length && next < worst.length; k++) {
            if (idle[k] >= params.deadAfter()) {
                int p = worst[next++];
                System.arraycopy(patches, p * n, dictionary.atoms(), k * n, n);
                idle[k] = 0;
                update.forget(k);
            }
        }
    }

    void save(DataOutput out) throws IOException {
        Floats.write(dictionary.atoms(), out);
        Floats.write(dictionary.direction(), out);
        out.writeDouble(dictionary.lipschitz());
        out.writeDouble(lambda);
        out.writeLong(learned);
        for (int k = 0; k < usage.length; k++) {
            out.writeDouble(usage[k]);
            out.writeInt(idle[k]);
        }
        update.save(out);
    }

    void load(DataInput in) throws IOException {
        Floats.read(in, dictionary.atoms());
        Floats.read(in, dictionary.direction());
        dictionary.restore(in.readDouble());
        lambda = in.readDouble();
        learned = in.readLong();
        for (int k = 0; k < usage.length; k++) {
            usage[k] = in.readDouble();
            idle[k] = in.readInt();
        }
        update.load(in);
    }
}
