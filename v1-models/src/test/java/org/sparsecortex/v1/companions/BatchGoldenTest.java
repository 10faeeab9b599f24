package org.sparsecortex.v1.companions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.hierarchy.AutoencoderParams;
import org.sparsecortex.v1.hierarchy.AutoencoderParams.Encoding;

/** Results of our own runs, bit by bit; made again only with -Dgolden.update=true. */
class BatchGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/batch-learners.csv");
    private static final int N = 9;

    private static double[] samples(long step) {
        KeyedRandom random = KeyedRandom.of(12, "golden samples");
        double[] x = new double[40 * N];
        for (int i = 0; i < x.length; i++) {
            double g = random.gaussian(i, step, 0);
            x[i] = 0.2 * g * g * g;
        }
        return x;
    }

    private static Map<String, ModelParams> models() {
        Map<String, ModelParams> all = new LinkedHashMap<>();
        for (Encoding encoder : Encoding.values()) {
            all.put(
                    "autoencoder " + encoder,
                    new AutoencoderParams(N, 12, encoder, 3, 0, false, true, 0.1, 0.01, true, 40, 0, 7));
        }
        all.put(
                "sparsenet",
                new SparsenetParams(N, 12, 0.01, 2.2, 0.316, 1e-4, 30, 1, 1, 100, 0.1, 0.01, 0.02, 40, 0, 7));
        all.put("sailnet", new SailnetParams(N, 12, 0.1, 1, 0.01, 0.1, 1, 50, 0.1, 40, 0, 7));
        all.put("ica", new IcaParams(N, 6, 80, 80, 40, 0, 7));
        return all;
    }

    @Test
    void resultsOfTenStepsAreUnchanged() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("# SparseCortex, BatchGoldenTest, 10 steps of 40 samples, 2026-11-24; first, middle, last number of"
                + " each signal");
        models().forEach((name, params) -> new Trial(params, Map.of("samples", BatchGoldenTest::samples), 10)
                .run(3)
                .forEach((signal, values) -> rows.add(String.join(
                        ",",
                        name,
                        signal,
                        Double.toHexString(values[0]),
                        Double.toHexString(values[values.length / 2]),
                        Double.toHexString(values[values.length - 1])))));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, rows);
        }
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }
}
