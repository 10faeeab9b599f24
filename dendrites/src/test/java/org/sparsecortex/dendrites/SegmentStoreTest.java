package org.sparsecortex.dendrites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SegmentStoreTest {
    private static final int CELLS = 6;
    private static final int SOURCES = 40;
    private static final int CONNECTED = Permanence.of(0.5);

    /** The plainest store that could be right: permanences by (key of the segment, source). */
    private final Map<Long, Map<Integer, Integer>> model = new HashMap<>();

    /** Every fourth store has so many sources that a source takes a byte more. */
    @Test
    void agreesWithANaiveStoreOverRandomHistories() {
        for (int seed = 0; seed < 200; seed++) {
            model.clear();
            KeyedRandom random = KeyedRandom.of(seed, "history");
            int sources = seed % 4 == 3 ? 300_000 : SOURCES;
            SegmentStore store = new SegmentStore(CELLS, sources, CONNECTED, 3, 8);
            for (int t = 0; t < 60; t++) {
                act(store, random, t);
                Sdr active = Sdr.ofSorted(sources, random.sample(SOURCES, 12, 0, t, 100));
                store.detect(active);
                compare(store, active, "seed " + seed + " step " + t);
            }
            assertThat(store.segmentCount()).as("seed " + seed).isPositive();
        }
    }

    private void act(SegmentStore store, KeyedRandom random, int t) {
        int cell = random.below(CELLS, 0, t, 0);
        if (store.segmentsOn(cell) < 3 && random.bernoulli(0.4, 0, t, 1)) {
            int segment = store.create(cell, t);
            model.put(store.keyOf(segment), new HashMap<>());
            for (int from : random.sample(SOURCES, 6, 0, t, 10)) {
                int p = 1 + random.below(Permanence.ONE, from, t, 2);
                store.grow(segment, from, p);
                model.get(store.keyOf(segment)).put(from, p);
            }
        } else if (store.segmentsOn(cell) > 0) {
            int segment = store.segmentOn(cell, random.below(store.segmentsOn(cell), 0, t, 3));
            long key = store.keyOf(segment);
            Sdr active = Sdr.ofSorted(SOURCES, random.sample(SOURCES, 20, 0, t, 30));
            boolean alive = store.adapt(segment, Arrays.copyOf(active.toWords(), 5_000), 900, -1500);
            model.get(key).replaceAll((from, p) -> Math.min(Permanence.ONE, p + (active.contains(from) ? 900 : -1500)));
            model.get(key).values().removeIf(p -> p <= 0);
            assertThat(alive).isEqualTo(!model.get(key).isEmpty());
            if (!alive) {
                model.remove(key);
            }
        }
    }

    private void compare(SegmentStore store, Sdr active, String as) {
        assertThat(store.segmentCount()).as(as).isEqualTo(model.size());
        assertThat(store.synapseCount())
                .as(as)
                .isEqualTo(model.values().stream().mapToInt(Map::size).sum());
        for (int cell = 0; cell < CELLS; cell++) {
            for (int i = 0; i < store.segmentsOn(cell); i++) {
                int segment = store.segmentOn(cell, i);
                Map<Integer, Integer> expected = model.get(store.keyOf(segment));
                long potential =
                        expected.keySet().stream().filter(active::contains).count();
                long connected = expected.entrySet().stream()
                        .filter(e -> active.contains(e.getKey()) && e.getValue() >= CONNECTED)
                        .count();
                assertThat(store.potentialOverlap(segment)).as(as).isEqualTo((int) potential);
                assertThat(store.connectedOverlap(segment)).as(as).isEqualTo((int) connected);
            }
        }
    }

    @Test
    void aFullCellDropsItsLeastRecentlyUsedSegment() {
        SegmentStore store = new SegmentStore(1, 10, CONNECTED, 2, 4);
        int a = store.create(0, 1);
        store.grow(a, 0, 100);
        int b = store.create(0, 2);
        store.grow(b, 1, 100);
        store.touch(a, 5);
        int c = store.create(0, 6);
        assertThat(store.segmentsOn(0)).isEqualTo(2);
        assertThat(store.keyOf(store.segmentOn(0, 0))).isEqualTo(0L);
        assertThat(store.keyOf(c)).isEqualTo(2L);
    }

    /** 66,300 segments make the entries of the index wider, 300,000 sources those of the segments. */
    @Test
    void manySegmentsAndSourcesTakeWiderEntries() {
        int sources = 300_000;
        int perCell = 255;
        SegmentStore store = new SegmentStore(260, sources, CONNECTED, perCell, 2);
        for (int s = 0; s < 260 * perCell; s++) {
            int segment = store.create(s / perCell, s);
            store.grow(segment, sources - 1, s % 2 == 0 ? 6_000 : 4_000);
            store.grow(segment, s * 4, 6_000);
        }
        store.detect(Sdr.of(sources, 4 * 66_000, sources - 1));
        assertThat(store.touchedCount()).isEqualTo(66_300);
        for (int s = 0; s < 66_300; s += 100) {
            int segment = store.segmentOn(s / perCell, s % perCell);
            assertThat(store.reaches(segment, 4 * s)).isTrue();
            assertThat(store.potentialOverlap(segment)).isEqualTo(s == 66_000 ? 2 : 1);
            assertThat(store.connectedOverlap(segment)).isEqualTo((s == 66_000 ? 1 : 0) + (s % 2 == 0 ? 1 : 0));
        }
    }

    @Test
    void aFullSegmentDropsItsWeakestSynapse() {
        SegmentStore store = new SegmentStore(1, 10, CONNECTED, 2, 2);
        int segment = store.create(0, 0);
        store.grow(segment, 3, 200);
        store.grow(segment, 7, 100);
        store.grow(segment, 5, 300);
        assertThat(store.reaches(segment, 7)).isFalse();
        assertThat(store.reaches(segment, 3)).isTrue();
    }

    @Test
    void savedCellsLoadIntoAnyStore() {
        SegmentStore store = new SegmentStore(2, 10, CONNECTED, 4, 4);
        int segment = store.create(1, 3);
        store.grow(segment, 9, 6000);
        store.grow(segment, 2, 100);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.cell(1, State.writer(new DataOutputStream(bytes)));
        SegmentStore other = new SegmentStore(1, 10, CONNECTED, 4, 4);
        other.cell(0, State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
        other.detect(Sdr.of(10, 2, 9));
        assertThat(other.potentialOverlap(other.segmentOn(0, 0))).isEqualTo(2);
        assertThat(other.connectedOverlap(other.segmentOn(0, 0))).isEqualTo(1);
    }

    /** The weakest go, equal ones by the lower source, but none that is kept. */
    @Test
    void theWeakestOthersAreDropped() {
        SegmentStore store = new SegmentStore(1, 10, CONNECTED, 2, 4);
        int segment = store.create(0, 0);
        store.grow(segment, 9, 100);
        store.grow(segment, 3, 200);
        store.grow(segment, 7, 200);
        store.grow(segment, 5, 300);
        long[] kept = Sdr.of(10, 9).toWords();
        assertThat(store.dropWeakest(segment, 2, kept)).isEqualTo(2);
        assertThat(store.reaches(segment, 9)).isTrue();
        assertThat(store.reaches(segment, 5)).isTrue();
        assertThat(store.dropWeakest(segment, 5, kept)).isEqualTo(1);
    }

    @Test
    void stepsThatRoundToNothingAreRefused() {
        assertThat(Permanence.step("decrement", 0)).isZero();
        assertThatThrownBy(() -> Permanence.step("decrement", 0.00004))
                .hasMessageContaining("decrement = 4.0E-5: rounds to 0")
                .hasMessageContaining("give 0 or at least 0.0001");
    }
}
