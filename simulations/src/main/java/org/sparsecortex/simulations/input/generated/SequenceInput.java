package org.sparsecortex.simulations.input.generated;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * Random SDRs in fixed sequences, shown over and over. Signals: the pattern with noise, the pattern without, its number, and
 * a pattern that names the sequence.
 *
 * <p>Pattern i of sequence s is a keyed sample of {@code active} of {@code size} bits. Noise moves each active bit with the
 * given probability to a bit outside the pattern.
 */
@TypeName(value = "sequence", doc = "random SDRs in fixed sequences, shown over and over, with noise")
public record SequenceInput(
        @Param(doc = "bits of a pattern", symbol = "n", def = "2048", min = 2, max = 1 << 24)
        int size,

        @Param(doc = "active bits of a pattern", symbol = "w", def = "40", min = 1, max = 1 << 20)
        int active,

        @Param(doc = "number of sequences", def = "1", min = 1, max = 1_000_000)
        int sequences,

        @Param(doc = "patterns in a sequence", def = "100", min = 1, max = 1_000_000)
        int length,

        @Param(doc = "probability that an active bit moves elsewhere", def = "0", min = 0, max = 1)
        double noise,

        @Param(doc = "first step with noise", unit = "steps", def = "0", min = 0)
        long noiseFrom,

        @Param(doc = "order of the sequences", def = "\"cyclic\"")
        Order order,

        @Param(doc = "whether each sequence begins with a reset", def = "false")
        boolean reset,

        @Param(doc = "patterns after the first that all sequences have in common", def = "0", min = 0, max = 1_000_000)
        int shared,

        @Param(
                doc = "first step from which the first pattern of a sequence is left out; -1: never",
                def = "-1",
                min = -1)
        long omitFirstFrom)
        implements InputSpec {
    /** In which order sequences follow each other. */
    public enum Order {
        /** One after the other, then again from the first. */
        CYCLIC,
        /** Each drawn anew. */
        RANDOM
    }

    public SequenceInput {
        Checks.that(shared < length, "shared", shared, "must be smaller than length = " + length);
        Checks.that(
                (long) sequences * length <= Integer.MAX_VALUE,
                "sequences",
                sequences,
                "of length = " + length + " are more than " + Integer.MAX_VALUE + " patterns");
        Checks.that(2 * (long) active <= size, "active", active, "must not exceed half of size = " + size);
    }

    @Override
    public Opened open(InputContext context) {
        return Opened.endless(new Sequences(this, context.seed()));
    }

    private record Sequences(SequenceInput spec, KeyedRandom bits, KeyedRandom order, KeyedRandom noise)
            implements Source {
        Sequences(SequenceInput spec, long seed) {
            this(
                    spec,
                    KeyedRandom.of(seed, "pattern bits"),
                    KeyedRandom.of(seed, "order of sequences"),
                    KeyedRandom.of(seed, "noise"));
        }

        @Override
        public List<SignalSpec> signals() {
            return List.of(
                    SignalSpec.global("sdr", Signal.Kind.SDR, spec.size, "the pattern with noise"),
                    SignalSpec.global("clean", Signal.Kind.SDR, spec.size, "the pattern without noise"),
                    SignalSpec.global(
                            "index", Signal.Kind.INTS, 1, "number of the pattern, sequence * length + position"),
                    SignalSpec.global("position", Signal.Kind.INTS, 1, "place in the sequence, from 1"),
                    SignalSpec.global("name", Signal.Kind.SDR, spec.size, "a pattern that names the sequence"));
        }

        @Override
        public boolean resetAt(long step) {
            return spec.reset && step % spec.length == 0;
        }

        private int index(long step) {
            int sequence = sequence(step);
            int position = (int) (step % spec.length);
            boolean common = position >= 1 && position <= spec.shared;
            return (common ? 0 : sequence * spec.length) + position;
        }

        private int sequence(long step) {
            long pass = step / spec.length;
            return spec.order == Order.CYCLIC ? (int) (pass % spec.sequences) : order.below(spec.sequences, 0, pass, 0);
        }

        private boolean omitted(long step) {
            return spec.omitFirstFrom >= 0 && step >= spec.omitFirstFrom && step % spec.length == 0;
        }

        private Sdr pattern(int index) {
            return Sdr.ofSorted(spec.size, bits.sample(spec.size, spec.active, index, 0, 0));
        }

        @Override
        public Signal read(String signal, long step) {
            int index = index(step);
            return switch (signal) {
                case "index" -> Ints.of(index);
                case "position" -> Ints.of((int) (step % spec.length) + 1);
                case "clean" -> pattern(index);
                case "name" -> pattern(-1 - sequence(step));
                case "sdr" ->
                    omitted(step)
                            ? Sdr.empty(spec.size)
                            : step < spec.noiseFrom ? pattern(index) : noisy(pattern(index), step);
                default -> throw new IllegalArgumentException("a sequence has no signal '" + signal + "'");
            };
        }

        private Sdr noisy(Sdr pattern, long step) {
            if (spec.noise == 0) {
                return pattern;
            }
            int[] bits = pattern.toArray();
            for (int i = 0; i < bits.length; i++) {
                if (noise.bernoulli(spec.noise, i, step, 0)) {
                    bits[i] = elsewhere(pattern, bits, i, step);
                }
            }
            return Sdr.of(spec.size, bits);
        }

        private int elsewhere(Sdr pattern, int[] taken, int i, long step) {
            for (int draw = 1; ; draw++) {
                int bit = noise.below(spec.size, i, step, draw);
                boolean free = !pattern.contains(bit);
                for (int other = 0; free && other < i; other++) {
                    free = taken[other] != bit;
                }
                if (free) {
                    return bit;
                }
            }
        }
    }
}
