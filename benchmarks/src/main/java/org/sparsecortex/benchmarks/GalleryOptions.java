package org.sparsecortex.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code bench gallery} was told.
 *
 * @param seconds processor time after which a run is given up, if there is a limit
 * @param keep folder in which runs stay, if any
 * @param names the scenarios that are wanted; all if there are none
 */
record GalleryOptions(Optional<Long> seconds, Optional<Path> keep, List<String> names) {
    /**
     * Reads the words of the command line.
     *
     * @throws IllegalArgumentException if an option has no value
     */
    static GalleryOptions of(String... words) {
        Optional<Long> seconds = Optional.empty();
        Optional<Path> keep = Optional.empty();
        List<String> names = new ArrayList<>();
        Iterator<String> left = List.of(words).iterator();
        while (left.hasNext()) {
            String word = left.next();
            boolean limit = word.equals("--within");
            if (!limit && !word.equals("--keep")) {
                names.add(word);
                continue;
            }
            if (!left.hasNext()) {
                throw new IllegalArgumentException(word + (limit ? " takes seconds" : " takes a folder"));
            }
            if (limit) {
                seconds = Optional.of(Long.parseLong(left.next()));
            } else {
                keep = Optional.of(Path.of(left.next()));
            }
        }
        return new GalleryOptions(seconds, keep, List.copyOf(names));
    }

    /** Whether a scenario is run; with a limit, and not named, only if the page does not show it yet. */
    boolean wants(String name, boolean shown) {
        return names.isEmpty() ? seconds.isEmpty() || !shown : names.contains(name);
    }
}
