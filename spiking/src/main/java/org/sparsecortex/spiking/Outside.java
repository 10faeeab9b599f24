package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.spiking.wiring.SpikeHistory;

/** Spikes of the neurons outside of a network, from the signals at its ports. Equal in all ranges. */
final class Outside {
    private final List<Port> ports = new ArrayList<>();
    private final double stepMs;
    private final int batch;

    /**
     * @param first number of the first neuron among all sources of the network
     * @param lags bits a neuron
     */
    private record Port(ExternalSource source, int first, int lags, KeyedRandom random, Chances chances) {}

    /** Neurons that may spike by a signal, and their probabilities; kept while the signal is the same. */
    private static final class Chances {
        private Signal of;
        private int[] neurons = new int[0];
        private double[] probabilities = new double[0];
        private int count;

        void update(ExternalSource source, Signal signal, double stepMs) {
            if (signal == of) {
                return;
            }
            of = signal;
            neurons = new int[source.neurons()];
            probabilities = new double[source.neurons()];
            count = 0;
            for (int i = 0; i < source.neurons(); i++) {
                double rate = source.coding().rateHz(signal, i);
                if (rate > 0) {
                    neurons[count] = i;
                    probabilities[count++] = SourceCoding.probability(rate, stepMs);
                }
            }
        }
    }

    /** Takes down a spike of a grid step; those of a neuron come in the order of time. */
    interface Listener {
        void spike(long step, int source);
    }

    /** @param sizes of the signals at the ports */
    Outside(SpikingNetworkParams params, long seed, Map<String, Integer> sizes) {
        stepMs = params.stepMs();
        batch = params.batch();
        int first = params.units();
        for (ExternalSource source : params.sources()) {
            int lags = sizes.get(source.id()) / source.neurons();
            ports.add(new Port(source, first, lags, SourceCoding.random(seed, source.id()), new Chances()));
            first += source.neurons();
        }
    }

    boolean isEmpty() {
        return ports.isEmpty();
    }

    /** The spikes of a batch whose first grid step is given. */
    void hear(Inputs inputs, long first, SpikeHistory history, Listener listener) {
        for (int lag = 0; lag < batch && !ports.isEmpty(); lag++) {
            history.begin(first + lag);
        }
        Listener both = (step, source) -> {
            history.add(step, source);
            listener.spike(step, source);
        };
        for (Port port : ports) {
            if (port.source.coding() instanceof SourceCoding.Spikes) {
                spikes(port, inputs.sdr(port.source.id()), first, both);
            } else if (port.source.coding().isSparse()) {
                Sdr bits = inputs.sdr(port.source.id());
                for (int i = 0; i < bits.cardinality(); i++) {
                    int neuron = bits.active(i);
                    double rate = port.source.coding().rateHz(bits, neuron);
                    draw(port, SourceCoding.probability(rate, stepMs), neuron, first, both);
                }
            } else {
                Signal signal = port.source.coding().kind() == Signal.Kind.SDR
                        ? inputs.sdr(port.source.id())
                        : inputs.reals(port.source.id());
                Chances chances = port.chances;
                chances.update(port.source, signal, stepMs);
                for (int c = 0; c < chances.count; c++) {
                    draw(port, chances.probabilities[c], chances.neurons[c], first, both);
                }
            }
        }
    }

    private static void spikes(Port port, Sdr spikes, long first, Listener listener) {
        for (int i = 0; i < spikes.cardinality(); i++) {
            int bit = spikes.active(i);
            listener.spike(first + bit % port.lags, port.first + bit / port.lags);
        }
    }

    private void draw(Port port, double probability, int i, long first, Listener listener) {
        for (int lag = 0; lag < batch && probability > 0; lag++) {
            if (port.random.bernoulli(probability, i, first + lag, 0)) {
                listener.spike(first + lag, port.first + i);
            }
        }
    }
}
