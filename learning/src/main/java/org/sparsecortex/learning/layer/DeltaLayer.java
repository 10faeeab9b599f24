package org.sparsecortex.learning.layer;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Delta Activation Layer: rectifies, quantises with a learned step, and adds the loss on changes between frames.
 *
 * <pre>
 *   k = min(round(g(x) / q), maxLevel),  y = q k,  g = max(0, .) or identity;   half to even
 *   with hysteresis h &gt; 0.5: k stays that of the frame before while |min(g(x) / q, maxLevel) - k| &lt;= h
 *   dy/dx = g'(x), 0 above the highest level;    dy/dq = -k (dal) | k - x / q (lsq) | 0 (none)
 * </pre>
 *
 * Event-driven inference sends k(t) - k(t - 1) and has the same y, so training works on y itself. q: one value, or one per
 * channel or per unit. The sign of dy/dq in {@code dal} is that of the authors' released code: the loss on changes then makes
 * steps larger, the task loss holds against it. Source: Yousefzadeh and Sifalakis 2021 (arXiv 2107.07305) and its code; {@code lsq}
 * after Esser et al. 2020, without its gradient scale, from memory.
 */
public final class DeltaLayer implements Layer {
    private static final float MIN_STEP = 1e-4f;

    /** How many steps are learned. */
    public enum Granularity {
        /** One step. */
        LAYER,
        /** One step per channel. */
        CHANNEL,
        /** One step per unit. */
        UNIT
    }

    /** Gradient of the output with respect to the step. */
    public enum StepGradient {
        /** Minus the level, as in the released code of the paper. */
        DAL,
        /** Rounding error in steps. */
        LSQ,
        /** The step stays as it is. */
        NONE
    }

    private final Volume shape;
    private final boolean rectify;
    private final StepGradient rule;
    private final int maxLevel;
    private final double hysteresis;
    private final Granularity granularity;
    private final Weights step;
    private final SparsityLoss loss = new SparsityLoss();

    /**
     * A layer with plain rounding.
     *
     * @throws IllegalArgumentException as the other constructor
     */
    public DeltaLayer(
            Volume shape,
            double initialStep,
            Granularity granularity,
            StepGradient rule,
            boolean rectify,
            int maxLevel) {
        this(shape, initialStep, granularity, rule, rectify, maxLevel, 0.5);
    }

    /**
     * A layer whose steps all start at {@code initialStep}.
     *
     * @param hysteresis h, in steps
     * @throws IllegalArgumentException unless initialStep is finite and above 0, maxLevel at least 1, hysteresis at least 0.5
     */
    public DeltaLayer(
            Volume shape,
            double initialStep,
            Granularity granularity,
            StepGradient rule,
            boolean rectify,
            int maxLevel,
            double hysteresis) {
        this.shape = shape;
        this.rectify = rectify;
        this.rule = rule;
        this.maxLevel = Checks.atLeast("maxLevel", maxLevel, 1);
        this.hysteresis = Checks.inRange("hysteresis", hysteresis, 0.5, 100.0);
        this.granularity = granularity;
        int steps = granularity == Granularity.LAYER
                ? 1
                : granularity == Granularity.CHANNEL ? shape.channels() : shape.size();
        this.step = new Weights("step", 1, steps, false).fill(Checks.positive("step", initialStep));
    }

    @Override
    public Volume output() {
        return shape;
    }

    @Override
    public List<Weights> weights() {
        return List.of(step);
    }

    @Override
    public void drives(Layer next) {
        loss.drives(next.fanOut());
    }

    @Override
    public double penalty() {
        return loss.value();
    }

    /** Step of element {@code i}; channels are last, so steps repeat. */
    public float stepOf(int i) {
        float[] steps = step.values()[0];
        return Math.max(MIN_STEP, Math.abs(steps[i % steps.length]));
    }

    /** Whether negative values become 0. */
    public boolean rectifies() {
        return rectify;
    }

    /** Whether each unit has a step of its own. */
    public boolean stepsPerUnit() {
        return granularity == Granularity.UNIT;
    }

    /** Distance from its level, in steps, up to which a value keeps the level of the frame before. */
    public double hysteresis() {
        return hysteresis;
    }

    /** Largest level. */
    public int maxLevel() {
        return maxLevel;
    }

    /** Level of value {@code x} with step {@code q}. */
    public float level(float x, float q) {
        float k = (float) Math.rint(x / q);
        return Math.min(maxLevel, Math.max(rectify ? 0f : -maxLevel, k));
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        boolean quantise = pass.stage().quantise();
        for (int r = 0; r < pass.rows(); r++) {
            for (int i = 0; i < x[r].length; i++) {
                float q = stepOf(i);
                y[r][i] = quantise ? q * level(x[r][i], q) : rectify && x[r][i] < 0 ? 0f : x[r][i];
            }
            if (quantise && hysteresis > 0.5 && r % pass.frames() > 0) {
                hold(x[r], y[r - 1], y[r]);
            }
        }
        loss.measure(y, pass);
    }

    /** Keeps the levels of the frame before where the values are still near them. */
    private void hold(float[] x, float[] before, float[] y) {
        for (int i = 0; i < x.length; i++) {
            float q = stepOf(i);
            float z = Math.min(maxLevel, Math.max(rectify ? 0f : -maxLevel, x[i] / q));
            if (Math.abs(z - Math.rint(before[i] / q)) <= hysteresis) {
                y[i] = before[i];
            }
        }
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        loss.addGradient(y, dy, pass);
        boolean quantise = pass.stage().quantise();
        float[] dq = step.gradient()[0];
        for (int r = 0; r < pass.rows(); r++) {
            for (int i = 0; i < x[r].length; i++) {
                float q = stepOf(i);
                boolean clipped = quantise && Math.abs(x[r][i]) > q * (maxLevel + 0.5f);
                boolean passes = !clipped && !(rectify && x[r][i] <= 0f);
                if (dx.length > 0) {
                    dx[r][i] = passes ? dy[r][i] : 0f;
                }
                if (quantise && rule == StepGradient.DAL) {
                    dq[i % dq.length] -= dy[r][i] * (float) Math.rint(y[r][i] / q);
                } else if (quantise && rule == StepGradient.LSQ && (passes || clipped)) {
                    float k = (float) Math.rint(y[r][i] / q);
                    dq[i % dq.length] += dy[r][i] * (clipped ? k : k - x[r][i] / q);
                }
            }
        }
    }
}
