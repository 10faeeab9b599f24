package org.sparsecortex.learning.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.RowGradients;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * A classifier or autoencoder of any layers, trained on the batches that arrive at its ports; the base of all models that learn by gradients.
 *
 * <p>The statistics of a chunk are the gradient of its mean loss; its totals are loss, correct answers, penalty, and the active
 * and changed input elements of each layer with weights. A model of its own only has to say how its layers are made and may
 * give them a context through the port of that name.
 */
public class GradientLearner implements Learner {
    /** Totals before those of the layers: loss, correct answers, penalty. */
    private static final int FIXED = 3;

    private static final String TASK = "task";
    private static final String LABELS = "labels";

    private final TrainingPlan plan;
    private final Batch batch;
    private final LayerStack network;
    private final Trainer trainer;
    private final float[][] rows;
    private final float[][] context;
    private final float[][] outputGradient;
    private final int hidden;
    private final OneShotPruning pruning;
    private final Optional<Reconstruction> reconstruction;

    /** A learner that trains {@code network}. */
    public GradientLearner(TrainingPlan plan, LayerStack network) {
        this.plan = plan;
        this.batch = plan.batch();
        this.network = network;
        this.trainer = new Trainer(network, plan);
        int count = batch.chunk() * batch.frames();
        this.rows = new float[count][network.inputs()];
        this.context = new float[count][batch.contextSize()];
        this.outputGradient = new float[count][network.outputs()];
        this.hidden = hidden(network);
        this.pruning = new OneShotPruning(network, plan);
        this.reconstruction = plan.loss() instanceof LossSpec.Reconstruction loss
                ? Optional.of(new Reconstruction(loss, plan.seed(), count, network.inputs()))
                : Optional.empty();
    }

    /** Values of a row that the last layer with weights reads, without its recurrent ones; 0 without such a layer. */
    private static int hidden(LayerStack network) {
        int last = network.weightedLayers() - 1;
        if (last < 0) {
            return 0;
        }
        float[][] state = network.weightedLayer(last).recurrent();
        return network.weightedInputs(last) - (state.length == 0 ? 0 : state[0].length);
    }

    /**
     * A model of such learners at its place in a network of populations.
     *
     * @param one a network like that of every learner
     * @throws IllegalArgumentException if the input ports do not have the sizes that plan and network ask for
     */
    public static <L extends GradientLearner> LearnerModel<L> model(
            BuildContext context,
            TrainingPlan plan,
            LayerStack one,
            Outputs<LearnerKernel<L>> outputs,
            Function<UnitRange, L> learner) {
        Batch batch = plan.batch();
        ChunkPlan chunks = batch.chunks(one.inputs());
        if (plan.loss().classifies()) {
            Checks.equal("size of input '" + LABELS + "'", context.inputSize(LABELS), batch.samples());
        }
        if (plan.connectivity().tasks() > 1) {
            Checks.equal("size of input '" + TASK + "'", context.inputSize(TASK), 1);
        }
        if (batch.contextSize() > 0) {
            int size = context.inputSize("context");
            boolean shared = size == batch.contextSize();
            Checks.that(
                    shared || size == batch.samples() * batch.contextSize(),
                    "size of input 'context'",
                    size,
                    "must be " + batch.contextSize() + ", or that for each of " + batch.samples() + " samples");
        }
        return new LearnerModel<>(chunks, outputs, new RowGradients(one.weights()).mean(batch.units()), learner)
                .check(context);
    }

    /** The port of the task, for networks with masks for several tasks. */
    public static PortSpec taskPort() {
        return new PortSpec(TASK, Kind.INTS, true, "task of the samples, 0 first");
    }

    /** The ports of every such model. */
    public static List<PortSpec> ports(TrainingPlan plan) {
        List<PortSpec> ports = new ArrayList<>();
        ports.add(LearnerModel.samples("all values of sample 0 frame by frame, then sample 1, ..."));
        if (plan.loss().classifies()) {
            ports.add(new PortSpec(LABELS, Kind.INTS, true, "class of each sample; -1 for none"));
        }
        if (plan.batch().contextSize() > 0) {
            ports.add(new PortSpec("context", Kind.REALS, true, "context of the samples, or of each sample"));
        }
        return ports;
    }

