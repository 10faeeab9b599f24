package org.sparsecortex.sdr.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Runs one network under every plan and asserts that all of them give the values of the sequential run of one range each:
 * cuts {1, 2, 3 of odd sizes, n} x {straight, checkpoint and resume under another plan}, and for another engine x threads
 * {1, 2, 8}.
 */
public final class PlanAgreement {
    private static final int[] CUTS = {1, 2, 3, Integer.MAX_VALUE};

    private final Network network;
    private final List<Endpoint> watched;
    private final long steps;

    /** Agreement on {@code watched} over {@code steps} steps. */
    public PlanAgreement(Network network, List<Endpoint> watched, long steps) {
        this.network = network;
        this.watched = watched;
        this.steps = steps;
    }

    /** Makes a runner of another engine. */
    @FunctionalInterface
    public interface Engine {
        /** A runner under that plan. */
        Runner start(Network network, Plan plan, List<Endpoint> watched);
    }

    /** Asserts that all plans of the sequential runner agree and that something was active. */
    public void verify() {
        List<List<Signal>> oracle = oracle();
        for (int cut : CUTS) {
            assertSame("sequential, cuts " + cut, run(sequential(cut), null), oracle);
            assertSame("cuts " + cut + ", then 2", run(sequential(cut), sequential(2)), oracle);
            assertSame("cuts 3, then " + cut, run(sequential(3), sequential(cut)), oracle);
        }
    }

    /** Asserts that another engine agrees too, and that either continues what the other began. */
    public void verify(Engine engine) {
        verify();
        List<List<Signal>> oracle = oracle();
        for (int cut : CUTS) {
            for (int threads : new int[] {1, 2, 8}) {
                String plan = "engine, cuts " + cut + ", threads " + threads;
                assertSame(plan, run(start(engine, cut, threads), null), oracle);
                assertSame(plan + ", then sequential", run(start(engine, cut, threads), sequential(2)), oracle);
                assertSame("sequential, then " + plan, run(sequential(3), start(engine, cut, threads)), oracle);
            }
        }
    }

    private List<List<Signal>> oracle() {
        List<List<Signal>> oracle = run(sequential(1), null);
        assertThat(oracle.stream().flatMap(List::stream).anyMatch(PlanAgreement::isActive))
                .as("something is active")
                .isTrue();
        return oracle;
    }

    private static void assertSame(String plan, List<List<Signal>> rows, List<List<Signal>> oracle) {
        for (int step = 0; step < oracle.size(); step++) {
            assertThat(rows.get(step)).as(plan + ", step " + step).isEqualTo(oracle.get(step));
        }
    }

    private static boolean isActive(Signal signal) {
        if (signal instanceof Sdr sdr) {
            return sdr.cardinality() > 0;
        }
        if (signal instanceof Reals reals) {
            return java.util.Arrays.stream(reals.toArray()).anyMatch(x -> x != 0);
        }
        return java.util.Arrays.stream(((Ints) signal).toArray()).anyMatch(x -> x != 0);
    }

    private List<List<Signal>> run(Runner first, Runner second) {
        List<List<Signal>> rows = new ArrayList<>();
        try (first;
                second) {
            first.runTo(second == null ? steps : steps / 2, (step, values) -> rows.add(values));
            if (second != null) {
                Snapshot snapshot = first.snapshot();
                second.restore(snapshot);
                second.runTo(steps, (step, values) -> rows.add(values));
            }
        }
        return rows;
    }

    private Runner sequential(int cut) {
        return new SequentialRunner(network, plan(cut, 1), watched);
    }

    private Runner start(Engine engine, int cut, int threads) {
        return engine.start(network, plan(cut, threads), watched);
    }

    private Plan plan(int cut, int threads) {
        Plan plan = Plan.of(network, cut, threads);
        if (cut == 3) {
            for (Population p : network.order()) {
                plan = plan.cut(p.name(), odd(p.units()));
            }
        }
        return plan;
    }

    /** Three ranges of unequal size, or fewer if there are fewer units. */
    private static List<UnitRange> odd(int units) {
        if (units < 3) {
            return UnitRange.split(units, units);
        }
        int a = Math.max(1, units / 7);
        int b = Math.max(a + 1, units * 3 / 5);
        return List.of(new UnitRange(0, a), new UnitRange(a, b), new UnitRange(b, units));
    }
}
