package org.sparsecortex.learning.optimise;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Rule that turns a gradient into a change of the parameters.
 *
 * <pre>
 *   sgd   v &lt;- momentum v + g,   w &lt;- w - rate (v + decay w)
 *   adam  m &lt;- beta1 m + (1 - beta1) g,   v &lt;- beta2 v + (1 - beta2) g^2,
 *         w &lt;- w - rate (m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) + decay w)
 * </pre>
 *
 * g: gradient, scaled down to {@code clipNorm} if it is longer; t: number of the update. Source: Kingma and Ba 2015 (arXiv
 * 1412.6980), algorithm 1; decoupled decay: Loshchilov and Hutter 2019 (arXiv 1711.05101).
 */
public sealed interface OptimiserSpec {
    /** Step size. */
    double learningRate();

    /** Fraction of each weight that is taken away per update, times the learning rate. */
    double weightDecay();

    /** Largest norm of the gradient over all parameters; 0 for no limit. */
    double clipNorm();

    /** Gradient descent with momentum: v = momentum v + g, w -= rate (v + decay w). */
    @TypeName(value = "sgd", doc = "stochastic gradient descent with momentum")
    record Sgd(
            @Param(doc = "step size", symbol = "eta", def = "0.01", min = 0, max = 100)
            double learningRate,

            @Param(doc = "part of the last change that is kept", def = "0.9", min = 0, max = 0.9999)
            double momentum,

            @Param(doc = "weight decay, decoupled from the gradient", def = "0", min = 0, max = 1)
            double weightDecay,

            @Param(doc = "largest norm of the gradient; 0 for no limit", def = "0", min = 0, max = 1e9)
            double clipNorm)
            implements OptimiserSpec {}

    /** Adam, Kingma and Ba 2015, algorithm 1, with decoupled weight decay (Loshchilov and Hutter 2019). */
    @TypeName(value = "adam", doc = "Adam: steps scaled by running moments of the gradient")
    record Adam(
            @Param(doc = "step size", symbol = "alpha", def = "0.001", min = 0, max = 100)
            double learningRate,

            @Param(doc = "decay of the mean of the gradient", def = "0.9", min = 0, max = 0.99999)
            double beta1,

            @Param(doc = "decay of its mean square", def = "0.999", min = 0, max = 0.9999999)
            double beta2,

            @Param(doc = "added to the root of the mean square", def = "1e-8", min = 1e-16, max = 1)
            double epsilon,

            @Param(doc = "weight decay, decoupled from the gradient", def = "0", min = 0, max = 1)
            double weightDecay,

            @Param(doc = "largest norm of the gradient; 0 for no limit", def = "0", min = 0, max = 1e9)
            double clipNorm)
            implements OptimiserSpec {}
}