    /**
     * The signals of every such model.
     *
     * @param weightedLayers layers with weights on their input
     */
    public static <L extends GradientLearner> Outputs<LearnerKernel<L>> outputs(TrainingPlan plan, int weightedLayers) {
        Batch batch = plan.batch();
        int samples = batch.samples();
        int rows = samples * batch.frames();
        int transitions = samples * (batch.frames() - 1);
        Outputs<LearnerKernel<L>> all = new Outputs<>();
        boolean classifies = plan.loss().classifies();
        String measure = classifies ? "mean cross entropy of the samples, nats" : "mean squared error of a number";
        scalar(all, "loss", measure, k -> total(k, 0) / samples);
        if (classifies) {
            scalar(all, "accuracy", "fraction of the samples that is classified right", k -> total(k, 1) / samples);
        }
        scalar(all, "penalty", "loss on activity and change that the layers add", k -> total(k, 2) / samples);
        all.global(
                "active",
                Kind.REALS,
                weightedLayers,
                "fraction of the input elements of each weighted layer that are not 0",
                k -> perLayer(k, 0, rows));
        all.global(
                "changed",
                Kind.REALS,
                weightedLayers,
                "fraction of the input elements of each weighted layer that differ from the frame before",
                k -> perLayer(k, 1, transitions));
        scalar(
                all,
                "activeFraction",
                "non-zero elements of all weighted layers' inputs / elements",
                k -> whole(k, 0, rows, false));
        scalar(
                all,
                "changedFraction",
                "changed elements of all weighted layers' inputs / elements",
                k -> whole(k, 1, transitions, false));
        scalar(
                all,
                "activeOperations",
                "multiply-accumulates caused by non-zero elements and weights / dense ones",
                k -> whole(k, 0, rows, true));
        scalar(
                all,
                "changedOperations",
                "multiply-accumulates caused by changed elements and non-zero weights / dense ones",
                k -> whole(k, 1, transitions, true));
        scalar(all, "zeroWeights", "fraction of the weights that are 0", k -> zeroWeights(network(k)));
        all.global(
                "density",
                Kind.REALS,
                weightedLayers,
                "fraction of the weights of each weighted layer that exist",
                k -> existing(network(k), false));
        all.global(
                "explored",
                Kind.REALS,
                weightedLayers,
                "fraction of the weights of each weighted layer that exist or have existed",
                k -> existing(network(k), true));
        scalar(all, "turnover", "fraction of the weights that the last move of connections put elsewhere", k -> {
            GradientLearner learner = k.learner();
            return learner.trainer.connections().turnover();
        });
        return classifies
                ? all.perUnit(
                        "predictions", Kind.INTS, samples, "class that each sample was given", k -> predictions(k))
                : all;
    }

    private static <L extends GradientLearner> void scalar(
            Outputs<LearnerKernel<L>> all, String name, String doc, ToDoubleFunction<LearnerKernel<L>> value) {
        all.global(name, Kind.REALS, 1, doc, k -> Reals.of(value.applyAsDouble(k)));
    }

    private static LayerStack network(LearnerKernel<? extends GradientLearner> kernel) {
        GradientLearner learner = kernel.learner();
        return learner.network;
    }

    private static double total(LearnerKernel<? extends GradientLearner> kernel, int i) {
        return kernel.sums().total(kernel.learner().totalSize(), i);
    }

    private static Reals perLayer(LearnerKernel<? extends GradientLearner> kernel, int which, int rowCount) {
        LayerStack network = network(kernel);
        double[] fractions = new double[network.weightedLayers()];
        for (int w = 0; w < fractions.length && rowCount > 0; w++) {
            fractions[w] = total(kernel, FIXED + 2 * w + which) / ((double) rowCount * network.weightedInputs(w));
        }
        return Reals.wrap(fractions);
    }

    /** Counted elements over all elements, each weighted by its layer's fan-out and non-zero weights if asked for. */
    private static double whole(
            LearnerKernel<? extends GradientLearner> kernel, int which, int rowCount, boolean operations) {
        LayerStack network = network(kernel);
        double counted = 0.0;
        double dense = 0.0;
        for (int w = 0; w < network.weightedLayers() && rowCount > 0; w++) {
            Weights weights = network.weightedLayer(w).weights().get(0);
            double fanOut = operations ? network.weightedLayer(w).fanOut() : 1.0;
            double kept = operations ? 1.0 - weights.zeros() / (double) weights.count() : 1.0;
            counted += fanOut * kept * total(kernel, FIXED + 2 * w + which);
            dense += fanOut * rowCount * (double) network.weightedInputs(w);
        }
        return dense == 0 ? 0.0 : counted / dense;
    }

