package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Runs in a process of its own, under a limit of the length of files, until each of its runs meets it. */
final class FileLimit {
    static final int MOMENTS = 20;

    private FileLimit() {}

    /** One scenario a moment: its record begins later and later, so that the file is full at another step. */
    static ReadScenario scenario(int moment, Path folder) throws IOException {
        String text = """
                { "name": "full-MOMENT", "phases": [{ "steps": 420 }],
                  "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
                  "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 2, "activationThreshold": 4, "minThreshold": 3 } },
                  "connections": [{ "from": "in", "to": "tm" }],
                  "records": [{ "id": "few", "signals": ["tm.anomaly"] },
                              { "id": "many", "signals": ["tm.synapses"], "from": FROM, "format": "FORMAT" }],
                  "metrics": [{ "id": "end", "record": "few", "column": "tm.anomaly", "statistic": "mean" }] }
                """;
        String own = text.replace("MOMENT", Integer.toString(moment))
                .replace("FROM", Integer.toString(5 * moment))
                .replace("FORMAT", moment % 2 == 0 ? "csv" : "npy");
        return new ScenarioReader(List.of()).read(own, "full.json", folder, Map.of());
    }

    static RunOptions options(int moment, Path folder) {
        return new RunOptions(folder, RunOptions.Engine.SEQUENTIAL, 1, 1, moment < 5 ? 0 : 11L + moment, false);
    }

    /** Prints one line a run: how it ended, and its status. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        for (int moment = 0; moment < MOMENTS; moment++) {
            try {
                ReadScenario read = scenario(moment, folder);
                RunDirectory run = RunDirectory.of(folder, read.scenario().name(), read.hash());
                String end = "whole";
                try {
                    Simulation.run(read, options(moment, folder), new RunListener() {});
                } catch (IOException e) {
                    end = e.getMessage();
                }
                System.out.println(run.status() + " " + end);
            } catch (IOException e) {
                System.out.println("no run: " + e);
            }
        }
    }
}
