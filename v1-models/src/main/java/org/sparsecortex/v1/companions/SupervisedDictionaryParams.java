package org.sparsecortex.v1.companions;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
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
 * A dictionary that is to reconstruct samples and to tell their class at once, with covariates beside it.
 *
 * <pre>
 *   minimise  sum_i [ln(1 + e^(a_i)) - y_i a_i] + xi |X - W H|^2 + nu |A|^2,   a_i = A . x_i + gamma . (1, x'_i),   A = W beta
 *   lifted: convex in A, gamma and B = W H, of which [A B] has rank r; a step from all samples of the step:
 *   A' = A - (X (P - y) + 2 nu A) / L_A,   gamma = gamma - (1, x')(P - y) / (2 L_gamma),   P = 1 / (1 + e^(-a))
 *   U S: the first r left singular vectors and values of [c A'  X];   A = U U^T A',   B = U U^T X,   W = U S^(1/2)
 *   L_A = |X|_2^2 / 4 + 2 nu,   L_gamma = |(1, x')|_2^2 / 4,   c^2 = L_A / (2 xi)
 * </pre>
 *
 * x_i: sample of p numbers, y_i: its class, 0 or 1; x'_i: q covariates; W: r fields; h = S^(-1/2) U^T x: code. The step of B with its own
 * step length is X, so B is never stored, and a step needs sums over samples alone. The same samples in every step make the
 * descent on stored data; fresh ones a stochastic one. Large xi: principal components and a read-out of them; r = p: a linear read-out
 * of the sample.
 *
 * <p>Source: Lee, Lyu and Yao 2022, Supervised dictionary learning with auxiliary covariates (arXiv 2206.06774), filter model.
 * Differs from the paper: A and B have step lengths of their own (one for both stalls where xi is small); fields may be negative.
 */
@ModelType(
        name = "supervised-dictionary",
        summary =
                "A dictionary that reconstructs samples and tells their class at once, with covariates, by its convex lift.",
        source = "Lee, Lyu and Yao 2022, Supervised dictionary learning with auxiliary covariates (arXiv 2206.06774)")
public record SupervisedDictionaryParams(
        @Param(doc = "numbers in a sample", symbol = "p", def = "30", min = 1, max = 4096)
        int dimension,

        @Param(doc = "fields of the dictionary", symbol = "r", def = "2", min = 1, max = 4096)
        int atoms,

        @Param(doc = "numbers beside each sample that help to tell its class", symbol = "q", def = "0", max = 4096)
        int covariates,

        @Param(
                doc = "weight of the squared error of reconstruction, relative to that of the class",
                symbol = "xi",
                def = "0.01",
                min = 1e-9,
                max = 1e9)
        double errorWeight,

        @Param(doc = "weight of the squared norm of the read-out", symbol = "nu", def = "0", min = 0, max = 1e9)
        double decay,

        @Param(doc = "samples in a step, which makes one update", def = "600", min = 1, max = 1_000_000)
        int samples,

        @Param(doc = "samples in a unit", def = "150", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    static final String LABELS = "labels";
    static final String COVARIATES = "covariates";
    static final String TESTS = "tests";
    static final String TEST_LABELS = "testLabels";
    static final String TEST_COVARIATES = "testCovariates";
    static final String TRUTH = "truth";

    public SupervisedDictionaryParams {
        Checks.that(atoms <= dimension, "atoms", atoms, "must not exceed dimension = " + dimension);
    }

    ChunkPlan plan() {
        return new ChunkPlan(samples, 0, chunk, dimension);
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        List<PortSpec> ports = new ArrayList<>();
        ports.add(LearnerModel.samples("samples of the step, one after another"));
        ports.add(new PortSpec(LABELS, Kind.INTS, true, "class of each sample, 0 or 1"));
        ports.add(new PortSpec(COVARIATES, Kind.REALS, false, "covariates, sample by sample"));
        ports.add(new PortSpec(TESTS, Kind.REALS, false, "samples that are told apart after the update, any number"));
        ports.add(new PortSpec(TEST_LABELS, Kind.INTS, false, "their classes"));
        ports.add(new PortSpec(TEST_COVARIATES, Kind.REALS, false, "their covariates"));
        ports.add(new PortSpec(
                TRUTH, Kind.REALS, false, "directions that tell the class, unit vectors one after another"));
        return ports;
    }

    @Override
    public List<SignalSpec> signals() {
        return SupervisedDictionary.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * dimension * dimension;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 8 * dimension * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'labels'", context.inputSize(LABELS), samples);
        requireCovariates(context, COVARIATES, samples, true);
        if (context.has(TESTS)) {
            int size = context.inputSize(TESTS);
            Checks.that(
                    size % dimension == 0,
                    "size of input 'tests'",
                    size,
                    "must be a multiple of dimension = " + dimension);
            Checks.that(context.has(TEST_LABELS), "input 'testLabels'", "[]", "must come with 'tests'");
            Checks.equal("size of input 'testLabels'", context.inputSize(TEST_LABELS), size / dimension);
            requireCovariates(context, TEST_COVARIATES, size / dimension, true);
        } else {
            Checks.that(!context.has(TEST_LABELS), "input 'testLabels'", "connected", "must come with 'tests'");
            requireCovariates(context, TEST_COVARIATES, 0, false);
        }
        if (context.has(TRUTH)) {
            int size = context.inputSize(TRUTH);
            Checks.that(
                    size % dimension == 0,
                    "size of input 'truth'",
                    size,
                    "must be a multiple of dimension = " + dimension);
        }
        return LearnerModel.at(
                context, plan(), SupervisedDictionary.outputs(this), range -> new SupervisedDictionary(this));
    }

    private void requireCovariates(BuildContext context, String port, int count, boolean wanted) {
        boolean should = wanted && covariates > 0;
        Checks.that(
                context.has(port) == should,
                "input '" + port + "'",
                context.has(port) ? "connected" : "[]",
                should ? "must have a connection, for covariates = " + covariates : "must have no connection");
        if (should) {
            Checks.equal("size of input '" + port + "'", context.inputSize(port), (long) count * covariates);
        }
    }
}
