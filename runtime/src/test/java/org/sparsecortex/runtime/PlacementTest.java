package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.network.Network;

class PlacementTest {
    private static final double MILLISECONDS = 1e6;

    @Test
    void aPopulationThatCostsMostIsCut() {
        Placement placed = place(new Cost(20 * MILLISECONDS, 0), new Cost(MILLISECONDS, 0));
        assertThat(placed.hosts().get("a")).containsExactlyInAnyOrder(0, 1);
        assertThat(placed.hosts().get("b")).hasSize(1);
    }

    /** Two ranges would both decide for themselves, and wait for each other's proposals besides. */
    @Test
    void aPopulationWhoseDecisionCostsMostStaysWhole() {
        Placement placed = place(new Cost(2 * MILLISECONDS, 18 * MILLISECONDS), new Cost(MILLISECONDS, 0));
        assertThat(placed.hosts().get("a")).hasSize(1);
        assertThat(placed.hosts().get("b")).isNotEqualTo(placed.hosts().get("a"));
    }

    @Test
    void equalPopulationsAreSharedOut() {
        Placement placed = place(new Cost(5 * MILLISECONDS, 5 * MILLISECONDS), new Cost(10 * MILLISECONDS, 0));
        assertThat(placed.hosts().get("a")).hasSize(1);
        assertThat(placed.hosts().get("b"))
                .hasSize(1)
                .isNotEqualTo(placed.hosts().get("a"));
    }

    /** Each range holds for itself what is repeated, and a share of the rest: 60 + 40 / 2 bytes on each worker, about, for one range 100. */
    @Test
    void everyRangeTakesWhatIsRepeated() {
        Network network = ActorRunnerTest.network(Long.MAX_VALUE);
        Map<String, Cost> nothing = Map.of("a", new Cost(0, 0), "b", new Cost(0, 0));
        Map<String, Cost> bytes = Map.of("a", new Cost(40, 60));
        Placement.Room worker = new Placement.Room(1, 90);
        Placement two = Placement.of(network, nothing, bytes, 2, List.of(worker, worker));
        assertThat(two.hosts().get("a")).containsExactlyInAnyOrder(0, 1);
        assertThat(two.bytes(network, bytes, 0)).isBetween(70L, 90L);
        assertThat(two.bytes(network, bytes, 0) + two.bytes(network, bytes, 1)).isBetween(158L, 160L);
        Placement one = Placement.of(network, nothing, bytes, 1, List.of(worker, worker));
        assertThat(Math.max(one.bytes(network, bytes, 0), one.bytes(network, bytes, 1)))
                .isEqualTo(100);
    }

    private static Placement place(Cost a, Cost b) {
        Network network = ActorRunnerTest.network(Long.MAX_VALUE);
        Placement.Room worker = new Placement.Room(1, Long.MAX_VALUE);
        return Placement.of(network, Map.of("a", a, "b", b), Map.of(), 0, List.of(worker, worker));
    }
}
