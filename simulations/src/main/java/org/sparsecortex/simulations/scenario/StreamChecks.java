package org.sparsecortex.simulations.scenario;

import java.util.Map;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.input.LiveSource;

/** What a scenario with a stream cannot have, because its rows come once and nobody knows how many. */
final class StreamChecks {
    private StreamChecks() {}

    static void check(Scenario scenario, Map<String, Source> sources, Schedule schedule, ProblemPlaces places) {
        String first = null;
        for (var source : sources.entrySet()) {
            if (source.getValue() instanceof LiveSource) {
                if (first != null) {
                    places.problem(
                            "/inputs/" + source.getKey(),
                            "a scenario has one stream at most, and '" + first
                                    + "' is one; let its rows hold the columns" + " of both");
                }
                first = source.getKey();
            }
        }
        if (scenario.sweep().isPresent()) {
            places.problem(
                    "/sweep",
                    "the rows of the stream '" + first + "' come once, but every variant would need them; give the"
                            + " variants an input of type csv");
        }
        if (schedule.isOpen()) {
            for (int i = 0; i < scenario.records().size(); i++) {
                RecordSpec record = scenario.records().get(i);
                if (record.rows() == RecordSpec.Rows.LAST || record.from() < 0) {
                    places.problem(
                            "/records/" + i + (record.rows() == RecordSpec.Rows.LAST ? "/rows" : "/from"),
                            "counts from the last step, which is not known while the stream goes on; write rows = \"all\","
                                    + " every = n");
                }
            }
        }
    }
}
