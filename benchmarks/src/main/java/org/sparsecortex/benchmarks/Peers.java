package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Other programs and ours in turn on the same inputs, in one call, against the goals. {@code bench peers PYTHON [FOLDER [PATCHES [PART...]]]}, by default
 * all parts; inputs, goals.md, turns.md, goals.csv and a chart go to the folder.
 */
final class Peers {
    private static final int PATCHES = 3_000;
    private static final double ACTIVE = 13;
    private static final int[] ATOMS = {256, 512, 1024};

    /** A comparison that adds its rows to the table. */
    private interface Part {
        void compare(PeerTable table) throws Exception;
    }

    private Peers() {}

    static void run(String[] args) throws Exception {
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("peers");
        Files.createDirectories(folder);
        Map<String, Part> parts = parts(args.length > 2 ? Integer.parseInt(args[2]) : PATCHES);
        List<String> wanted = args.length > 3 ? List.of(args).subList(3, args.length) : List.copyOf(parts.keySet());
        if (!parts.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException("parts = " + wanted + ", allowed are " + parts.keySet());
        }
        PeerTable table = new PeerTable(folder, args.length > 0 ? args[0] : "python3");
        Bench.sayMachine();
        Goal.HEADING.forEach(System.out::println);
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (wanted.contains(part.getKey())) {
                part.getValue().compare(table);
            }
        }
        table.write();
        Bench.sayMachine();
    }

    private static Map<String, Part> parts(int patches) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("coding", table -> code(table, patches));
        parts.put("memory", PeerMemory::compare);
        parts.put("ranges", PeerRanges::compare);
        parts.put("layers", PeerLayers::compare);
        parts.put("dendrites", PeerDendrites::compare);
        parts.put("nearest", PeerNearest::compare);
        parts.put("start", PeerStart::compare);
        parts.put("video", DeltaVideoBenchmark::compare);
        return parts;
    }

    private static void code(PeerTable table, int patches) throws IOException {
        PeerCoding coding = new PeerCoding(table, CodingBenchmark.patches(0, patches));
        for (int k : ATOMS) {
            coding.compare(CodingBenchmark.patches(1, k), ACTIVE);
        }
    }
}
