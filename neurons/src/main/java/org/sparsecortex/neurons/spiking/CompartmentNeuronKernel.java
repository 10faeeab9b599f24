package org.sparsecortex.neurons.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.dendrites.biophysics.CellDrive;
import org.sparsecortex.dendrites.biophysics.CellModel;
import org.sparsecortex.dendrites.biophysics.CellParams;
import org.sparsecortex.dendrites.biophysics.CellState;
import org.sparsecortex.dendrites.biophysics.Cells;
import org.sparsecortex.dendrites.biophysics.Compartment;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Neurons of a range, advanced by {@link Cells} from one step to the next; they do not interact within a step. */
final class CompartmentNeuronKernel implements IndependentKernel {
    private final CompartmentNeuronParams params;
    private final List<CompartmentNeuronParams.Factor> factors;
    private final CellParams cell;
    private final UnitRange range;
    private final Outputs<CompartmentNeuronKernel> outputs;
    private final Cells cells;
    private final double[] somaPa;
    private final int[][][] sources;
    private final long[] sourceBits;
    private final boolean[] spiked;
    private double timeMs;

    CompartmentNeuronKernel(CompartmentNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        cell = params.cell();
        factors = params.factors();
        int n = range.size();
        CellDrive[] drive = new CellDrive[n];
        somaPa = new double[n];
        spiked = new boolean[n];
        sources = new int[params.synapses().size()][n][];
        int inputs = params.synapses().isEmpty() ? 0 : context.inputSize("spikes");
        sourceBits = new long[Sdr.wordCount(inputs)];
        KeyedRandom jitter = KeyedRandom.of(context.seed(), "times in a volley");
        KeyedRandom wiring = KeyedRandom.of(context.seed(), "sources of the synapses");
        for (int i = 0; i < n; i++) {
            int unit = range.from() + i;
            drive[i] = drive(unit, jitter);
            for (int g = 0; g < sources.length; g++) {
                sources[g][i] = wiring.sample(inputs, params.synapses().get(g).synapses(), unit, g, 0);
            }
        }
        cells = new Cells(new CellModel(cell, params.gates(), params.plateauMv()), drive);
    }

    private CellDrive drive(int unit, KeyedRandom jitter) {
        List<CellDrive.Current> currents = new ArrayList<>();
        List<CellDrive.Event> events = new ArrayList<>();
        int f = 0;
        for (Injection i : params.injections()) {
            int compartment = cell.compartment(i.compartment());
            currents.add(new CellDrive.Current(compartment, i.fromMs(), i.toMs(), params.value(factors, f++, unit)));
        }
        for (int v = 0; v < params.volleys().size(); v++) {
            Volley volley = params.volleys().get(v);
            int n = (int) params.value(factors, f++, unit);
            double at = params.value(factors, f++, unit);
            double spread = params.value(factors, f++, unit);
            for (int k = 0; k < n; k++) {
                double where = volley.timing() == Volley.Timing.RANDOM
                        ? jitter.uniform(unit, v, k)
                        : n == 1 ? 0.0 : k / (n - 1.0);
                addEvents(volley, at + spread * where, events);
            }
        }
        return new CellDrive(currents, events);
    }

    private void addEvents(Volley volley, double atMs, List<CellDrive.Event> events) {
        int compartment = cell.compartment(volley.compartment());
        volley.weightsNs()
                .forEach((receptor, weight) ->
                        events.add(new CellDrive.Event(atMs, compartment, cell.receptor(receptor), weight)));
    }

