package org.sparsecortex.neurons.readout;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** Counts the spikes of its neurons sample by sample. */
final class NeuronLabelsKernel implements Kernel<NeuronLabelsKernel.Votes, NeuronLabelsKernel.Votes> {
    private static final Votes NONE = new Votes(Ints.of(), Ints.of());

    private final NeuronLabelsParams params;
    private final UnitRange range;
    private final Outputs<NeuronLabelsKernel> outputs;
    private final int[] count;
    private final int[] last;
    private final int[][] answers;
    private final int[] samples;
    private final Tally tally;

    /**
     * What the neurons of each class say of a sample.
     *
     * @param spikes of all of them together; nothing in a step without an answer
     * @param neurons how many they are
     */
    record Votes(Ints spikes, Ints neurons) implements Packet {}

    NeuronLabelsKernel(NeuronLabelsParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        count = new int[range.size()];
        last = new int[range.size()];
        answers = new int[range.size()][params.classes()];
        samples = new int[params.classes()];
        tally = new Tally(params.classes());
    }

    /** The signals of a read-out, and what the neurons are. */
    static Outputs<NeuronLabelsKernel> outputs(NeuronLabelsParams p) {
        return Tally.<NeuronLabelsKernel>outputs(p.classes(), k -> k.tally)
                .perUnit(
                        "labels",
                        Kind.INTS,
                        p.neurons(),
                        "class of each neuron; -1 for none",
                        k -> Ints.wrap(k.labels()))
                .perUnit(
                        "spikeCount",
                        Kind.INTS,
                        p.neurons(),
                        "spikes of each neuron in the last sample",
                        k -> Ints.of(k.last));
    }

    private int[] labels() {
        int[] labels = new int[range.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(answers[i]);
        }
        return labels;
    }

    private int label(int[] ofNeuron) {
        int best = -1;
        for (int c = 0; c < samples.length; c++) {
            boolean isMore = ofNeuron[c] > 0
                    && (best < 0 || (long) ofNeuron[c] * samples[best] > (long) ofNeuron[best] * samples[c]);
            best = isMore ? c : best;
        }
        return best;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Votes propose(Step step, Inputs inputs, int round) {
        if (step.reset()) {
            Arrays.fill(count, 0);
        }
        Sdr spikes = inputs.sdr("spikes");
        for (int i = 0; i < spikes.cardinality(); i++) {
            if (range.contains(spikes.active(i))) {
                count[spikes.active(i) - range.from()]++;
            }
        }
        if (step.learn() || label(inputs) < 0) {
            return NONE;
        }
        int[] sums = new int[params.classes()];
        int[] neurons = new int[params.classes()];
        for (int i = 0; i < count.length; i++) {
            int label = label(answers[i]);
            if (label >= 0) {
                sums[label] += count[i];
                neurons[label]++;
            }
        }
        return new Votes(Ints.wrap(sums), Ints.wrap(neurons));
    }

    private int label(Inputs inputs) {
        return Checks.inRange("label", inputs.ints("label").get(0), -1, params.classes() - 1);
    }

    /** The votes of all ranges. */
    static Votes counted(Step step, int round, List<Votes> proposals) {
        int classes = proposals.get(0).spikes.size();
        int[] spikes = new int[classes];
        int[] neurons = new int[classes];
        for (Votes part : proposals) {
            for (int c = 0; c < classes; c++) {
                spikes[c] += part.spikes.get(c);
                neurons[c] += part.neurons.get(c);
            }
        }
        return new Votes(Ints.wrap(spikes), Ints.wrap(neurons));
    }

    /** The class whose neurons spike most; -1 if none does. */
    private static int winner(Votes votes) {
        int best = -1;
        for (int c = 0; c < votes.spikes.size(); c++) {
            boolean isMore = votes.spikes.get(c) > 0
                    && (best < 0
                            || (long) votes.spikes.get(c) * votes.neurons.get(best)
                                    > (long) votes.spikes.get(best) * votes.neurons.get(c));
            best = isMore ? c : best;
        }
        return best;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Votes decision) {
        tally.none();
        int label = label(inputs);
        if (label < 0) {
            return;
        }
        if (!step.learn()) {
            tally.answer(winner(decision), label);
        } else if (step.index() >= params.fromStep()) {
            samples[label]++;
            for (int i = 0; i < count.length; i++) {
                answers[i][label] += count[i];
            }
        }
        System.arraycopy(count, 0, last, 0, count.length);
        Arrays.fill(count, 0);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        tally.state(state);
        state.keep("samples", samples);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        count[i] = state.keep("spikes", count[i]);
        last[i] = state.keep("lastSpikes", last[i]);
        state.keep("answers", answers[i]);
    }
}
