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
    private record Port(ExternalSource source, int first, int lags, KeyedRandom random) {}

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
            ports.add(new Port(source, first, lags, SourceCoding.random(seed, source.id())));
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
                    draw(port, bits, bits.active(i), first, both);
                }
            } else {
                Signal signal = port.source.coding().kind() == Signal.Kind.SDR
                        ? inputs.sdr(port.source.id())
                        : inputs.reals(port.source.id());
                for (int i = 0; i < port.source.neurons(); i++) {
                    draw(port, signal, i, first, both);
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

    private void draw(Port port, Signal signal, int i, long first, Listener listener) {
        double probability = SourceCoding.probability(port.source.coding().rateHz(signal, i), stepMs);
        for (int lag = 0; lag < batch && probability > 0; lag++) {
            if (port.random.bernoulli(probability, i, first + lag, 0)) {
                listener.spike(first + lag, port.first + i);
            }
        }
    }
}
