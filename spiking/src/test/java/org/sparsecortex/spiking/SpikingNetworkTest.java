package org.sparsecortex.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.cell.AdaptiveThreshold;
import org.sparsecortex.spiking.cell.Dendrite;
import org.sparsecortex.spiking.cell.LifDelta;
import org.sparsecortex.spiking.cell.LifExp;
import org.sparsecortex.spiking.cell.NeuronModel;
import org.sparsecortex.spiking.cell.PoissonSource;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;
import org.sparsecortex.spiking.wiring.Normalisation;
import org.sparsecortex.spiking.wiring.PairRule;
import org.sparsecortex.spiking.wiring.ShortTerm;

class SpikingNetworkTest {
    private static final Optional<Distribution> REST = Optional.empty();
    private static final Optional<Dendrite> SEGMENTS = Optional.of(new Dendrite(4, 2, 3, 20, 6));

    private static Group group(String id, int n, NeuronModel model) {
        return new Group(id, n, model, REST, 0, 0, Optional.empty());
    }

    private static Distribution constant(double value) {
        return new Distribution.Constant(value);
    }

    private static Projection projection(
            String id, String from, String to, ConnectionRule rule, Distribution weight, Distribution delay) {
        return new Projection(id, from, to, rule, weight, delay, Optional.empty(), Optional.empty());
    }

    private static StepDriver<?, ?> driver(SpikingNetworkParams p, int parts) {
        return StepDriver.of(Population.of(BuildContext.of("net", 5, Map.of()), p), parts);
    }

    /** All spikes of some grid steps as "step,neuron". */
    private static List<String> spikes(SpikingNetworkParams p, StepDriver<?, ?> net, int from, int to) {
        List<String> all = new ArrayList<>();
        int batch = p.batch();
        for (int t = from / batch; t < to / batch; t++) {
            net.step(new Step(t, true, false));
            Sdr spikes = (Sdr) net.read("spikes");
            List<String> now = new ArrayList<>();
            for (int lag = 0; lag < batch; lag++) {
                for (int i = 0; i < spikes.cardinality(); i++) {
                    if (spikes.active(i) % batch == lag) {
                        now.add((t * batch + lag + 1) + "," + spikes.active(i) / batch);
                    }
                }
            }
            all.addAll(now);
        }
        return all;
    }

