package org.sparsecortex.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

/** The operations that the models spend their time in. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotOperations {
    private static final int CELLS = 65_536;
    private static final int SEGMENTS = 40_000;
    private static final KeyedRandom RANDOM = KeyedRandom.of(1, "hot operations");

    private SegmentStore store;
    private Sdr active40;
    private Sdr active1280;
    private long[] bits40;
    private double[] scores;
    private Sdr a;
    private Sdr b;
    private int next;

    /** A store of 40,000 segments of 20 synapses, and inputs. */
    @Setup
    public void fill() {
        store = new SegmentStore(CELLS, CELLS, Permanence.of(0.5), 255, 255);
        for (int s = 0; s < SEGMENTS; s++) {
            int segment = store.create(s, 0);
            for (int from : RANDOM.sample(CELLS, 20, s, 0, 0)) {
                store.grow(segment, from, Permanence.of(0.6));
            }
        }
        active40 = Sdr.ofSorted(CELLS, RANDOM.sample(CELLS, 40, 0, 1, 0));
        active1280 = Sdr.ofSorted(CELLS, RANDOM.sample(CELLS, 1280, 0, 2, 0));
        bits40 = active40.toWords();
        scores = new double[2048];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = RANDOM.below(40, i, 3, 0);
        }
        a = Sdr.ofSorted(2048, RANDOM.sample(2048, 40, 0, 4, 0));
        b = Sdr.ofSorted(2048, RANDOM.sample(2048, 40, 0, 5, 0));
    }

    /** Segment activity for 40 active cells. */
    @Benchmark
    public int detect40Of65536() {
        store.detect(active40);
        return store.touchedCount();
    }

    /** Segment activity for 1280 active cells, as when 40 columns of 32 cells burst. */
    @Benchmark
    public int detect1280Of65536() {
        store.detect(active1280);
        return store.touchedCount();
    }

    /** Permanence learning on one segment of 20 synapses that neither gains nor loses any. */
    @Benchmark
    public boolean adapt20Synapses() {
        next = next + 1 == SEGMENTS ? 0 : next + 1;
        return store.adapt(next, bits40, 0, 0);
    }

    /** The 40 best of 2048 scores. */
    @Benchmark
    public int[] best40Of2048() {
        return TopK.select(scores, 40);
    }

    /** Overlap of two SDRs of 40 of 2048 bits. */
    @Benchmark
    public int overlap40Of2048() {
        return SdrOps.overlap(a, b);
    }

    /** One keyed draw. */
    @Benchmark
    public long keyedBits() {
        return RANDOM.bits(next++, 9, 0);
    }
}
