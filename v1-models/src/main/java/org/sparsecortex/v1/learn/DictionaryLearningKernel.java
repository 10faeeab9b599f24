package org.sparsecortex.v1.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.v1.code.Coder;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Penalty;

/**
 * Codes the patches of its units, then applies the codes of all units to its copy of the dictionary.
 *
 * <p>A unit is a fixed chunk of a batch and is coded by products of one shape, so its codes do not depend on which other units
 * share the range. Proposal: active units, atoms and coefficients by patch, iterations and solver residual by patch, squared
 * error after debiasing by patch, duality gap by unit.
 */
final class DictionaryLearningKernel implements StreamedKernel<Tuple, Tuple> {
    private final DictionaryLearningParams params;
    private final UnitRange range;
    private final Learner learner;
    private final Coder coder;
    private final int pixels;
    private final float[] chunk;
    private final Codes codes = new Codes();
    private final Codes all = new Codes();
    private float[] batch = new float[0];
    private BatchStatistics statistics;
    private Tuple decision = Tuple.EMPTY;
    private double codedLambda;

    DictionaryLearningKernel(DictionaryLearningParams params, long seed, UnitRange range) {
        this.params = params;
        this.range = range;
        this.learner = new Learner(params, seed);
        this.coder = new Coder(learner.dictionary(), params.penalty(), params.solver());
        this.pixels = params.patch() * params.patch();
        this.chunk = new float[params.chunk() * pixels];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    private Reals input(Step step, Inputs in) {
        return !step.learn() && in.has("test") ? in.reals("test") : in.reals("patches");
    }

    @Override
    public Tuple propose(Step step, Inputs in, int round) {
        Reals patches = input(step, in);
        Proposal proposal = new Proposal(range.size() * params.chunk(), range.size());
        if (params.homeostasis() > 0) {
            coder.setGains(learner.gains());
        }
        for (int unit = range.from(); unit < range.to(); unit++) {
            Floats.fromReals(patches, unit * chunk.length, chunk);
            coder.encode(chunk, params.chunk(), learner.lambda(), codes);
            proposal.take(codes);
            if (params.penalty() instanceof Penalty.L1 && params.solver().usesPenalty()) {
                proposal.gap(coder.dualityGap(chunk, codes, 0, learner.lambda()));
            }
            if (params.debias()) {
                coder.debias(chunk, codes);
                for (int p = 0; p < params.chunk(); p++) {
                    proposal.debiased(p, coder.residualEnergy(chunk, codes, p));
                }
            }
            proposal.next();
        }
        return proposal.packet();
    }

    @Override
    public void commit(Step step, Inputs in, int round, Tuple joined) {
        decision = joined;
        Reals patches = input(step, in);
        if (batch.length != patches.size()) {
            batch = new float[patches.size()];
        }
        Floats.fromReals(patches, 0, batch);
        Proposal.read(joined, all);
        statistics = new BatchStatistics(learner.dictionary(), batch, all);
        codedLambda = learner.lambda();
        learner.take(batch, all, statistics.energies, step.learn());
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "dictionary" -> Floats.toReals(learner.dictionary().atoms());
            case "reconstruction" -> Floats.toReals(statistics.reconstruction);
            case "usage" -> Reals.of(learner.usage());
            case "activePerPatch" -> decision.ints(Proposal.ACTIVE);
            case "code" -> code();
            default -> Reals.of(scalar(signal));
        };
    }

    private double scalar(String signal) {
        return switch (signal) {
            case "mse" -> statistics.mse;
            case "activeUnits" -> statistics.active;
            case "activeUnitsSd" -> statistics.activeSd;
            case "snrDb" -> statistics.snrDb();
            case "psnrDb" -> statistics.psnrDb();
            case "ssim" -> statistics.ssim;
            case "lambda" -> codedLambda;
            case "trevesRolls" -> statistics.trevesRolls;
            case "vinjeGallant" -> statistics.vinjeGallant;
            case "kurtosis" -> statistics.kurtosis;
            case "usageEntropy" -> BatchStatistics.usageEntropy(learner.usage());
            case "coherence" -> BatchStatistics.coherence(learner.dictionary());
            case "usedAtoms" -> used();
            case "debiasedMse" -> mean(decision.reals(Proposal.DEBIASED)) / pixels;
            case "iterations" -> mean(decision.ints(Proposal.ITERATIONS));
            case "solverResidual" -> mean(decision.reals(Proposal.RESIDUAL));
            case "dualityGap" -> mean(decision.reals(Proposal.GAP));
            default -> throw new IllegalArgumentException("dictionary learning has no signal '" + signal + "'");
        };
    }

    private double used() {
        int used = 0;
        for (double u : learner.usage()) {
            used += u >= params.usedFrom() ? 1 : 0;
        }
        return used;
    }

    private static double mean(Reals values) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.get(i);
        }
        return values.size() == 0 ? 0.0 : sum / values.size();
    }

    private static double mean(Ints values) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.get(i);
        }
        return sum / values.size();
    }

    private Reals code() {
        int per = params.chunk();
        double[] dense = new double[range.size() * per * params.atoms()];
        for (int p = range.from() * per; p < range.to() * per; p++) {
            for (int e = all.first(p); e < all.first(p + 1); e++) {
                dense[(p - range.from() * per) * params.atoms() + all.atom(e)] = all.value(e);
            }
        }
        return Reals.wrap(dense);
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        learner.save(out);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        learner.load(in);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) {
        // a unit keeps nothing from batch to batch
    }

    @Override
    public void loadUnit(int unit, DataInput in) {
        // a unit keeps nothing from batch to batch
    }
}
