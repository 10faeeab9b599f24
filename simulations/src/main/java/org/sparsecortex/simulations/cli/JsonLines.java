package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.run.RunDirectory;

/**
 * What {@code --json} prints: one JSON object a line, told apart by {@code event}.
 *
 * <pre>
 *   {"event":"progress","done":1200,"total":5000,"seconds":0.8}     steps of a run, runs of a sweep
 *   {"event":"end","run":"/.../runs/small-1a2b3c4d","status":"complete","metrics":{...},"warnings":[...],...}
 *   {"event":"error","exitCode":2,"errors":["..."]}
 * </pre>
 *
 * The last line is an end or an error. Numbers that are none stand there as the texts NaN, Infinity and -Infinity.
 */
final class JsonLines {
    private final PrintWriter out;

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    synchronized void progress(long done, long total, double seconds) {
        Map<String, Object> line = event("progress");
        line.put("done", done);
        line.put("total", total);
        line.put("seconds", seconds);
        print(line);
    }

    /** How a run ended: complete, or interrupted with the command that goes on. */
    void end(RunDirectory run) throws IOException {
        Map<String, Object> manifest = run.readManifest();
        Map<String, Object> line = event("end");
        line.put("run", run.path().toAbsolutePath().normalize().toString());
        line.put("status", run.status());
        for (String key : List.of("scenario", "scenarioHash", "seed", "warnings", "next")) {
            if (manifest.containsKey(key)) {
                line.put(key, manifest.get(key));
            }
        }
        if (Files.exists(run.metrics())) {
            line.put("metrics", JsonText.parseObject(Files.readString(run.metrics())));
        }
        print(line);
    }

    void error(int exitCode, List<String> errors) {
        Map<String, Object> line = event("error");
        line.put("exitCode", exitCode);
        line.put("errors", errors);
        print(line);
    }

    private static Map<String, Object> event(String name) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        return line;
    }

    private synchronized void print(Map<String, Object> line) {
        out.println(JsonText.text(line));
        out.flush();
    }
}
