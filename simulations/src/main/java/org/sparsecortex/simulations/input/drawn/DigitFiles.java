package org.sparsecortex.simulations.input.drawn;

import java.util.List;
import java.util.stream.Stream;
import org.sparsecortex.sdr.param.Checks;

/** Files of labelled digits to learn from, and others to be tested with. */
final class DigitFiles {
    private DigitFiles() {}

    /** Requires images and labels together, and tests only beside what is learned from. */
    static void check(String path, String labels, String testPath, String testLabels) {
        Checks.that(
                path.isEmpty() == labels.isEmpty(), "labels", "\"" + labels + "\"", "path and labels belong together");
        Checks.that(
                testPath.isEmpty() == testLabels.isEmpty(),
                "testLabels",
                "\"" + testLabels + "\"",
                "testPath and testLabels belong together");
        Checks.that(
                testPath.isEmpty() || !path.isEmpty(),
                "testPath",
                testPath,
                "needs a path as well: drawn digits are new ones in every sample");
    }

    /** Those files that are named. */
    static List<String> named(String... files) {
        return Stream.of(files).filter(file -> !file.isEmpty()).toList();
    }
}
