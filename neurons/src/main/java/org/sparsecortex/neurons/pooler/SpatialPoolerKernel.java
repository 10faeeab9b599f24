package org.sparsecortex.neurons.pooler;

import java.util.Arrays;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.neurons.pooler.Inhibition.Candidates;
import org.sparsecortex.neurons.pooler.Inhibition.Winners;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

/** The columns of a range; {@link SpatialPoolerParams} has the formulas. */
final class SpatialPoolerKernel implements Kernel<Candidates, Winners> {
    private static final double BUMP = 0.1;
    private static final int RADIUS_PERIOD = 50;
    /** Score of a column that cannot win, in bits. */
    private static final long NO_CANDIDATE = Double.doubleToRawLongBits(-1.0);

    static final String UNLIKE_OVERLAP = "unlikeOverlap";

    private final SpatialPoolerParams params;
    private final Outputs<SpatialPoolerKernel> outputs;
    private final UnitRange range;
    private final int inputs;
    private final int pConnected;
    private final int increment;
    private final int decrement;
    private final int[][] pool;
    private final PermanenceRow[] permanence;
    private final OverlapPlanes planes;
    private final int[] overlap;
    private boolean overlapKnown = true;
    private final double[] hit;
    private final double[] activeDuty;
    private final double[] overlapDuty;
    private final double[] boost;
    private final double[] score;
    private final CodeUse use;
    private final long[] inputBits;
    private final PoolIndex[] index;
    private final int[] places;
    private final long[] gaining;
    private final long[] bestBits;
    private int used;
    private long learningSteps;
    private long radiusStep = -1;
    private int radius;
    private double largestDuty;
    private Sdr winners;

    SpatialPoolerKernel(SpatialPoolerParams params, int inputs, long seed, UnitRange range) {
        this.params = params;
        outputs = outputs(params);
        this.inputs = inputs;
        this.range = range;
        pConnected = Permanence.of(params.connectedPermanence());
        increment = Permanence.of(params.permanenceIncrement());
        decrement = Permanence.of(params.permanenceDecrement());
        int n = range.size();
        pool = new int[n][];
        permanence = new PermanenceRow[n];
        overlap = new int[n];
        hit = new double[n];
        activeDuty = new double[n];
        overlapDuty = new double[n];
        boost = new double[n];
        score = new double[n];
        use = new CodeUse(params.dutyCyclePeriod(), inputs, params.columns(), n);
        inputBits = new long[Sdr.wordCount(inputs)];
        bestBits = new long[Sdr.wordCount(n)];
        winners = Sdr.empty(params.columns());
        Arrays.fill(boost, 1.0);
        radius = params.inhibitionRadius() < 0 ? 1 : params.inhibitionRadius();
        for (int j = 0; j < n; j++) {
            pool[j] = choosePool(range.from() + j, seed);
        }
        int largest =
                Arrays.stream(pool).mapToInt(sources -> sources.length).max().orElse(0);
        index = Arrays.stream(pool).map(PoolIndex::new).toArray(PoolIndex[]::new);
        places = new int[largest];
        gaining = PermanenceRow.noMarks(largest);
        planes = OverlapPlanes.over(pool, inputs);
        for (int j = 0; j < n; j++) {
            connect(j, seed);
        }
    }

    private int[] choosePool(int column, long seed) {
        Sheet bits = params.inputSheet(inputs);
        int reach = params.potentialRadius() == 0 ? inputs : bits.window(params.potentialRadius());
        int[] chosen = KeyedRandom.of(seed, "potential pool").sample(reach, params.poolSize(inputs), column, 0, 0);
        return params.potentialRadius() == 0
                ? chosen
                : bits.inWindow(bits.project(params.columnSheet(), column), params.potentialRadius(), chosen);
    }

    private void connect(int j, long seed) {
        KeyedRandom start = KeyedRandom.of(seed, "initial permanence");
        int column = range.from() + j;
        permanence[j] = new PermanenceRow(pool[j].length);
        for (int s = 0; s < pool[j].length; s++) {
            double u = start.uniform(column, 0, 2 * s);
            boolean joins = start.bernoulli(0.5, column, 0, 2 * s + 1);
            double c = params.connectedPermanence();
            int p = Permanence.of(joins ? c + (1 - c) * u : c * u);
            put(j, s, 0, joins ? Math.max(p, pConnected) : Math.min(p, pConnected - 1));
        }
    }

