package org.sparsecortex.neurons.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.dendrites.biophysics.CellDrive;
import org.sparsecortex.dendrites.biophysics.CellModel;
import org.sparsecortex.dendrites.biophysics.CellParams;
import org.sparsecortex.dendrites.biophysics.CellState;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Neurons of a range, each advanced by {@link CellModel} from one step to the next; they do not interact within a step. */
final class CompartmentNeuronKernel implements StreamedKernel<Tuple, Tuple> {
    private final CompartmentNeuronParams params;
    private final List<CompartmentNeuronParams.Factor> factors;
    private final CellParams cell;
    private final UnitRange range;
    private final CellModel model;
    private final CellState[] state;
    private final CellDrive[] drive;
    private final int[][][] sources;
    private final long[] sourceBits;
    private boolean[] spiked;
    private double timeMs;

    CompartmentNeuronKernel(CompartmentNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        cell = params.cell();
        factors = params.factors();
        model = new CellModel(cell, params.gates(), params.plateauMv());
        int n = range.size();
        state = new CellState[n];
        drive = new CellDrive[n];
        spiked = new boolean[n];
        sources = new int[params.synapses().size()][n][];
        int inputs = params.synapses().isEmpty() ? 0 : context.inputSize("spikes");
        sourceBits = new long[Sdr.wordCount(inputs)];
        KeyedRandom jitter = KeyedRandom.of(context.seed(), "times in a volley");
        KeyedRandom wiring = KeyedRandom.of(context.seed(), "sources of the synapses");
        for (int i = 0; i < n; i++) {
            int unit = range.from() + i;
            state[i] = model.rest();
            drive[i] = drive(unit, jitter);
            for (int g = 0; g < sources.length; g++) {
                sources[g][i] = wiring.sample(inputs, params.synapses().get(g).synapses(), unit, g, 0);
            }
        }
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

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        double from = step.index() * params.dtMs();
        timeMs = (step.index() + 1) * params.dtMs();
        if (sources.length > 0) {
            receive(inputs.sdr("spikes"));
        }
        Reals current = inputs.has("current") ? inputs.reals("current") : null;
        for (int i = 0; i < state.length; i++) {
            double pa = current == null ? 0.0 : current.get(range.from() + i);
            spiked[i] = model.advance(state[i], from, timeMs, drive[i], pa) > 0;
            double v = state[i].vMv(0);
            if (Double.isNaN(v)) {
                throw new ArithmeticException("the voltage of neuron " + (range.from() + i) + " is not a number");
            }
        }
    }

    private void receive(Sdr x) {
        Arrays.fill(sourceBits, 0L);
        x.setBits(sourceBits);
        for (int g = 0; g < sources.length && x.cardinality() > 0; g++) {
            SynapseGroup group = params.synapses().get(g);
            int compartment = cell.compartment(group.compartment());
            for (int i = 0; i < state.length; i++) {
                int active = 0;
                for (int source : sources[g][i]) {
                    active += (int) (sourceBits[source >>> 6] >>> source & 1L);
                }
                int unit = i;
                int count = active;
                if (count > 0) {
                    group.weightsNs()
                            .forEach((receptor, weight) ->
                                    model.receive(state[unit], compartment, cell.receptor(receptor), count * weight));
                }
            }
        }
    }

    @Override
    public Signal read(String signal) {
        if (signal.equals("spikes")) {
            boolean[] all = new boolean[params.units()];
            System.arraycopy(spiked, 0, all, range.from(), spiked.length);
            return Sdr.fromFlags(all);
        }
        if (signal.equals("timeMs")) {
            return Reals.of(timeMs);
        }
        double[] values = new double[state.length];
        int factor = factors.stream()
                .map(CompartmentNeuronParams.Factor::column)
                .toList()
                .indexOf(signal);
        ToDoubleFunction<CellState> measure = factor >= 0 ? s -> 0.0 : measure(signal);
        for (int i = 0; i < values.length; i++) {
            values[i] = factor >= 0 ? params.value(factors, factor, range.from() + i) : measure.applyAsDouble(state[i]);
        }
        return Reals.wrap(values);
    }

    private ToDoubleFunction<CellState> measure(String signal) {
        switch (signal) {
            case "spikeCount":
                return CellState::spikes;
            case "rateHz":
                return s -> timeMs == 0 ? 0.0 : 1000.0 * s.spikes() / timeMs;
            case "instantaneousRateHz":
                return CellState::instantaneousRateHz;
            case "firstSpikeMs":
                return CellState::firstSpikeMs;
            case "lastSpikeMs":
                return CellState::lastSpikeMs;
            default:
                for (int c = 0; c < cell.compartments().size(); c++) {
                    int at = c;
                    String name = cell.compartments().get(c).name();
                    if (signal.equals(name + "Mv")) {
                        return s -> s.vMv(at);
                    }
                    if (signal.equals(name + "PeakMv")) {
                        return s -> s.peakMv(at);
                    }
                    if (signal.equals(name + "AboveMs")) {
                        return s -> s.aboveMs(at);
                    }
                }
                throw new IllegalArgumentException("a compartmental neuron has no signal '" + signal + "'");
        }
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        out.writeDouble(timeMs);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        timeMs = in.readDouble();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeBoolean(spiked[unit - range.from()]);
        state[unit - range.from()].save(out);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        spiked[unit - range.from()] = in.readBoolean();
        state[unit - range.from()].load(in);
    }
}
