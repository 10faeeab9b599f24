package org.sparsecortex.simulations.input.drawn;

import java.util.List;
import java.util.stream.Stream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.IdxFiles;

/** Files of labelled digits to learn from, and others to be tested with. */
final class DigitFiles {
    /** The digits 0..9. */
    static final int CLASSES = 10;

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

    /**
     * Reads the labels of images, all of which must be digits.
     *
     * @param key parameter that names the file
     */
    static int[] labels(InputContext context, String key, String path, IdxFiles.Images images) {
        int[] labels = IdxFiles.labels(context, key, path, images);
        for (int i = 0; i < labels.length; i++) {
            Checks.that(
                    labels[i] < CLASSES,
                    key,
                    path,
                    "its label of image " + (images.from() + i) + " (the first is 0) is " + labels[i]
                            + ", allowed are the digits 0..9; input idx takes images with other labels");
        }
        return labels;
    }

    /** Those files that are named. */
    static List<String> named(String... files) {
        return Stream.of(files).filter(file -> !file.isEmpty()).toList();
    }
}
