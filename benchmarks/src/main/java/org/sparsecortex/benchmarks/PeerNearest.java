package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparsecortex.sdr.NearestPattern;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The nearest of 10,000 patterns of 784 bits, a tenth of them active, for cues that have a tenth of a pattern's active bits elsewhere; against faiss. */
final class PeerNearest {
    private static final int PATTERNS = 10_000;
    private static final int QUERIES = 10_000;
    private static final int BITS = 784;
    private static final int ACTIVE = 78;
    private static final int MOVED = 8;
    private static final int ROUNDS = 5;
    private static final double GOAL = 1.5; // 7.6 us of a graph search over 5 us

    private PeerNearest() {}

    static void compare(PeerTable table) throws IOException {
        List<Sdr> patterns = List.of(Bench.patterns(PATTERNS, BITS, ACTIVE));
        List<Sdr> queries = new ArrayList<>();
        for (int q = 0; q < QUERIES; q++) {
            queries.add(moved(patterns.get(q % PATTERNS), q));
        }
        String stored = write(table.folder().resolve("patterns.bin"), patterns);
        String asked = write(table.folder().resolve("queries.bin"), queries);
        for (String kind : List.of("hnsw", "exact")) {
            double goal = "hnsw".equals(kind) ? GOAL : Double.NaN;
            PeerRow row =
                    new PeerRow("nearest of 10,000 patterns of 784 bits, 10,000 cues", "faiss " + kind, "faiss", goal);
            table.compare(
                    row,
                    ROUNDS,
                    table.python("nearest.py", kind, stored, asked, String.valueOf(BITS / 8)),
                    new Ours(patterns, queries));
        }
    }

    private static Sdr moved(Sdr pattern, int query) {
        KeyedRandom random = KeyedRandom.of(7, "cues");
        boolean[] on = new boolean[BITS];
        for (int i : pattern.toArray()) {
            on[i] = true;
        }
        for (int i : random.sample(ACTIVE, MOVED, query, 0, 0)) {
            on[pattern.active(i)] = false;
        }
        int left = MOVED;
        for (int bit : random.permutation(BITS, query, 1, 0)) {
            if (left > 0 && !pattern.contains(bit)) {
                on[bit] = true;
                left--;
            }
        }
        return Sdr.fromFlags(on);
    }

    private static String write(Path file, List<Sdr> rows) throws IOException {
        ByteBuffer words = ByteBuffer.allocate(Sdr.wordCount(BITS) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] all = new byte[rows.size() * BITS / 8];
        for (int r = 0; r < rows.size(); r++) {
            words.clear();
            for (long word : rows.get(r).toWords()) {
                words.putLong(word);
            }
            System.arraycopy(words.array(), 0, all, r * BITS / 8, BITS / 8);
        }
        return Files.write(file, all).toString();
    }

    /** Our index on one thread. */
    private static final class Ours implements Contender {
        private final NearestPattern index;
        private final List<Sdr> queries;

        Ours(List<Sdr> patterns, List<Sdr> queries) {
            index = new NearestPattern(patterns, 2 * MOVED);
            this.queries = queries;
        }

        @Override
        public String name() {
            return "SparseCortex, exact";
        }

        @Override
        public Turn take() {
            int found = 0;
            long cpu = Bench.cpuNanos();
            long began = System.nanoTime();
            for (int q = 0; q < queries.size(); q++) {
                found += index.find(queries.get(q)) == q % PATTERNS ? 1 : 0;
            }
            double clock = (System.nanoTime() - began) * 1e-9;
            double spent = (Bench.cpuNanos() - cpu) * 1e-9;
            String result = String.format(Locale.ROOT, "found %.3f", found / (double) queries.size());
            return new Turn(spent, clock, result);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