    private static Reals existing(LayerStack network, boolean ever) {
        double[] fractions = new double[network.weightedLayers()];
        for (int w = 0; w < fractions.length; w++) {
            Weights weights = network.weightedLayer(w).weights().get(0);
            fractions[w] = weights.mask()
                    .map(mask -> (ever ? mask.ever() : mask.present()) / (double) weights.count())
                    .orElse(1.0);
        }
        return Reals.wrap(fractions);
    }

    /**
     * The signal {@code inputStrength}: sum over outputs of |w| of each input of the first weighted layer.
     *
     * @param size columns of that layer's weights
     */
    public static <L extends GradientLearner> Outputs<LearnerKernel<L>> strengthOutput(int size) {
        return new Outputs<LearnerKernel<L>>()
                .global(
                        "inputStrength",
                        Kind.REALS,
                        size,
                        "sum of the magnitudes of the weights that each input of the first weighted layer meets",
                        k -> strengths(network(k).weightedLayer(0).weights().get(0)));
    }

    private static Reals strengths(Weights weights) {
        double[] sums = new double[weights.values()[0].length];
        for (float[] row : weights.values()) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Math.abs(row[i]);
            }
        }
        return Reals.wrap(sums);
    }

    private static double zeroWeights(LayerStack network) {
        double zeros = 0;
        double all = 0;
        for (Weights w : network.weights()) {
            zeros += w.decays() ? w.zeros() : 0;
            all += w.decays() ? w.count() : 0;
        }
        return all == 0 ? 0.0 : zeros / all;
    }

    private static Ints predictions(LearnerKernel<? extends GradientLearner> kernel) {
        double[] codes = kernel.codes(false);
        int size = kernel.learner().codeSize();
        int[] classes = new int[codes.length / size];
        for (int s = 0; s < classes.length; s++) {
            classes[s] = (int) codes[s * size];
        }
        return Ints.wrap(classes);
    }

    /** The signal {@code hidden}: what the last weighted layer of a network like {@code one} reads of each sample. */
    public static <L extends GradientLearner> Outputs<LearnerKernel<L>> hiddenOutput(int samples, LayerStack one) {
        int size = hidden(one);
        Outputs<LearnerKernel<L>> all = new Outputs<>();
        all.perUnit(
                        "hidden",
                        Kind.REALS,
                        samples * size,
                        "what the last weighted layer reads of each sample, in its last frame",
                        k -> hiddenValues(k))
                .over(samples, size);
        return all;
    }

    private static Reals hiddenValues(LearnerKernel<? extends GradientLearner> kernel) {
        double[] codes = kernel.codes(false);
        int size = kernel.learner().codeSize();
        double[] values = new double[codes.length / size * (size - 1)];
        for (int s = 0; s < codes.length / size; s++) {
            System.arraycopy(codes, s * size + 1, values, s * (size - 1), size - 1);
        }
        return Reals.wrap(values);
    }

    /** The signals of a network with masks for several tasks; none for one. */
    public static <L extends GradientLearner> Outputs<LearnerKernel<L>> taskOutputs(TrainingPlan plan) {
        Outputs<LearnerKernel<L>> all = new Outputs<>();
        if (plan.connectivity().tasks() > 1) {
            scalar(all, "allocated", "fraction of the weights that any task has, last layer left out", k -> {
                GradientLearner learner = k.learner();
                return learner.trainer.connections().allocated();
            });
            scalar(all, "reused", "fraction of the latest task's weights that an earlier one has, too", k -> {
                GradientLearner learner = k.learner();
                return learner.trainer.connections().reused();
            });
        }
        return all;
    }

    /** The signals of tests without part of the weights; none if the plan has no such tests. */
    public static <L extends GradientLearner> Outputs<LearnerKernel<L>> prunedOutputs(TrainingPlan plan) {
        Outputs<LearnerKernel<L>> all = new Outputs<>();
        int count = plan.pruneTests().size();
        if (count > 0) {
            all.global(
                    "prunedAccuracy",
                    Kind.REALS,
                    count,
                    "accuracy without each fraction of the weights, the smallest; not a number while learning",
                    k -> pruned(k, 0));
            all.global(
                    "randomlyPrunedAccuracy",
                    Kind.REALS,
                    count,
                    "the same without as many weights chosen at random",
                    k -> pruned(k, count));
        }
        return all;
    }

    private static Reals pruned(LearnerKernel<? extends GradientLearner> kernel, int from) {
        GradientLearner learner = kernel.learner();
        int at = FIXED + 2 * learner.network.weightedLayers();
        double[] accuracy = new double[learner.plan.pruneTests().size()];
        double tested = total(kernel, at);
        for (int f = 0; f < accuracy.length; f++) {
            accuracy[f] = tested == 0 ? Double.NaN : total(kernel, at + 1 + from + f) / tested;
        }
        return Reals.wrap(accuracy);
    }

    /** Rough upper bound of the memory of what the chunks of a step have each for themselves: gradients. */
    public static long chunkBytes(TrainingPlan plan, long parameters) {
        return 16L * plan.batch().units() * parameters;
    }

    /** Rough upper bound of the memory that every range holds for itself, with that many parameters and activations per row. */
    public static long ownBytes(TrainingPlan plan, long parameters, long activations) {
        return 56L * parameters
                + 8L * activations * plan.batch().chunk() * plan.batch().frames();
    }

    /** The network that is trained. */
    protected final LayerStack network() {
        return network;
    }

    /** The task whose network {@link #network} is at present; 0 where all have the same. */
    protected final int shownTask() {
        return trainer.connections().shownTask();
    }

    /** The code of a sample is its class, then what the last weighted layer reads. */
    @Override
    public int codeSize() {
        return 1 + hidden;
    }

    /** Behind the layers' totals: samples tested without part of the weights, and right answers of each such test. */
    @Override
    public int totalSize() {
        return FIXED + 2 * network.weightedLayers() + pruning.totals();
    }

    @Override
    public void code(Chunk chunk) {
        read(chunk);
        if (plan.connectivity().tasks() > 1) {
            trainer.show(chunk.inputs().ints(TASK).get(0), chunk.learns());
        }
        int[] labels = labels(chunk);
        reconstruction.ifPresent(r -> r.begin(rows, chunk.first(), trainer.updates(), chunk.learns()));
        Pass pass = new Pass(batch.chunk(), batch.frames(), chunk.learns(), trainer.stage(chunk.learns()), context);
        trainer.prepare();
        float[][] y = network.forward(rows, pass);
        int[] answers = new int[batch.chunk()];
        double[] totals = chunk.totals();
        totals[0] = reconstruction.isPresent()
                ? reconstruction.get().evaluate(y, outputGradient)
                : SoftmaxLoss.evaluate(y, labels, batch.readout(), pass, answers, outputGradient);
        if (Double.isNaN(totals[0])) {
            throw new IllegalStateException("samples from " + chunk.first() + ": the loss is not a number");
        }
        for (int s = 0; s < labels.length; s++) {
            totals[1] += answers[s] == labels[s] ? 1 : 0;
            keep(chunk.codes(), s, answers[s]);
        }
        totals[2] = network.penalty() * batch.chunk();
        for (int w = 0; w < network.weightedLayers(); w++) {
            totals[FIXED + 2 * w] = network.active(w);
            totals[FIXED + 2 * w + 1] = network.changed(w, pass);
        }
        if (chunk.learns()) {
            network.clearGradients();
            network.backward(outputGradient, pass);
            chunk.contribute(RowGradients.gather(network.weights()));
        } else {
            pruning.test(rows, labels, pass, totals, FIXED + 2 * network.weightedLayers());
        }
    }

    private int[] labels(Chunk chunk) {
        int[] labels = new int[batch.chunk()];
        for (int s = 0; s < labels.length && plan.loss().classifies(); s++) {
            int label = chunk.inputs().ints(LABELS).get(chunk.first() + s);
            labels[s] = Checks.inRange("label", label, -1, network.outputs() - 1);
        }
        return labels;
    }

    private void keep(double[] codes, int s, int answer) {
        int at = s * codeSize();
        codes[at] = answer;
        if (hidden > 0) {
            float[] read = network.inputsOf(network.weightedLayers() - 1)[(s + 1) * batch.frames() - 1];
            for (int i = 0; i < hidden; i++) {
                codes[at + 1 + i] = read[i];
            }
        }
    }

    private void read(Chunk chunk) {
        Reals samples = chunk.samples();
        int size = network.inputs();
        int first = chunk.first() * batch.frames();
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < size; i++) {
                rows[r][i] = (float) samples.get((first + r) * size + i);
            }
        }
        if (batch.contextSize() > 0) {
            Reals given = chunk.inputs().reals("context");
            boolean shared = given.size() == batch.contextSize();
            for (int r = 0; r < rows.length; r++) {
                int sample = shared ? 0 : chunk.first() + r / batch.frames();
                for (int i = 0; i < batch.contextSize(); i++) {
                    context[r][i] = (float) given.get(sample * batch.contextSize() + i);
                }
            }
        }
    }

    @Override
    public void learn(StepSums sums) {
        trainer.update(sums.statistics());
    }

    @Override
    public void shared(State state) {
        trainer.state(state);
    }
}
