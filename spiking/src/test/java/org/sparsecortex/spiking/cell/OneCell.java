package org.sparsecortex.spiking.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One neuron by itself, with exact weights. */
public final class OneCell {
    private final Cells cells;
    private final int channels;
    private final int[] spiked = new int[1];
    private final int[] one = {1};
    private final int[] none = {0};
    private final List<Integer> spikes = new ArrayList<>();
    private long k;

    OneCell(NeuronModel model, double stepMs, double vMv) {
        cells = model.cells(new Place(1, "one", 0, 1, stepMs, Optional.empty()));
        channels = model.channels();
        cells.reset(new double[] {vMv});
    }

    /** A step in which one weight arrives; a second one, if any, is negative and of another channel. */
    void step(double weight, double negative, double pa) {
        k++;
        Cells.Input input = negative == 0
                ? new Cells.Input(weight == 0 ? none : one, none, 0, weight == 0 ? 1 : weight, true)
                : both(weight, negative);
        if (cells.step(k, input, new double[] {pa}, 0, spiked, 0) > 0) {
            spikes.add((int) k);
        }
    }

    private Cells.Input both(double weight, double negative) {
        if (weight != Math.rint(weight) || negative != Math.rint(negative)) {
            throw new IllegalArgumentException("weights of both signs must be whole here");
        }
        return channels == 2
                ? new Cells.Input(new int[] {(int) weight}, new int[] {(int) negative}, 0, 1, true)
                : new Cells.Input(new int[] {(int) (weight + negative)}, none, 0, 1, true);
    }

    double vMv() {
        return cells.vMv(0);
    }

    List<Integer> spikes() {
        return spikes;
    }
}
