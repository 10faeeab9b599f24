package org.sparsecortex.sdr.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.ParameterException;

class PlanTest {
    private static final Network NETWORK =
            new Network(Map.of(), List.of(population("a", 10), population("b", 3)), List.of(), Schedule.learning(5));

    private static Population population(String name, int units) {
        Model<?, ?> none = Model.independent(range -> {
            throw new IllegalStateException("a plan makes no kernel");
        });
        return new Population(name, units, List.of(), List.of(), none);
    }

    @Test
    void cutsEveryPopulationAndSaysSo() {
        Plan plan = Plan.of(NETWORK, 6, 4);
        assertThat(plan.ranges("b")).hasSize(3);
        assertThat(plan.apart("a")).isFalse();
        assertThat(plan.apart("b")).isTrue();
        assertThat(plan.explain())
                .isEqualTo("4 threads\n  a: 6 ranges [0, 1) [1, 3) [3, 5) [5, 6) .. [8, 10) share threads, led by their"
                        + " population\n  b: 3 ranges [0, 1) [1, 2) [2, 3) exchange proposals");
        assertThat(Plan.whole(NETWORK).ranges("a")).containsExactly(UnitRange.all(10));
        assertThat(plan.onThreads(2)).isNotEqualTo(plan).isEqualTo(Plan.of(NETWORK, 6, 2));
    }

    @Test
    void rangesMustCoverAllUnitsInOrder() {
        Plan plan = Plan.of(NETWORK, 1, 1);
        UnitRange low = new UnitRange(0, 4);
        UnitRange high = new UnitRange(4, 10);
        assertThat(plan.cut("a", List.of(low, high)).ranges("a")).containsExactly(low, high);
        for (var wrong : List.of(
                List.<UnitRange>of(),
                List.of(low),
                List.of(high),
                List.of(high, low),
                List.of(low, new UnitRange(5, 10)),
                List.of(low, low, high),
                List.of(low, new UnitRange(4, 4), high),
                List.of(low, new UnitRange(4, 11)))) {
            assertThatThrownBy(() -> plan.cut("a", wrong))
                    .as(wrong.toString())
                    .isInstanceOf(ParameterException.class)
                    .hasMessageStartingWith("ranges of 'a' = ");
        }
        assertThatThrownBy(() -> plan.cut("c", 2)).hasMessage("population = c: is not in the plan of [a, b]");
        assertThatThrownBy(() -> Plan.of(NETWORK, 1, 0)).hasMessage("threads = 0 is outside 1..1024");
    }

    @Test
    void aPlanOfAnotherNetworkIsRefused() {
        Network other = new Network(Map.of(), List.of(population("a", 11)), List.of(), Schedule.learning(5));
        Plan plan = Plan.whole(other);
        assertThatThrownBy(() -> new SequentialRunner(NETWORK, plan, List.of()))
                .hasMessage("populations of the plan = [a]: must be those of the network, [a, b]");
    }

    @Test
    void aWatchGivesOnlyWhatIsWanted() {
        Endpoint a = Endpoint.parse("a.x");
        Endpoint b = Endpoint.parse("b.x");
        Watch watch = Watch.nothing()
                .and(a, new Watch.Steps(2, 3))
                .and(b, Watch.Steps.ALL)
                .and(a, new Watch.Steps(9, 1));
        assertThat(watch.endpoints()).containsExactly(a, b);
        List<Long> wanted = java.util.stream.LongStream.range(0, 12)
                .filter(step -> watch.wants(a, step))
                .boxed()
                .toList();
        assertThat(wanted).containsExactly(2L, 5L, 8L, 9L, 10L, 11L);
        List<Signal> row = watch.row(3, e -> Reals.of(3));
        assertThat(row.get(1)).isEqualTo(Reals.of(3));
        assertThatThrownBy(() -> row.get(0)).hasMessage("a.x is not watched in step 3");
        assertThat(watch.row(5, e -> Reals.of(5))).containsExactly(Reals.of(5), Reals.of(5));
    }

    @Test
    void anEndpointIsReadFromItsTextOrRefused() {
        assertThat(Endpoint.parse("tm.anomaly")).isEqualTo(new Endpoint("tm", "anomaly"));
        assertThat(Endpoint.split("tm").nameOr("first")).isEqualTo("first");
        assertThat(Endpoint.split("tm.columns").nameOr("first")).isEqualTo("columns");
        assertThat(Endpoint.parse("table.rate.of.fire")).isEqualTo(new Endpoint("table", "rate.of.fire"));
        for (String wrong : List.of("", ".", ".x", "x.")) {
            assertThatThrownBy(() -> Endpoint.split(wrong))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage("endpoint = '" + wrong + "': must be owner.name, or owner for its first one");
        }
        assertThatThrownBy(() -> Endpoint.parse("tm")).hasMessage("endpoint = 'tm': must be owner.signal");
    }
}
