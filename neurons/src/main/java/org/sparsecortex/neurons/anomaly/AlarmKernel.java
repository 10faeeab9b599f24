package org.sparsecortex.neurons.anomaly;

import java.util.ArrayDeque;
import java.util.Deque;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The levels reached in the last steps, of which {@link AlarmParams} says what they hold back.
 */
final class AlarmKernel implements IndependentKernel {
    private final AlarmParams params;
    private final UnitRange range;
    private final Outputs<AlarmKernel> outputs;

    /** Levels of recent steps that no later step has reached, falling; each as {step, level}. */
    private final Deque<long[]> standing = new ArrayDeque<>();

    private double score;

    AlarmKernel(AlarmParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs();
    }

    /** The signals and where their values come from. */
    static Outputs<AlarmKernel> outputs() {
        return new Outputs<AlarmKernel>()
                .perUnit("score", Kind.REALS, 1, "anomaly score 0..1; 0 while held back", k -> Reals.of(k.score));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        double evidence = inputs.reals("evidence").get(0);
        if (Double.isNaN(evidence)) {
            throw new IllegalStateException("unit 0: the evidence is not a number");
        }
        long period = Math.max(params.refractoryMin(), Math.min(params.refractoryMax(), (long)
                (params.refractoryShare() * step.index())));
        while (!standing.isEmpty() && standing.peekFirst()[0] < step.index() - period) {
            standing.removeFirst();
        }
        long level = evidence < params.least()
                ? 0
                : 1 + (long) Math.floor(ExactMath.log(evidence / params.least()) / ExactMath.log(params.levelRatio()));
        long held = standing.isEmpty() ? 0 : standing.peekFirst()[1];
        score = level > held ? evidence / (1.0 + evidence) : 0.0;
        if (level > 0) {
            while (!standing.isEmpty() && standing.peekLast()[1] <= level) {
                standing.removeLast();
            }
            standing.addLast(new long[] {step.index(), level});
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        score = state.keep("score", score);
        int count = state.keep("standingCount", standing.size());
        for (int i = standing.size(); i < count; i++) {
            standing.addLast(new long[2]);
        }
        while (standing.size() > count) {
            standing.removeLast();
        }
        standing.forEach(entry -> state.keep("standing", entry));
    }
}
