package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/** The signals that tell whether a pooler's code has collapsed, against their formulas. */
class CodeUseTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(9, "use test");
    private static final int STEPS = 300;
    private static final int PERIOD = 130;

    /** 60 patterns in turn; every seventh step is blank. */
    private static Sdr input(long t) {
        return t % 7 == 6
                ? Sdr.empty(300)
                : Sdr.ofSorted(300, RANDOM.sample(300, 20, (int) (t % 60), t % 60 < 30 ? 0 : (int) (t % 3), 0));
    }

    private static Network network(double boost, int steps) {
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class,
                "columns",
                200,
                "density",
                0.05,
                "dutyCyclePeriod",
                PERIOD,
                "boostStrength",
                boost);
        Source in = TestNetworks.source(300, CodeUseTest::input, t -> false);
        Schedule schedule = new Schedule(List.of(
                new Schedule.Phase("learn", steps - 40, true, false), new Schedule.Phase("test", 40, false, false)));
        return new Network(
                Map.of("in", in),
                List.of(TestNetworks.population("sp", params, "input", 300, Kind.SDR)),
                List.of(new Connection(new Endpoint("in", "sdr"), "sp", "input", 0)),
                schedule);
    }

    private static List<Endpoint> watched() {
        return List.of(
                new Endpoint("sp", "activeColumns"),
                new Endpoint("sp", "columnsInUse"),
                new Endpoint("sp", "unlikeOverlap"));
    }

    @Test
    void bothFollowTheirFormulas() {
        List<Sdr> inputs = new ArrayList<>();
        List<Sdr> codes = new ArrayList<>();
        int[] unlike = new int[1];
        try (SequentialRunner runner = new SequentialRunner(network(0, STEPS), watched())) {
            runner.runTo(STEPS, (step, values) -> {
                assertThat(((Reals) values.get(1)).get(0)).isEqualTo(used(codes) / 200.0);
                if (input(step.index()).cardinality() > 0) {
                    inputs.add(input(step.index()));
                    codes.add((Sdr) values.get(0));
                }
                double overlap = ((Reals) values.get(2)).get(0);
                double expected = overlap(inputs, codes);
                assertThat(Double.isNaN(overlap)).isEqualTo(Double.isNaN(expected));
                if (!Double.isNaN(expected)) {
                    unlike[0]++;
                    assertThat(overlap).isCloseTo(expected, within(1e-12));
                }
            });
        }
        assertThat(unlike[0]).isGreaterThan(STEPS / 2);
    }

    private static int used(List<Sdr> codes) {
        Set<Integer> used = new HashSet<>();
        for (Sdr code : codes.subList(Math.max(0, codes.size() - PERIOD), codes.size())) {
            for (int i = 0; i < code.cardinality(); i++) {
                used.add(code.active(i));
            }
        }
        return used.size();
    }

    /** Every second step with input (130 / 64), the last 64 of these. */
    private static double overlap(List<Sdr> inputs, List<Sdr> codes) {
        List<Integer> at = new ArrayList<>();
        for (int n = inputs.size() / 2 * 2; n >= 2 && at.size() < 64; n -= 2) {
            at.add(n - 1);
        }
        double sum = 0;
        int pairs = 0;
        for (int a : at) {
            for (int b : at) {
                if (a < b && SdrOps.overlap(inputs.get(a), inputs.get(b)) * 4 <= 20) {
                    sum += SdrOps.overlap(codes.get(a), codes.get(b)) / 10.0;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    @Test
    void bothAgreeUnderEveryPlanAndAcrossResume() {
        new PlanAgreement(network(3, 120), watched(), 120).verify();
    }

    /** Learning without boosting, columns cease to be in use, after a resume as well. */
    @Test
    void disuseIsSeenAcrossResume() {
        new PlanAgreement(network(0, STEPS), watched(), STEPS).verify();
    }

    @Test
    void theGuardNamesASignalAndAllowsATenthMoreThanChance() {
        SpatialPoolerParams params = Params.of(SpatialPoolerParams.class, "density", 0.05);
        assertThat(params.guards()).singleElement().satisfies(guard -> {
            assertThat(params.signals()).anyMatch(s -> s.name().equals(guard.signal()));
            assertThat(guard.warnAbove()).isEqualTo(0.05 + 0.1);
            assertThat(guard.warnBelow()).isEqualTo(Double.NEGATIVE_INFINITY);
        });
    }
}
