package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.simulations.problem.ScenarioException;

/** Scenarios of earlier versions mean the same today. */
class FormerNamesTest {
    private static final String TODAY = """
        {
          "name": "named", "phases": [{ "steps": 4 }],
          "inputs": { "in": { "type": "image-patches", "patch": 8, "samples": 20 } },
          "populations": {
            "v1": { "type": "dictionary-learning", "atoms": 64, "patch": 8, "samples": 20, "chunk": 10 },
            "s": { "type": "sparsenet", "dimension": 64, "samples": 20, "chunk": 10 }
          },
          "connections": [{ "from": "in.patches", "to": "v1.samples" }, { "from": "in.test", "to": "v1.probes" },
                          { "from": "in.patches", "to": "s.samples" }],
          "records": [{ "id": "c", "signals": ["v1.activeAtoms", "v1.activeAtomsSd", "s.snrDb"] }],
          "metrics": [{ "id": "v1.activeUnits", "record": "c", "column": "v1.activeAtoms", "statistic": "mean" }],
          "charts": [{ "type": "line", "id": "l", "x": { "label": "x" }, "y": { "label": "y" }, "series": [{ "record": "c", "y": "v1.activeAtoms" }] }],
          "sweep": { "axes": [{ "label": "n", "pointer": "/populations/v1/samples", "values": [20] }] }
        }
        """;
    private static final String BEFORE = TODAY.replace(
                    "\"samples\": 20, \"chunk\": 10 },", "\"batch\": 20, \"chunk\": 10 },")
            .replace("v1.samples", "v1.patches")
            .replace("v1.probes", "v1.test")
            .replace("activeAtoms", "activeUnits")
            .replace("snrDb", "snr")
            .replace("\"patch\": 8, \"samples\": 20 } }", "\"patch\": 8, \"batch\": 20 } }")
            .replace("/v1/samples", "/v1/batch");

    private static ReadScenario read(String text, Map<String, String> set) throws IOException {
        return new ScenarioReader(List.of()).read(text, "named.json", Path.of("."), set);
    }

    @Test
    void everyFormerNameIsTakenAsTodaysAndNamed() throws IOException {
        ReadScenario today = read(TODAY, Map.of());
        ReadScenario before = read(BEFORE, Map.of());
        assertThat(BEFORE).isNotEqualTo(TODAY);
        assertThat(before.json()).isEqualTo(today.json());
        assertThat(before.hash()).isEqualTo(today.hash());
        assertThat(today.notices()).isEmpty();
        assertThat(before.notices())
                .anyMatch(n -> n.startsWith("/populations/v1/batch is called /populations/v1/samples"))
                .anyMatch(n -> n.startsWith("v1.patches is called v1.samples"))
                .anyMatch(n -> n.startsWith("s.snr is called s.snrDb"));
    }

    @Test
    void overridesMayUseEitherName() throws IOException {
        Map<String, String> former = Map.of("/populations/v1/batch", "20");
        assertThat(read(TODAY, former).json())
                .isEqualTo(read(BEFORE, former).json())
                .isEqualTo(read(TODAY, Map.of()).json());
    }

    @Test
    void bothNamesAtOnceAreRefused() {
        String both = TODAY.replace("\"patch\": 8, \"samples\": 20", "\"patch\": 8, \"batch\": 30, \"samples\": 20");
        assertThatThrownBy(() -> read(both, Map.of()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("/populations/v1/batch")
                .hasMessageContaining("unknown key");
    }

    private static final String PARTS = """
        {
          "name": "parts", "phases": [{ "steps": 1 }],
          "inputs": { "clips": { "type": "video", "height": 8, "width": 8, "frames": 2, "sceneFrames": 2, "samples": 4 },
                      "in": { "type": "image-patches", "patch": 16, "samples": 2 } },
          "populations": {
            "mac": { "type": "sparsey-recall", "mac": { "modules": 4, "cellsPerModule": 4 }, "active": 4, "stored": [2] },
            "net": { "type": "trained-network", "height": 8, "width": 8, "channels": 1, "frames": 2, "samples": 4, "chunk": 4,
                     "layers": [{ "type": "conv", "filters": 2, "filterSize": 3 }, { "type": "dense", "units": 8 }] },
            "bank": { "type": "convolutional-coding", "images": 2, "imageHeight": 16, "imageWidth": 16, "filterSize": 6 }
          },
          "connections": [{ "from": "clips.samples", "to": "net.samples" }, { "from": "clips.labels", "to": "net.labels" },
                          { "from": "in.patches", "to": "bank.samples" }],
          "records": [{ "id": "c", "signals": ["bank.meanPsnrDb", "bank.filters", "net.loss"] }],
          "sweep": { "axes": [{ "label": "k", "pointer": "/populations/net/layers/0/filterSize", "values": [3] },
                              { "label": "n", "pointer": "/populations/mac/mac",
                                "values": [{ "modules": 4, "cellsPerModule": 8 }], "labels": ["eight"] }] }
        }
        """;

    @Test
    void namesWithinPartsAreTakenToo() throws IOException {
        String former = PARTS.replace("cellsPerModule", "unitsPerModule")
                .replace("\"filterSize\": 3", "\"kernel\": 3")
                .replace("0/filterSize", "0/kernel")
                .replace("\"filterSize\": 6", "\"kernelSize\": 6")
                .replace("\"samples\": ", "\"batch\": ")
                .replace("bank.meanPsnrDb", "bank.meanPsnr")
                .replace("bank.filters", "bank.kernels");
        ReadScenario before =
                read(former.replace("[{ \"modules\": 4, \"unitsPer", "[{ \"modules\": 4, \"cellsPer"), Map.of());
        assertThat(before.json()).isEqualTo(read(PARTS, Map.of()).json());
        assertThat(before.notices())
                .anyMatch(n -> n.startsWith("/populations/mac/mac/unitsPerModule is called"))
                .anyMatch(n -> n.startsWith("/populations/net/layers/0/kernel is called"))
                .anyMatch(n -> n.startsWith("/inputs/clips/batch is called /inputs/clips/samples"))
                .anyMatch(n -> n.startsWith("bank.meanPsnr is called bank.meanPsnrDb"));
        Map<String, String> set = Map.of(
                "/populations/net/layers/0/kernel",
                "5",
                "/populations/mac/mac",
                "{ \"modules\": 5, \"unitsPerModule\": 6 }");
        Map<String, String> today = Map.of(
                "/populations/net/layers/0/filterSize", "5",
                "/populations/mac/mac", "{ \"modules\": 5, \"cellsPerModule\": 6 }");
        assertThat(read(PARTS, set).json()).isEqualTo(read(PARTS, today).json());
    }

    @Test
    void aFormerValueIsTakenToo() throws IOException {
        String today = """
            { "name": "value", "phases": [{ "steps": 1 }],
              "inputs": { "in": { "type": "sequence", "size": 64, "active": 8, "length": 3 } },
              "populations": { "mac": { "type": "sparsey", "modules": 4, "cellsPerModule": 4,
                                        "plasticity": { "freezeScope": "cell" } } },
              "connections": [{ "from": "in", "to": "mac" }] }
            """;
        ReadScenario now = read(today, Map.of());
        ReadScenario before = read(today.replace("\"cell\"", "\"unit\""), Map.of());
        assertThat(now.json()).contains("\"freezeScope\" : \"cell\"");
        assertThat(before.json()).isEqualTo(now.json());
        assertThat(before.notices())
                .anyMatch(n -> n.startsWith("/populations/mac/plasticity/freezeScope = unit is called cell"));
    }
}
