package org.sparsecortex.simulations.input.image;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.v1.image.GreyImage;
import org.sparsecortex.v1.image.Preprocessing;

/**
 * Images after preprocessing, scaled so that their mean variance is as wanted, split into those to learn from and those to
 * test with. Made when first asked for; safe for several threads.
 */
final class PreparedImages {
    private final ImageSource.Images images;
    private final List<Preprocessing> stages;
    private final double variance;
    private final int tests;
    private List<GreyImage> prepared;

    /** @param testFraction part of the images, the last ones, that is kept for tests */
    PreparedImages(ImageSource.Images images, List<Preprocessing> stages, double variance, double testFraction) {
        this.images = images;
        this.stages = List.copyOf(stages);
        this.variance = variance;
        this.tests = testFraction == 0 ? 0 : Math.max(1, (int) Math.rint(testFraction * images.count()));
        Checks.that(
                tests < images.count(),
                "testFraction",
                testFraction,
                "leaves none of " + images.count() + " images to learn from");
    }

    /** Images to learn from. */
    List<GreyImage> training() {
        return all().subList(0, images.count() - tests);
    }

    /** Images to test with; those to learn from if none are kept. */
    List<GreyImage> testing() {
        return tests == 0 ? all() : all().subList(images.count() - tests, images.count());
    }

    private synchronized List<GreyImage> all() {
        if (prepared == null) {
            List<GreyImage> made = new ArrayList<>();
            double mean = 0;
            for (GreyImage image : images.all().get()) {
                GreyImage done = Preprocessing.applyAll(stages, image);
                made.add(done.scaled(done.mean(), 1.0));
                mean += done.variance() / images.count();
            }
            double factor = mean > 0 ? Math.sqrt(variance / mean) : 0.0;
            prepared = made.stream().map(i -> i.scaled(0.0, factor)).toList();
        }
        return prepared;
    }
}