    private static List<String[]> golden(String kind) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                SpikingNetworkTest.class.getResourceAsStream("/golden/ten-neurons-brian2.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> line.startsWith(kind + ","))
                    .map(line -> line.split(","))
                    .toList();
        }
    }

    private static SpikingNetworkParams tenNeurons(int batch) throws IOException {
        LifExp model = Params.of(
                LifExp.class, "tauExMs", 0.5, "tauInMs", 1, "leakMv", -65, "resetMv", -65, "thresholdMv", -50);
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            groups.add(new Group("n" + i, 1, model, REST, 430 + 13 * i, 1, Optional.empty()));
        }
        List<Projection> projections = new ArrayList<>();
        for (String[] s : golden("synapse")) {
            projections.add(projection(
                    "p" + projections.size(),
                    "n" + s[1],
                    "n" + s[2],
                    new ConnectionRule.OneToOne(),
                    constant(Double.parseDouble(s[4])),
                    constant(Integer.parseInt(s[3]) / 10.0)));
        }
        return Params.of(SpikingNetworkParams.class, "groups", groups, "projections", projections, "batchSteps", batch);
    }

    /** The origin of the file is in its first line, the script that wrote it beside it. */
    @Test
    void tenNeuronsSpikeAsInBrian() throws IOException {
        List<String> expected =
                golden("spike").stream().map(s -> s[1] + "," + s[2]).toList();
        assertThat(expected).hasSizeGreaterThan(80);
        for (int batch : new int[] {1, 3, 8}) {
            SpikingNetworkParams p = tenNeurons(batch);
            StepDriver<?, ?> net = driver(p, 1);
            assertThat(spikes(p, net, 0, 3000)).as("batch " + batch).containsExactlyElementsOf(expected);
            Reals v = (Reals) net.read("vMv");
            List<String[]> last = golden("final");
            for (int i = 0; i < 10; i++) {
                assertThat(v.get(i)).isCloseTo(Double.parseDouble(last.get(i)[1]), within(1e-11));
            }
        }
    }

    @Test
    void theDefaultBatchIsTheShortestDelay() throws IOException {
        assertThat(tenNeurons(0).batch()).isEqualTo(8);
        assertThatThrownBy(() -> tenNeurons(9))
                .hasMessageContaining("batchSteps = 9")
                .hasMessageContaining("shortest delay between groups, 8 steps");
    }

    /** 40 + 10 neurons with delays of 0.5 to 4 ms, noise, a random current and a random source. */
    private static SpikingNetworkParams balanced(int batch) {
        LifExp model = Params.of(LifExp.class, "tauExMs", 0.5, "tauInMs", 1.5);
        Distribution delay = new Distribution.Uniform(0.5, 4);
        List<Projection> projections = new ArrayList<>();
        String[] ids = {"e", "i"};
        for (String from : ids) {
            for (String to : ids) {
                Distribution weight =
                        from.equals("e") ? new Distribution.Normal(300, 30) : new Distribution.Normal(-900, 90);
                projections.add(projection(
                        from + to, from, to, new ConnectionRule.FixedIndegree(8, true, true), weight, delay));
            }
        }
        projections.add(
                projection("in", "source", "i", new ConnectionRule.Bernoulli(0.5, true), constant(3), constant(1)));
        return Params.of(
                SpikingNetworkParams.class,
                "batchSteps",
                batch,
                "groups",
                List.of(
                        new Group(
                                "e",
                                40,
                                model,
                                Optional.of(new Distribution.Normal(-60, 5)),
                                0,
                                0,
                                SEGMENTS,
                                Optional.empty(),
                                Optional.of(new AdaptiveThreshold(0.1, 200))),
                        new Group(
                                "i",
                                10,
                                Params.of(LifDelta.class, "leakMv", -70, "thresholdMv", -55, "resetMv", -70),
                                REST,
                                0,
                                0,
                                Optional.empty()),
                        group("source", 6, Params.of(PoissonSource.class, "rateHz", 100))),
                "projections",
                projections.stream().map(SpikingNetworkTest::changed).toList(),
                "segmentProjections",
                List.of(
                        new SegmentProjection("ed", "e", "e", new ConnectionRule.FixedIndegree(6, true, true), delay),
                        new SegmentProjection("sd", "source", "e", new ConnectionRule.Bernoulli(0.5, true), delay)),
                "noise",
                List.of(new Noise("bg", "e", 1000, 8, 100), new Noise("bgi", "i", 200, 8, 0.6)),
                "stimuli",
                List.of(
                        new Stimulus.NoiseCurrent("jitter", "e", 50, 100, 1),
                        new Stimulus.Pulse("pulse", "i", 20, 60, 100)),
                "traced",
                List.of(0, 44));
    }

    /** Onto the inhibitory neurons weights are jumps; two projections onto the others change. */
    private static Projection changed(Projection p) {
        if (p.to().equals("i")) {
            return projection(
                    p.id(), p.from(), p.to(), p.rule(), constant(p.from().equals("i") ? -2 : 3), p.delayMs());
        }
        return new Projection(
                p.id(),
                p.from(),
                p.to(),
                p.rule(),
                p.weight(),
                p.delayMs(),
                p.id().equals("ie") ? Optional.of(new ShortTerm(0.6, 100, 20)) : Optional.empty(),
                p.id().equals("ee")
                        ? Optional.of(Params.of(
                                PairRule.class,
                                "maxWeight",
                                500,
                                "rate",
                                0.05,
                                "muPlus",
                                0.4,
                                "targetTrace",
                                0.1,
                                "normalise",
                                Optional.of(new Normalisation(2400, 7.3))))
                        : Optional.empty());
    }

    @Test
    void spikesAreTheSameForEveryBatchAndCut() {
        SpikingNetworkParams one = balanced(1);
        List<String> expected = spikes(one, driver(one, 1), 0, 3000);
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(expected.stream().map(s -> s.split(",")[1]).distinct().count())
                .isGreaterThan(20);
        for (int batch : new int[] {1, 2, 5}) {
            SpikingNetworkParams p = balanced(batch);
            for (int parts : new int[] {1, 2, 3, 7, 56}) {
                assertThat(spikes(p, driver(p, parts), 0, 3000)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aSavedNetworkGoesOnUnderAnotherCut() {
        SpikingNetworkParams p = balanced(5);
        StepDriver<?, ?> whole = driver(p, 1);
        List<String> expected = spikes(p, whole, 0, 2000);
        StepDriver<?, ?> first = driver(p, 3);
        List<String> found = new ArrayList<>(spikes(p, first, 0, 1000));
        StepDriver<?, ?> second = driver(p, 4);
        second.load(first.save());
        found.addAll(spikes(p, second, 1000, 2000));
        assertThat(found).isEqualTo(expected);
        for (String signal : List.of(
                "vMv", "spikeCount", "traceMv", "timeMs", "indegree", "active", "weight-ee", "plateaus", "thetaMv")) {
            assertThat(second.read(signal)).as(signal).isEqualTo(whole.read(signal));
        }
        assertThat(((Ints) whole.read("indegree")).get(0)).isBetween(22, 28);
        Reals learned = (Reals) whole.read("weight-ee");
        assertThat(learned.size()).isEqualTo(40 * 8);
        assertThat(learned).isNotEqualTo(driver(p, 1).read("weight-ee"));
    }

    /** A group in front or a further projection moves no synapse of the others. */
    @Test
    void wiringDependsOnNamesOnly() {
        SpikingNetworkParams p = balanced(1);
        List<Group> more = new ArrayList<>(p.groups());
        more.add(0, group("bystander", 5, Params.of(LifExp.class)));
        SpikingNetworkParams q = new SpikingNetworkParams(
                p.stepMs(),
                1,
                more,
                p.sources(),
                p.projections(),
                p.segmentProjections(),
                p.noise(),
                p.stimuli(),
                List.of());
        List<String> moved = spikes(p, driver(p, 1), 0, 1000).stream()
                .map(s -> s.split(","))
                .map(s -> s[0] + "," + (Integer.parseInt(s[1]) + 5))
                .toList();
        assertThat(spikes(q, driver(q, 1), 0, 1000)).isEqualTo(moved).isNotEmpty();
    }

    /** A reset is a new start: first voltages, nothing on its way. Only randomness of the step goes on. */
    @Test
    void aResetForgetsEverything() throws IOException {
        SpikingNetworkParams p = tenNeurons(8);
        StepDriver<?, ?> net = driver(p, 2);
        List<Signal> first = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            net.step(new Step(t, true, t == 30));
            first.add(net.read("spikes"));
        }
        assertThat(first.subList(30, 60)).isEqualTo(first.subList(0, 30));
        assertThat(first.stream().mapToInt(s -> ((Sdr) s).cardinality()).sum()).isPositive();
    }

    /** A bit at a port in step t of a batch of 4 is a spike of the first grid step; the synapse has 3 steps more. */
    @Test
    void spikesComeInAtPorts() {
        for (int lags : new int[] {1, 4}) {
            SpikingNetworkParams p = Params.of(
                    SpikingNetworkParams.class,
                    "batchSteps",
                    4,
                    "groups",
                    List.of(group("a", 3, Params.of(LifDelta.class))),
                    "sources",
                    List.of(new ExternalSource("eye", 3, new SourceCoding.Spikes())),
                    "projections",
                    List.of(projection("in", "eye", "a", new ConnectionRule.OneToOne(), constant(30), constant(0.3))));
            BuildContext context = BuildContext.of("net", 5, Map.of("eye", new Shape(Signal.Kind.SDR, 3 * lags)));
            StepDriver<?, ?> net = StepDriver.of(Population.of(context, p), 2);
            net.step(new Step(0, true, false), Sdr.of(3 * lags, lags == 1 ? 1 : 1 * lags));
            assertThat(net.read("spikes")).isEqualTo(Sdr.of(12, 1 * 4 + 3));
            net.step(new Step(1, true, false), Sdr.of(3 * lags, lags == 1 ? 2 : 2 * lags + 2));
            assertThat(net.read("spikes")).isEqualTo(lags == 1 ? Sdr.of(12, 2 * 4 + 3) : Sdr.empty(12));
            net.step(new Step(2, true, false), Sdr.empty(3 * lags));
            assertThat(net.read("spikes")).isEqualTo(lags == 1 ? Sdr.empty(12) : Sdr.of(12, 2 * 4 + 1));
        }
    }

    /** Mean and variance of 200 neurons over 5,000 steps; bounds of five standard errors. */
    @Test
    void noiseIsPoisson() {
        for (double lambda : new double[] {0.01, 1.68, 20}) {
            PoissonCounts counts = new PoissonCounts(lambda);
            var random = org.sparsecortex.sdr.numeric.KeyedRandom.of(1, "noise");
            double sum = 0;
            double squares = 0;
            int n = 1_000_000;
            PoissonCounts.Blocks blocks = new PoissonCounts.Blocks(random, 0, 200);
            for (int k = 1; k <= 5000; k++) {
                int[] found = new int[201];
                counts.add(-1, blocks.at(k), found, 1);
                for (int i = 1; i <= 200; i++) {
                    double d = -found[i] - lambda;
                    sum += d;
                    squares += d * d;
                }
            }
            assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(lambda / n)));
            assertThat(squares / n).isCloseTo(lambda, within(5 * Math.sqrt((lambda + 2 * lambda * lambda) / n)));
        }
    }

    /** Counts of a target and a step do not depend on where a range begins, nor on the steps before. */
    @Test
    void noiseBelongsToItsTargetAndStep() {
        PoissonCounts counts = new PoissonCounts(3);
        var random = org.sparsecortex.sdr.numeric.KeyedRandom.of(1, "noise");
        PoissonCounts.Blocks all = new PoissonCounts.Blocks(random, 0, 300);
        PoissonCounts.Blocks part = new PoissonCounts.Blocks(random, 100, 200);
        for (int k : new int[] {5, 6, 7, 8, 100, 3}) {
            int[] whole = new int[300];
            int[] some = new int[200];
            counts.add(2, all.at(k), whole, 0);
            counts.add(2, part.at(k), some, 0);
            assertThat(some).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
        }
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() {
        Group a = group("a", 10, Params.of(LifExp.class));
        assertThatThrownBy(
                        () -> network(a, new ConnectionRule.FixedIndegree(11, true, false), constant(1), constant(1)))
                .hasMessageContaining("projections 'p'.synapses = 11")
                .hasMessageContaining("10 sources");
        ConnectionRule rule = new ConnectionRule.AllToAll(true);
        assertThatThrownBy(() -> network(a, rule, constant(1), constant(0.05)))
                .hasMessageContaining("projections 'p'.delayMs")
                .hasMessageContaining("below the grid step");
        assertThatThrownBy(() -> network(a, rule, constant(1), constant(1.55)))
                .hasMessageContaining("projections 'p'.delayMs = 1.55")
                .hasMessageContaining("take 1.5 or 1.6");
        assertThatThrownBy(() -> network(a, rule, new Distribution.Uniform(-1, 1), constant(1)))
                .hasMessageContaining("projections 'p'.weight")
                .hasMessageContaining("both signs");
        Group coarse = new Group("a", 10, Params.of(LifExp.class), REST, 0, 0.001, Optional.empty());
        assertThatThrownBy(() -> network(coarse, rule, constant(100), constant(1)))
                .hasMessageContaining("groups 'a'.weightStep = 0.001")
                .hasMessageContaining("too small for a weight of 100.0");
        Group odd = group("a", 10, Params.of(LifExp.class, "refractoryMs", 1.99));
        assertThatThrownBy(() -> network(odd, rule, constant(1), constant(1)))
                .hasMessageContaining("groups 'a'.refractoryMs");
    }

    @Test
    void changesThatCannotBeAreRefused() {
        Group a = group("a", 10, Params.of(LifExp.class));
        ShortTerm tiring = new ShortTerm(0.5, 100, 0);
        PairRule learning = Params.of(PairRule.class, "maxWeight", 2);
        assertThatThrownBy(() -> changing(a, constant(1), Optional.of(tiring), Optional.of(learning)))
                .hasMessageContaining("projections 'p'.shortTerm")
                .hasMessageContaining("make two projections");
        assertThatThrownBy(() -> changing(a, constant(-1), Optional.empty(), Optional.of(learning)))
                .hasMessageContaining("projections 'p'.weight")
                .hasMessageContaining("must be positive");
        assertThatThrownBy(() -> changing(a, constant(3), Optional.empty(), Optional.of(learning)))
                .hasMessageContaining("above plasticity.maxWeight = 2.0");
    }

    private static SpikingNetworkParams changing(
            Group group, Distribution weight, Optional<ShortTerm> shortTerm, Optional<PairRule> plasticity) {
        Projection p = new Projection(
                "p", "a", "a", new ConnectionRule.AllToAll(true), weight, constant(1), shortTerm, plasticity);
        return Params.of(SpikingNetworkParams.class, "groups", List.of(group), "projections", List.of(p));
    }

    private static SpikingNetworkParams network(
            Group group, ConnectionRule rule, Distribution weight, Distribution delay) {
        return Params.of(
                SpikingNetworkParams.class,
                "groups",
                List.of(group),
                "projections",
                List.of(projection("p", "a", "a", rule, weight, delay)));
    }

    @Test
    void rulesThatCannotBeAreRefusedWithTheirPlace() {
        Group adaptive = new Group(
                "a",
                2,
                Params.of(PoissonSource.class, "rateHz", 1),
                REST,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new AdaptiveThreshold(1, 10)));
        assertThatThrownBy(() -> Params.of(SpikingNetworkParams.class, "groups", List.of(adaptive)))
                .hasMessageContaining("groups 'a'.adaptiveThreshold")
                .hasMessageContaining("lif models");
        PairRule odd = Params.of(PairRule.class, "maxWeight", 1, "normalise", Optional.of(new Normalisation(1, 0.25)));
        Projection p = new Projection(
                "p",
                "b",
                "b",
                new ConnectionRule.AllToAll(true),
                constant(1),
                constant(1),
                Optional.empty(),
                Optional.of(odd));
        assertThatThrownBy(() -> Params.of(
                        SpikingNetworkParams.class,
                        "groups",
                        List.of(group("b", 2, Params.of(LifExp.class))),
                        "projections",
                        List.of(p)))
                .hasMessageContaining("projections 'p'.plasticity.normalise.everyMs = 0.25")
                .hasMessageContaining("take 0.2 or 0.3");
    }
}
