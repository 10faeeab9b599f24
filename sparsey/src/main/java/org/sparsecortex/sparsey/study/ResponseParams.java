package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.rule.Form;

/**
 * From support to likelihood without any weights: a module whose best cell has V = G and whose other cells have V =
 * min(crosstalk, G).
 *
 * <pre>  rho_best = mu(G) / (mu(G) + (K - 1) mu(min(crosstalk, G)))  </pre>
 *
 * mu: {@link Form}; K: cells of the module. Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, figure of the map from V to
 * mu, read as each form says.
 *
 * <p>The crosstalk as one number is ours.
 */
@ModelType(
        name = "sparsey-response",
        kind = ModelType.Kind.STUDY,
        summary = "How familiarity and support make the likelihood to win, for one form, without weights.",
        source = "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes")
public record ResponseParams(
        @Param(doc = "the form") Form form,

        @Param(doc = "cells of a module", symbol = "K", def = "8", min = 2, max = 4096)
        int cellsPerModule,

        @Param(doc = "familiarity, also support of the best cell", symbol = "G", min = 0, max = 1)
        List<Double> familiarity,

        @Param(doc = "support of all other cells, also the abscissa of mu", symbol = "V", min = 0, max = 1)
        List<Double> crosstalk)
        implements Study {
    @Override
    public List<String> axes() {
        return List.of("familiarity", "crosstalk");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(familiarity, crosstalk);
    }

    @Override
    public List<String> measures() {
        return List.of("likelihood", "mu", "expectedAgreement");
    }

    @Override
    public int trialsPerStep() {
        return 1;
    }

    /** Likelihood of the best cell; mu at V = crosstalk; the same with the crosstalk drawn uniformly up to its bound. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        double g = point[0];
        double amplitude = form.amplitude(g, cellsPerModule);
        double best = form.mu(amplitude, form.shape(g));
        double other = form.mu(amplitude, form.shape(Math.min(point[1], g)));
        measured[0] = best / (best + (cellsPerModule - 1) * other);
        measured[1] = form.mu(amplitude, form.shape(point[1]));
        double sum = 0;
        int cells = 64; // mid-point rule over the bound
        for (int c = 0; c < cells; c++) {
            double v = Math.min(g, point[1] * (c + 0.5) / cells);
            sum += form.mu(amplitude, form.shape(v));
        }
        measured[2] = best / (best + (cellsPerModule - 1) * sum / cells);
    }
}
