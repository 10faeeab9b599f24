package org.sparsecortex.neurons;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * Columns that compete for the input: the best overlaps win, and winners move their synapses towards the input.
 *
 * <pre>
 *   o_j = #{i in pool of j, x_i = 1, p_ji &gt;= pConnected},  score_j = o_j * b_j,  b_j = exp(boostStrength * (density - D_j))
 *   winners (o_j &gt;= stimulusThreshold): p_ji += increment where x_i = 1, -= decrement elsewhere, kept within 0..1
 *   D_j  += ([j wins] - D_j) / T,  T = min(learning steps so far, dutyCyclePeriod);  the overlap duty cycle likewise
 *   overlap duty &lt; minOverlapDutyFraction * largest: the column raises all permanences by 0.1 * pConnected
 * </pre>
 *
 * Permanences start connected with probability 1/2, uniform on either side of the threshold. Source: Cui, Ahmad and Hawkins
 * 2017; the initial half and the raise by a tenth are from memory of NuPIC. Differs from the paper: pools and inhibition
 * live on one dimension.
 */
final class SpatialPoolerKernel implements Kernel {
    private static final double BUMP = 0.1;

    private final SpatialPoolerParams params;
    private final UnitRange range;
    private final int inputs;
    private final int pConnected;
    private final int increment;
    private final int decrement;
    private final int[][] pool;
    private final short[][] permanence;
    private final int[][] connectedTo;
    private final int[] connectedCount;
    private final int[] overlap;
    private final double[] activeDuty;
    private final double[] overlapDuty;
    private final double[] boost;
    private final long[] inputBits;
    private long learningSteps;
    private Sdr winners;

    SpatialPoolerKernel(SpatialPoolerParams params, int inputs, long seed, UnitRange range) {
        this.params = params;
        this.inputs = inputs;
        this.range = range;
        pConnected = Permanence.of(params.connectedPermanence());
        increment = Permanence.of(params.permanenceIncrement());
        decrement = Permanence.of(params.permanenceDecrement());
        int n = range.size();
        pool = new int[n][];
        permanence = new short[n][];
        connectedTo = new int[inputs][8];
        connectedCount = new int[inputs];
        overlap = new int[n];
        activeDuty = new double[n];
        overlapDuty = new double[n];
        boost = new double[n];
        inputBits = new long[Sdr.wordCount(inputs)];
        winners = Sdr.empty(params.columns());
        Arrays.fill(boost, 1.0);
        for (int j = 0; j < n; j++) {
            connect(j, seed);
        }
    }

    private void connect(int j, long seed) {
        int column = range.from() + j;
        int reach = params.potentialRadius() == 0 ? inputs : Math.min(inputs, 2 * params.potentialRadius() + 1);
        int[] chosen = KeyedRandom.of(seed, "potential pool").sample(reach, params.poolSize(inputs), column, 0, 0);
        if (params.potentialRadius() > 0) {
            chosen = around((int) ((column + 0.5) * inputs / params.columns()), chosen, reach);
        }
        KeyedRandom start = KeyedRandom.of(seed, "initial permanence");
        pool[j] = chosen;
        permanence[j] = new short[chosen.length];
        for (int s = 0; s < chosen.length; s++) {
            double u = start.uniform(column, 0, 2 * s);
            boolean connected = start.bernoulli(0.5, column, 0, 2 * s + 1);
            double c = params.connectedPermanence();
            int p = Permanence.of(connected ? c + (1 - c) * u : c * u);
            permanence[j][s] = (short) (connected ? Math.max(p, pConnected) : Math.min(p, pConnected - 1));
            if (connected) {
                link(chosen[s], j);
            }
        }
    }

    private int[] around(int centre, int[] offsets, int reach) {
        int first =
                params.wrapAround() ? centre - reach / 2 : Math.max(0, Math.min(inputs - reach, centre - reach / 2));
        int[] bits = new int[offsets.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Math.floorMod(first + offsets[i], inputs);
        }
        Arrays.sort(bits);
        return bits;
    }

    private void link(int input, int j) {
        int count = connectedCount[input]++;
        if (count == connectedTo[input].length) {
            connectedTo[input] = Arrays.copyOf(connectedTo[input], 2 * count);
        }
        connectedTo[input][count] = j;
    }

