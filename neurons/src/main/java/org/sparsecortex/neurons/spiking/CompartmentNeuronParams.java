package org.sparsecortex.neurons.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sparsecortex.dendrites.biophysics.CellParams;
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
 * A population of equal compartmental neurons, each under its own condition: the unit is a neuron; conditions are all
 * combinations of the values listed in injections and volleys, the first list slowest, each with {@code neurons} copies.
 *
 * <pre>  C_c dV_c/dt = g_L (E_L - V_c) + sum_n g_cn (V_n - V_c) + sum_r g_r(t) B_r(V_c) (E_r - V_c) + I_Ca + I_b + I(t)  </pre>
 *
 * Symbols: {@link CellParams}. Source: Jahr and Stevens 1990, doi:10.1523/JNEUROSCI.10-09-03178.1990 (magnesium block);
 * Schiller, Major, Koester and Schiller 2000, doi:10.1038/35005094 (NMDA spikes); Larkum, Zhu and Sakmann 1999,
 * doi:10.1038/18686 (calcium plateaus). Differs from the papers: calcium plateaus and back-propagation are events, and no
 * cell is fitted.
 */
@ModelType(
        name = "compartment-neuron",
        summary = "Integrate-and-fire neurons of several compartments with NMDA spikes, calcium plateaus and"
                + " back-propagation.",
        source = "Jahr and Stevens 1990; Schiller, Major, Koester and Schiller 2000; Larkum, Zhu and Sakmann 1999")
public record CompartmentNeuronParams(
        @Param(doc = "neurons of each condition", def = "1", min = 1, max = 1_000_000)
        int neurons,

        @Param(doc = "length of a step", symbol = "dt", unit = "ms", def = "0.1", min = 1e-6, max = 100)
        double dtMs,

        @Param(doc = "the neuron", def = "{}") CellParams cell,

        @Param(doc = "currents into compartments", def = "[]")
        List<Injection> injections,

        @Param(doc = "synaptic volleys", def = "[]") List<Volley> volleys,

        @Param(doc = "synapses on the sources at the port spikes", def = "[]")
        List<SynapseGroup> synapses,

        @Param(
                doc = "level above which a compartment counts as on its plateau",
                unit = "mV",
                def = "-40",
                min = -120,
                max = 60)
        double plateauMv)
        implements ModelParams {
    private static final int MAX_UNITS = 1_000_000;

    public CompartmentNeuronParams {
        long units = neurons;
        for (Injection i : injections) {
            cell.compartment(i.compartment());
            units *= i.pa().size();
        }
        for (Volley v : volleys) {
            check(cell, v.compartment(), v.weightsNs().keySet());
            units *= (long) v.synapses().size() * v.atMs().size() * v.spreadMs().size();
        }
        for (SynapseGroup g : synapses) {
            check(cell, g.compartment(), g.weightsNs().keySet());
        }
        Checks.that(
                units <= MAX_UNITS,
                "neurons",
                neurons,
                "with all conditions there are " + units + " neurons, allowed are " + MAX_UNITS);
        List<String> ids =
                new ArrayList<>(injections.stream().map(Injection::id).toList());
        ids.addAll(volleys.stream().map(Volley::id).toList());
        Checks.that(ids.stream().distinct().count() == ids.size(), "volleys", ids, "an id occurs twice");
    }

    private static void check(CellParams cell, String compartment, Iterable<String> receptors) {
        cell.compartment(compartment);
        receptors.forEach(cell::receptor);
    }

    /** One dimension of the conditions: a column of values that the units run through. */
    record Factor(String column, String unit, List<Double> values) {}

    List<Factor> factors() {
        List<Factor> all = new ArrayList<>();
        injections.forEach(i -> all.add(new Factor(i.id() + "Pa", "pA", i.pa())));
        for (Volley v : volleys) {
            List<Double> counts =
                    v.synapses().stream().map(Integer::doubleValue).toList();
            all.add(new Factor(v.id() + "Synapses", "", counts));
            all.add(new Factor(v.id() + "AtMs", "ms", v.atMs()));
            all.add(new Factor(v.id() + "SpreadMs", "ms", v.spreadMs()));
        }
        return all;
    }

    /** Value of a factor in the condition of a unit. */
    double value(List<Factor> factors, int factor, int unit) {
        int rest = unit / neurons;
        for (int f = factors.size() - 1; f > factor; f--) {
            rest /= factors.get(f).values().size();
        }
        List<Double> values = factors.get(factor).values();
        return values.get(rest % values.size());
    }

    /** The (compartment, receptor) pairs with synapses, ascending, as compartment * receptors + receptor. */
    int[] gates() {
        TreeSet<Integer> used = new TreeSet<>();
        int receptors = cell.receptors().size();
        volleys.forEach(v -> v.weightsNs()
                .keySet()
                .forEach(r -> used.add(cell.compartment(v.compartment()) * receptors + cell.receptor(r))));
        synapses.forEach(g -> g.weightsNs()
                .keySet()
                .forEach(r -> used.add(cell.compartment(g.compartment()) * receptors + cell.receptor(r))));
        return used.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int units() {
        int units = neurons;
        for (Factor f : factors()) {
            units *= f.values().size();
        }
        return units;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("spikes", Kind.SDR, !synapses.isEmpty(), "presynaptic spikes of the step"),
                new PortSpec("current", Kind.REALS, false, "current into the soma of each neuron, pA"));
    }

    @Override
    public List<SignalSpec> signals() {
        return CompartmentNeuronKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long each = 400L + 100L * cell.compartments().size() * cell.receptors().size();
        for (Volley v : volleys) {
            each += 48L
                    * v.synapses().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
        for (SynapseGroup g : synapses) {
            each += 4L * g.synapses();
        }
        return units() * each;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        for (SynapseGroup g : synapses) {
            Checks.that(
                    g.synapses() <= context.inputSize("spikes"),
                    "synapses",
                    g.synapses(),
                    "must not exceed the " + context.inputSize("spikes") + " sources at port spikes");
        }
        if (context.has("current")) {
            Checks.equal("size of port current", context.inputSize("current"), units());
        }
        return Model.independent(range -> new CompartmentNeuronKernel(this, context, range));
    }
}
