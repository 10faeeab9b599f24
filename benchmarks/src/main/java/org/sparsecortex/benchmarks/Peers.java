package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Other programs and ours in turn on the same inputs, in one call: a table of processor time a turn and of the ratio within
 * rounds. {@code bench peers PYTHON [FOLDER [PATCHES]]}; inputs and table.md go to the folder.
 */
final class Peers {
    private static final int PATCHES = 20_000;
    private static final double ACTIVE = 13;
    private static final int[] ATOMS = {256, 512, 1024};

    private Peers() {}

    static void run(String[] args) throws IOException {
        Bench.sayMachine();
        String python = args.length > 0 ? args[0] : "python3";
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("peers");
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of(
                "| Work | Who | processor time, s: median [range] | over ours: median [range] | goal | active, objective |",
                "|---|---|---|---|---|---|"));
        PeerCoding coding = new PeerCoding(
                python, folder, CodingBenchmark.patches(0, args.length > 2 ? Integer.parseInt(args[2]) : PATCHES));
        for (int k : ATOMS) {
            for (PeerRow.Outcome outcome : coding.compare(CodingBenchmark.patches(1, k), ACTIVE)) {
                lines.add(outcome.markdown());
                System.out.println(outcome.markdown());
            }
        }
        Files.write(folder.resolve("table.md"), lines);
        Bench.say("table: %s", folder.resolve("table.md"));
    }
}