    /** The signals and where their values come from. */
    static Outputs<CompartmentNeuronKernel> outputs(CompartmentNeuronParams p) {
        Outputs<CompartmentNeuronKernel> all = new Outputs<>();
        int n = p.units();
        all.perUnit("spikes", Kind.SDR, n, "neurons that spiked in the step", CompartmentNeuronKernel::spikes);
        all.global("timeMs", Kind.REALS, 1, "end of the step, ms", k -> Reals.of(k.timeMs));
        List<Compartment> compartments = p.cell().compartments();
        for (int c = 0; c < compartments.size(); c++) {
            int at = c;
            String name = compartments.get(c).name();
            all.perUnit(
                    name + "Mv",
                    Kind.REALS,
                    n,
                    "voltage of the " + name + ", mV",
                    k -> k.each(i -> k.cells.vMv(i, at)));
            measured(all, n, name + "PeakMv", "highest voltage of the " + name + " so far, mV", s -> s.peakMv(at));
            measured(
                    all,
                    n,
                    name + "AboveMs",
                    "time of the " + name + " above plateauMv so far, ms",
                    s -> s.aboveMs(at));
            measured(
                    all,
                    n,
                    name + "OnsetMs",
                    "when the " + name + " first rose above plateauMv, ms; NaN before it",
                    s -> s.onsetMs(at));
        }
        measured(all, n, "spikeCount", "spikes so far", CellState::spikes);
        all.perUnit("rateHz", Kind.REALS, n, "spikes so far by time, Hz", k -> k.each(k::rateHz));
        measured(
                all,
                n,
                "instantaneousRateHz",
                "one over the last interval, Hz; 0 before the second spike",
                CellState::instantaneousRateHz);
        measured(all, n, "firstSpikeMs", "time of the first spike, ms; NaN before it", CellState::firstSpikeMs);
        measured(all, n, "lastSpikeMs", "time of the last spike, ms; NaN before it", CellState::lastSpikeMs);
        List<CompartmentNeuronParams.Factor> factors = p.factors();
        for (int f = 0; f < factors.size(); f++) {
            int factor = f;
            String unit = factors.get(f).unit();
            all.perUnit(
                    factors.get(f).column(),
                    Kind.REALS,
                    n,
                    "condition of the neuron" + (unit.isEmpty() ? "" : ", " + unit),
                    k -> k.each(i -> p.value(factors, factor, k.range.from() + i)));
        }
        return all;
    }

    private static void measured(
            Outputs<CompartmentNeuronKernel> all, int n, String name, String doc, ToDoubleFunction<CellState> measure) {
        all.perUnit(name, Kind.REALS, n, doc, k -> k.each(i -> measure.applyAsDouble(k.cells.cell(i))));
    }

    private Reals each(IntToDoubleFunction value) {
        return Reals.wrap(IntStream.range(0, cells.size()).mapToDouble(value).toArray());
    }

    private double rateHz(int i) {
        return timeMs == 0 ? 0.0 : 1000.0 * cells.cell(i).spikes() / timeMs;
    }

    private Sdr spikes() {
        int[] active = IntStream.range(0, cells.size())
                .filter(i -> spiked[i])
                .map(i -> range.from() + i)
                .toArray();
        return Sdr.ofSorted(params.units(), active);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        double from = step.index() * params.dtMs();
        timeMs = (step.index() + 1) * params.dtMs();
        if (sources.length > 0) {
            receive(inputs.sdr("spikes"));
        }
        Reals current = inputs.has("current") ? inputs.reals("current") : null;
        for (int i = 0; current != null && i < somaPa.length; i++) {
            somaPa[i] = current.get(range.from() + i);
        }
        int lost = cells.advance(from, timeMs, somaPa, spiked);
        if (lost >= 0) {
            throw new ArithmeticException("the voltage of neuron " + (range.from() + lost) + " is not a number");
        }
    }

    private void receive(Sdr x) {
        Arrays.fill(sourceBits, 0L);
        x.setBits(sourceBits);
        for (int g = 0; g < sources.length && x.cardinality() > 0; g++) {
            SynapseGroup group = params.synapses().get(g);
            int compartment = cell.compartment(group.compartment());
            for (int i = 0; i < cells.size(); i++) {
                int active = 0;
                for (int source : sources[g][i]) {
                    active += (int) (sourceBits[source >>> 6] >>> source & 1L);
                }
                int unit = i;
                int count = active;
                if (count > 0) {
                    group.weightsNs()
                            .forEach((receptor, weight) ->
                                    cells.receive(unit, compartment, cell.receptor(receptor), count * weight));
                }
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State visitor) {
        timeMs = visitor.keep("timeMs", timeMs);
    }

    @Override
    public void unit(int unit, State visitor) {
        int i = unit - range.from();
        spiked[i] = visitor.keep("spiked", spiked[i]);
        cells.state(i, visitor);
    }
}
