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

    private static Placement place(Cost a, Cost b) {
        Network network = ActorRunnerTest.network(Long.MAX_VALUE);
        Placement.Room worker = new Placement.Room(1, Long.MAX_VALUE);
        return Placement.of(network, Map.of("a", a, "b", b), Map.of(), 0, List.of(worker, worker));
    }
}
