package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.spiking.cell.AdaptiveThreshold;
import org.sparsecortex.spiking.cell.Cells;
import org.sparsecortex.spiking.cell.Place;
import org.sparsecortex.spiking.cell.Segments;
import org.sparsecortex.spiking.wiring.SegmentSynapses;
import org.sparsecortex.spiking.wiring.SpikeHistory;

/** The neurons of a range that are of one group, with their noise and currents. */
final class Segment {
    private final Group group;
    private final int from;
    private final int count;
    private final int firstInGroup;
    private final double stepMs;
    private final double unit;
    private final boolean apart;
    private final Cells cells;
    private final List<Train> trains = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final double[] pa;
    private final double[] firstMv;
    private final int base;
    private final Segments dendrites;
    private final List<Branch> branches = new ArrayList<>();
    private final int segments;
    private final int[] arrivals;
    private final int[] synapses;

    /** A Poisson process onto each neuron, and the random bits that serve it now. */
    private record Train(PoissonCounts counts, PoissonCounts.Blocks blocks, int weight) {}

    /** Synapses of one projection onto the segments. */
    private record Branch(SegmentSynapses synapses, boolean outside) {}

    private record Drive(Stimulus stimulus, KeyedRandom random) {}

    /**
     * @param from first unit, not below that of the group
     * @param rangeFrom first unit of the range
     */
    Segment(SpikingNetworkParams params, Layout layout, long seed, int group, int from, int to, int rangeFrom) {
        base = from - rangeFrom;
        this.group = params.groups().get(group);
        this.from = from;
        count = to - from;
        firstInGroup = from - layout.firstUnit(group);
        stepMs = params.stepMs();
        unit = layout.weightUnit(group);
        apart = this.group.model().channels() == 2;
        Optional<AdaptiveThreshold> threshold = this.group.adaptiveThreshold();
        cells = this.group.model().cells(new Place(seed, this.group.id(), firstInGroup, count, stepMs, threshold));
        pa = new double[count];
        Arrays.fill(pa, this.group.currentPa());
        for (Noise n : params.noise()) {
            if (n.to().equals(this.group.id())) {
                trains.add(new Train(
                        new PoissonCounts(n.lambda(stepMs)),
                        new PoissonCounts.Blocks(KeyedRandom.of(seed, "noise " + n.id()), firstInGroup, count),
                        Layout.whole(n.weight(), unit)));
            }
        }
        for (Stimulus s : params.stimuli()) {
            if (s.to().equals(this.group.id())) {
                drives.add(new Drive(s, KeyedRandom.of(seed, "stimulus " + s.id())));
            }
        }
        firstMv = new double[count];
        KeyedRandom random = KeyedRandom.of(seed, "first voltage of " + this.group.id());
        for (int i = 0; i < count; i++) {
            int neuron = firstInGroup + i;
            firstMv[i] = this.group
                    .initialMv()
                    .map(d -> d.at(random, neuron))
                    .orElse(this.group.model().restMv());
        }
        cells.reset(firstMv);
        segments = this.group.segments();
        arrivals = new int[count * segments];
        dendrites = this.group.segments(count, stepMs).orElse(null);
        synapses = new int[count];
        layout.segments().forEach((p, wiring) -> {
            if (p.to().equals(this.group.id())) {
                SegmentSynapses found = new SegmentSynapses(wiring, segments, from, to);
                found.addIndegrees(segments, synapses);
                branches.add(new Branch(found, layout.firstSource(params, p.from()) >= params.units()));
            }
        });
    }

    /** Adds the synapses onto segments to the numbers of synapses of the neurons of the range. */
    void addIndegrees(int[] counts) {
        for (int i = 0; i < count; i++) {
            counts[base + i] += synapses[i];
        }
    }

    /** Number of plateaus of a neuron that are on. */
    int plateaus(int unit) {
        return dendrites == null ? 0 : dendrites.plateaus(unit - from);
    }

    boolean contains(int unit) {
        return unit >= from && unit < from + count;
    }

    double thetaMv(int unit) {
        return cells.thetaMv(unit - from);
    }

    double vMv(int unit) {
        return cells.vMv(unit - from);
    }

    void cell(int unit, State state) {
        cells.cell(unit - from, state);
        if (dendrites != null) {
            dendrites.cell(unit - from, state);
        }
    }

    void reset() {
        cells.reset(firstMv);
        if (dendrites != null) {
            dendrites.reset();
        }
    }

    /** What arrives at the segments in step k, whose plateaus are on from the next one on. */
    void dendrites(long k, SpikeHistory history, SpikeHistory outside) {
        if (dendrites == null) {
            return;
        }
        Arrays.fill(arrivals, 0);
        for (Branch branch : branches) {
            branch.synapses.count(branch.outside ? outside : history, k, arrivals);
        }
        dendrites.step(k, arrivals);
    }

    /** Computes grid step k; writes the neurons that spike, counted from the start of the range, from place {@code n} on. */
    int step(long k, ArrivingWeights sums, int lag, int[] spiked, int n, boolean isTaught) {
        for (Train train : trains) {
            train.counts.add(train.weight, train.blocks.at(k), sums.rowOf(train.weight), sums.at(lag) + base);
        }
        int at = sums.at(lag) + base;
        if (!apart && sums.negative() != null) {
            for (int i = 0; i < count; i++) {
                sums.all()[at + i] += sums.negative()[at + i];
            }
        }
        if (!drives.isEmpty() || dendrites != null) {
            drive(k);
        }
        Cells.Input input = new Cells.Input(sums.all(), sums.negative(), at, unit, isTaught);
        return cells.step(k, input, pa, base, spiked, n);
    }

    private void drive(long k) {
        Arrays.fill(pa, group.currentPa());
        for (Drive drive : drives) {
            double common = drive.stimulus.pa(k, stepMs, drive.random, firstInGroup);
            for (int i = 0; i < count; i++) {
                pa[i] += drive.stimulus.isIndividual()
                        ? drive.stimulus.pa(k, stepMs, drive.random, firstInGroup + i)
                        : common;
            }
        }
        for (int i = 0; dendrites != null && i < count; i++) {
            pa[i] += dendrites.pa(i);
        }
    }
}
