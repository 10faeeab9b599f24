package org.sparsecortex.simulations.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an input needs to be opened.
 *
 * @param seed seed of the input, a function of the scenario's seed and the input's name
 * @param folder folder of the scenario
 * @param dataRoots further folders from which files may be read
 * @param maxBytes memory an input may take
 */
public record InputContext(long seed, Path folder, List<Path> dataRoots, long maxBytes) {
    public InputContext {
        dataRoots = List.copyOf(dataRoots);
    }

    /**
     * The file of a path in a scenario: relative to the scenario's folder or a data root, and below one of them after links
     * are followed.
     *
     * @throws IllegalArgumentException if there is no such file or it lies elsewhere
     */
    public Path resolve(String text) {
        Path found = null;
        for (Path root : allRoots()) {
            Path candidate = root.resolve(text);
            if (found == null && Files.isReadable(candidate)) {
                found = candidate;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("path = " + text + ": no such readable file below " + allRoots());
        }
        Path real = real(found);
        if (allRoots().stream().noneMatch(root -> real.startsWith(real(root)))) {
            throw new IllegalArgumentException("path = " + text + ": " + real + " lies outside the scenario's folder "
                    + folder + "; allow its folder with --data");
        }
        return real;
    }

    private List<Path> allRoots() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(folder), dataRoots.stream())
                .map(p -> p.toAbsolutePath().normalize())
                .toList();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("path = " + path + ": cannot be resolved, " + e.getMessage(), e);
        }
    }

    /**
     * Checks the memory that an input needs before it is taken.
     *
     * @throws IllegalArgumentException if it is more than {@link #maxBytes}
     */
    public void require(String what, long bytes) {
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(what + " needs about " + (bytes >> 20) + " MiB of memory, allowed are "
                    + (maxBytes >> 20) + " MiB");
        }
    }
}