    private void unlink(int input, int j) {
        int[] list = connectedTo[input];
        int at = 0;
        while (list[at] != j) {
            at++;
        }
        list[at] = list[--connectedCount[input]];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Packet propose(Step step, Inputs in, int phase) {
        Sdr x = in.sdr("input");
        Arrays.fill(overlap, 0);
        for (int i = 0; i < x.cardinality(); i++) {
            int input = x.active(i);
            int[] columns = connectedTo[input];
            for (int e = 0; e < connectedCount[input]; e++) {
                overlap[columns[e]]++;
            }
        }
        int n = range.size();
        double[] score = new double[n];
        double largestDuty = 0.0;
        for (int j = 0; j < n; j++) {
            boolean may = overlap[j] >= params.stimulusThreshold();
            score[j] = may ? overlap[j] * boost[j] : -1.0;
            largestDuty = Math.max(largestDuty, overlapDuty[j]);
        }
        int wanted = params.inhibitionRadius() == 0 ? params.winners() : n;
        return candidates(TopK.select(score, wanted), score, largestDuty);
    }

    private Packet candidates(int[] best, double[] score, double largestDuty) {
        int count = 0;
        for (int j : best) {
            count += score[j] >= 0 ? 1 : 0;
        }
        int[] ids = new int[count];
        double[] scores = new double[count];
        int at = 0;
        for (int j : best) {
            if (score[j] >= 0) {
                ids[at] = range.from() + j;
                scores[at++] = score[j];
            }
        }
        return Packet.of(Ints.wrap(ids), Reals.wrap(scores), Reals.of(largestDuty));
    }

    @Override
    public void commit(Step step, Inputs in, int phase, Packet decision) {
        winners = decision.sdr(0).within(range.from(), range.to());
        if (!step.learn()) {
            return;
        }
        learningSteps++;
        Sdr x = in.sdr("input");
        x.setBits(inputBits);
        for (int i = 0; i < winners.cardinality(); i++) {
            adapt(winners.active(i) - range.from());
        }
        x.clearBits(inputBits);
        updateDutyCycles();
        raiseWeak(params.minOverlapDutyFraction() * decision.reals(1).get(0));
    }

    private void adapt(int j) {
        int connected = 0;
        for (int s = 0; s < pool[j].length; s++) {
            int input = pool[j][s];
            boolean active = (inputBits[input >>> 6] >>> input & 1L) != 0;
            change(j, s, active ? increment : -decrement);
            connected += permanence[j][s] >= pConnected ? 1 : 0;
        }
        if (connected < Math.min(params.stimulusThreshold(), pool[j].length)) {
            raise(j);
        }
    }

    private void change(int j, int s, int by) {
        int before = permanence[j][s];
        int after = Math.max(0, Math.min(Permanence.ONE, before + by));
        permanence[j][s] = (short) after;
        if (before < pConnected && after >= pConnected) {
            link(pool[j][s], j);
        } else if (before >= pConnected && after < pConnected) {
            unlink(pool[j][s], j);
        }
    }

    private void raise(int j) {
        int bump = Math.max(1, Permanence.of(BUMP * params.connectedPermanence()));
        for (int s = 0; s < pool[j].length; s++) {
            change(j, s, bump);
        }
    }

    private void updateDutyCycles() {
        double period = Math.min(learningSteps, params.dutyCyclePeriod());
        int w = 0;
        for (int j = 0; j < range.size(); j++) {
            boolean won = w < winners.cardinality() && winners.active(w) == range.from() + j;
            w += won ? 1 : 0;
            activeDuty[j] += ((won ? 1.0 : 0.0) - activeDuty[j]) / period;
            overlapDuty[j] += ((overlap[j] > 0 ? 1.0 : 0.0) - overlapDuty[j]) / period;
            if (params.boostStrength() > 0) {
                boost[j] = ExactMath.exp(params.boostStrength() * (params.density() - activeDuty[j]));
            }
        }
    }

    private void raiseWeak(double minDuty) {
        for (int j = 0; j < range.size(); j++) {
            if (overlapDuty[j] < minDuty) {
                raise(j);
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "activeColumns" -> winners;
            case "overlaps" -> Ints.of(overlap);
            case "boostFactors" -> Reals.of(boost);
            case "activeDutyCycles" -> Reals.of(activeDuty);
            case "overlapDutyCycles" -> Reals.of(overlapDuty);
            default -> throw new IllegalArgumentException("spatial pooler has no signal '" + signal + "'");
        };
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        out.writeLong(learningSteps);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        learningSteps = in.readLong();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int j = unit - range.from();
        out.writeDouble(activeDuty[j]);
        out.writeDouble(overlapDuty[j]);
        out.writeDouble(boost[j]);
        for (short p : permanence[j]) {
            out.writeShort(p);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int j = unit - range.from();
        activeDuty[j] = in.readDouble();
        overlapDuty[j] = in.readDouble();
        boost[j] = in.readDouble();
        for (int s = 0; s < permanence[j].length; s++) {
            change(j, s, in.readShort() - permanence[j][s]);
        }
    }
}