    /** Sum over the columns of the range of the rows and places that their connected synapses span. */
    private long spans() {
        Sheet bits = params.inputSheet(inputs);
        long sum = 0;
        for (int j = 0; j < pool.length; j++) {
            int centre = bits.project(params.columnSheet(), range.from() + j);
            sum += bits.span(centre, pool[j], permanence[j], pConnected);
        }
        return sum;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Candidates propose(Step step, Inputs in, int round) {
        Sdr x = in.sdr("input");
        planes.clear(x.cardinality());
        for (int i = 0; i < x.cardinality(); i++) {
            planes.add(x.active(i), i + 1);
        }
        overlapKnown = false;
        if (params.inhibitionRadius() != 0) {
            return candidates(allBits());
        }
        if (params.boostStrength() == 0) {
            planes.best(params.winners(), range.size(), bestBits);
            return candidates(bestBits);
        }
        knowOverlaps();
        int threshold = params.stimulusThreshold();
        for (int j = 0; j < score.length; j++) {
            // no branch: whether a column has any overlap cannot be foreseen
            long below = ((long) overlap[j] - threshold) >> 63;
            long boosted = Double.doubleToRawLongBits(overlap[j] * boost[j]);
            score[j] = Double.longBitsToDouble((boosted & ~below) | (NO_CANDIDATE & below));
        }
        Arrays.fill(bestBits, 0L);
        for (int j : TopK.select(score, params.winners())) {
            bestBits[j >>> 6] |= 1L << j;
        }
        return candidates(bestBits);
    }

    private long[] allBits() {
        for (int j = 0; j < range.size(); j++) {
            bestBits[j >>> 6] |= 1L << j;
        }
        return bestBits;
    }

    private void knowOverlaps() {
        if (!overlapKnown) {
            planes.overlaps(overlap);
            overlapKnown = true;
        }
    }

    /** Those columns among {@code chosen} that reach the stimulus threshold, with their boosted overlaps. */
    private Candidates candidates(long[] chosen) {
        int count = 0;
        for (long word : chosen) {
            count += Long.bitCount(word);
        }
        int[] ids = new int[count];
        double[] scores = new double[count];
        int at = 0;
        for (int w = 0; w < chosen.length; w++) {
            for (long rest = chosen[w]; rest != 0; rest &= rest - 1) {
                int j = (w << 6) + Long.numberOfTrailingZeros(rest);
                int itsOverlap = planes.overlap(j);
                if (itsOverlap >= params.stimulusThreshold()) {
                    ids[at] = range.from() + j;
                    scores[at++] = itsOverlap * boost[j];
                }
            }
        }
        return new Candidates(
                Ints.wrap(Arrays.copyOf(ids, at)),
                Reals.wrap(Arrays.copyOf(scores, at)),
                Reals.of(largestDuty),
                Reals.of((double) (radiusIsDue() ? spans() : 0)),
                Ints.of(radius),
                Ints.of(use.used()));
    }

    private boolean radiusIsDue() {
        return params.inhibitionRadius() < 0 && learningSteps % RADIUS_PERIOD == 0 && radiusStep != learningSteps;
    }

    @Override
    public void commit(Step step, Inputs in, int round, Winners decision) {
        winners = decision.columns().within(range.from(), range.to());
        radiusStep = radiusIsDue() ? learningSteps : radiusStep;
        radius = decision.radius().get(0);
        used = decision.used().get(0);
        Sdr x = in.sdr("input");
        if (x.cardinality() == 0) {
            return;
        }
        use.see(x, decision.columns(), winners, range.from());
        if (!step.learn()) {
            return;
        }
        learningSteps++;
        x.setBits(inputBits);
        for (int i = 0; i < winners.cardinality(); i++) {
            adapt(winners.active(i) - range.from());
        }
        x.clearBits(inputBits);
        updateDutyCycles();
        raiseWeak(params.minOverlapDutyFraction() * decision.largestDuty().get(0));
    }

    /**
     * Synapses of a winner on active inputs gain, its others lose. It won by connections to active inputs, which it keeps, so it
     * never falls below the stimulus threshold.
     */
    private void adapt(int j) {
        int active = index[j].places(inputBits, places);
        for (int i = 0; i < active; i++) {
            PermanenceRow.mark(gaining, places[i]);
        }
        int changed = permanence[j].learn(increment, decrement, pConnected, gaining, places);
        for (int i = 0; i < changed; i++) {
            planes.flip(pool[j][places[i]], j);
        }
    }

    private void change(int j, int s, int by) {
        int old = permanence[j].get(s);
        put(j, s, old, Math.max(0, Math.min(Permanence.ONE, old + by)));
    }

    private void put(int j, int s, int old, int now) {
        permanence[j].set(s, now);
        if (old < pConnected != now < pConnected) {
            planes.flip(pool[j][s], j);
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
        Arrays.fill(hit, 0.0);
        for (int i = 0; i < winners.cardinality(); i++) {
            hit[winners.active(i) - range.from()] = 1.0;
        }
        follow(activeDuty, hit, period);
        planes.anyOverlap(hit);
        follow(overlapDuty, hit, period);
        findLargestDuty();
        if (params.boostStrength() > 0) {
            findBoost();
        }
    }

    private void findBoost() {
        for (int j = 0; j < boost.length; j++) {
            boost[j] = ExactMath.exp(params.boostStrength() * (params.density() - activeDuty[j]));
        }
    }

    /** average += (now - average) / period, for all columns; plain enough for vector instructions. */
    private static void follow(double[] average, double[] now, double period) {
        for (int j = 0; j < average.length; j++) {
            average[j] += (now[j] - average[j]) / period;
        }
    }

    private void findLargestDuty() {
        largestDuty = 0.0;
        for (double duty : overlapDuty) {
            largestDuty = duty > largestDuty ? duty : largestDuty;
        }
    }

    private void raiseWeak(double minDuty) {
        for (int j = 0; j < range.size(); j++) {
            if (overlapDuty[j] < minDuty) {
                raise(j);
            }
        }
    }

    static Outputs<SpatialPoolerKernel> outputs(SpatialPoolerParams p) {
        int columns = p.columns();
        return new Outputs<SpatialPoolerKernel>()
                .perUnit("activeColumns", Kind.SDR, columns, "winning columns", k -> k.winners)
                .perUnit("overlaps", Kind.INTS, columns, "connected synapses on active bits", k -> k.knownOverlaps())
                .perUnit(
                        "boostFactors",
                        Kind.REALS,
                        columns,
                        "factor on the overlap, 1 without boosting",
                        k -> Reals.of(k.boost))
                .perUnit(
                        "activeDutyCycles",
                        Kind.REALS,
                        columns,
                        "fraction of recent steps in which the column won",
                        k -> Reals.of(k.activeDuty))
                .perUnit(
                        "overlapDutyCycles",
                        Kind.REALS,
                        columns,
                        "fraction of recent steps with any overlap",
                        k -> Reals.of(k.overlapDuty))
                .global(
                        "inhibitionRadius",
                        Kind.INTS,
                        1,
                        "reach of inhibition in columns; 0 if it is global",
                        k -> Ints.of(k.radius))
                .global(
                        "columnsInUse",
                        Kind.REALS,
                        1,
                        "fraction of the columns that won in the last dutyCyclePeriod steps with input before this one",
                        k -> Reals.of(k.used / (double) k.params.columns()))
                .global(
                        UNLIKE_OVERLAP,
                        Kind.REALS,
                        1,
                        "mean share of common winners of recent inputs that have little in common; NaN without such",
                        k -> Reals.of(k.use.unlikeOverlap()));
    }

    private Ints knownOverlaps() {
        knowOverlaps();
        return Ints.of(overlap);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        learningSteps = state.keep("learningSteps", learningSteps);
        radiusStep = state.keep("radiusStep", radiusStep);
        radius = state.keep("inhibitionRadius", radius);
        used = state.keep("columnsInUse", used);
        use.shared(state);
    }

    @Override
    public void unit(int unit, State state) {
        int j = unit - range.from();
        activeDuty[j] = state.keep("activeDuty", activeDuty[j]);
        overlapDuty[j] = state.keep("overlapDuty", overlapDuty[j]);
        boost[j] = state.keep("boost", boost[j]);
        use.unit(j, state);
        if (!state.loading()) {
            state.keep("permanences", permanence[j].toArray());
            return;
        }
        short[] stored = new short[permanence[j].length()];
        state.keep("permanences", stored);
        for (int s = 0; s < stored.length; s++) {
            change(j, s, stored[s] - permanence[j].get(s));
        }
    }

    @Override
    public void loaded() {
        findLargestDuty();
        if (learningSteps > 0) {
            findBoost(); // a saved model may go on with another strength than it learned with
        }
        use.loaded();
    }
}
