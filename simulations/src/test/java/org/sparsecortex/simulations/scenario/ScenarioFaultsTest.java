package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;

/** Faults of shipped scenarios that once ended in a stack trace, or after the run: each is told at its place. */
class ScenarioFaultsTest {
    private static Map<String, String> set(String... pointersAndValues) {
        Map<String, String> set = new LinkedHashMap<>();
        for (int i = 0; i < pointersAndValues.length; i += 2) {
            set.put(pointersAndValues[i], pointersAndValues[i + 1]);
        }
        return set;
    }

    private static List<Problem> problems(String config, String... set) {
        return catchThrowableOfType(
                        ScenarioException.class,
                        () -> new ScenarioReader(List.of()).read(Path.of("../configs", config), set(set)))
                .problems();
    }

    private static Problem only(String config, String... set) {
        List<Problem> all = problems(config, set);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aLayerThatDoesNotFitIsNamedWithItsParameter() {
        Problem even = only("delta/video-stream.json", "/populations/net/layers/1/filterSize", "4");
        assertThat(even.pointer()).isEqualTo("/populations/net/layers/1/filterSize");
        assertThat(even.message()).isEqualTo("layers[1].filterSize = 4: must be odd");
        Problem large = problems(
                        "delta/trade-off.json",
                        "/populations/net/layers/1/filters",
                        "65536",
                        "/populations/net/layers/3/filters",
                        "65536")
                .get(0);
        assertThat(large.pointer()).isEqualTo("/populations/net/layers/3");
        assertThat(large.message()).isEqualTo("layers[3].weights = 38654705664 is outside 1..134217728");
    }

    /** Another mistake keeps the network from being built; the counters of its link are there all the same. */
    @Test
    void aLinkIsKnownWhateverElseIsWrong() {
        Problem only = only("delta/video-stream.json", "/populations/net/chunk", "-1");
        assertThat(only.pointer()).isEqualTo("/populations/net/chunk");
    }

    @Test
    void reconstructionWithoutFieldsIsRefused() {
        Problem problem = only("sparsey/digits.json", "/populations/memory/u/fields", "[]");
        assertThat(problem.pointer()).isEqualTo("/populations/memory/reconstruct");
        assertThat(problem.message()).contains("needs u.fields");
    }

    @Test
    void aSignalIsOnceInARecord() {
        Problem twice = only("sdr/noise.json", "/records/0/signals/6", "match.threshold");
        assertThat(twice.pointer()).isEqualTo("/records/0/signals/6");
        assertThat(twice.message()).contains("match.threshold is already in this record");
    }

    /** 1500 steps: 1000 to learn, then 500. */
    @Test
    void aMetricNeedsARow() {
        Problem none = only("neurons/sequence-noise.json", "/records/0/from", "1000");
        assertThat(none.pointer()).isEqualTo("/metrics/0/phase");
        assertThat(none.message()).contains("'anomaly' has no row in phase 'learn'", "steps 1000, 1001, ...");
    }

    /** Each of them used to end the run with an exception of a kernel. */
    @Test
    void studiesMoveOnlyBitsThatThereAre() {
        Problem recall = only("sparsey/freezing.json", "/populations/frozen/moved", "[0, 13]");
        assertThat(recall.pointer()).isEqualTo("/populations/frozen/moved");
        assertThat(recall.message()).startsWith("moved = 13: exceeds 12: of 144 input bits 12 are active");
    }

    @Test
    void aSumOfPhasesThatOverflowsIsRefused() {
        String phases = "[" + "{\"steps\": 1000000000000000}, ".repeat(1000) + "{\"steps\": 1}]";
        assertThat(problems("neurons/sequence-noise.json", "/phases", phases, "/metrics", "[]"))
                .extracting(Problem::message)
                .contains("the phases together need more than 1000000000000000000 steps");
    }

    /** Titles of 5,000 characters took ten seconds and more to lay out; SVG cannot hold U+0007. */
    @Test
    void textsOfChartsAreShortAndWritable() {
        Problem title = only("sdr/noise.json", "/charts/0/title", "\"" + "x".repeat(501) + "\"");
        assertThat(title.pointer()).isEqualTo("/charts/0/title");
        assertThat(title.message()).isEqualTo("is 501 characters long; a picture has room for 500");
        Problem bell = only("sdr/noise.json", "/charts/0/title", "\"a\\u0007\"");
        assertThat(bell.pointer()).isEqualTo("/charts/0/title");
        assertThat(bell.message()).contains("control character");
    }

    @Test
    void valuesOfASweepAreDifferentNumbers() {
        String sweep =
                "{ \"axes\": [{ \"pointer\": \"/seed\", \"label\": \"seed\", \"values\": [9007199254740992, 9007199254740993] }] }";
        Problem merged = only("sdr/noise.json", "/sweep", sweep);
        assertThat(merged.pointer()).isEqualTo("/sweep/axes/0/values");
        assertThat(merged.message()).contains("are one number in tables and charts; give the values labels");
    }
}
