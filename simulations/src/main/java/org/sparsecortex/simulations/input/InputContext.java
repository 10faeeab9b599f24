package org.sparsecortex.simulations.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * What an input needs to be opened.
 *
 * @param seed seed of the input, a function of the scenario's seed and the input's name
 * @param folder folder of the scenario
 * @param dataRoots further folders from which files may be read
 * @param maxBytes memory an input may take
 * @param needs receives each number of bytes that is required
 */
public record InputContext(long seed, Path folder, List<Path> dataRoots, long maxBytes, LongConsumer needs) {
    private static final int MAX_GLOB_DEPTH = 16;

    public InputContext {
        dataRoots = List.copyOf(dataRoots);
    }

    /** A context in which nobody asks what was required. */
    public InputContext(long seed, Path folder, List<Path> dataRoots, long maxBytes) {
        this(seed, folder, dataRoots, maxBytes, bytes -> {});
    }

    /**
     * The file of a path in a scenario: relative to the scenario's folder or a data root, and below one of them after links
     * are followed.
     *
     * @throws IllegalArgumentException if there is no such file or it lies elsewhere
     */
    public Path resolve(String text) {
        return resolve("path", text);
    }

    /**
     * {@link #resolve(String)} for the file of another parameter than {@code path}.
     *
     * @param key parameter that names the file
     */
    public Path resolve(String key, String text) {
        Path found = null;
        for (Path root : allRoots()) {
            Path candidate = root.resolve(text);
            if (found == null && Files.isReadable(candidate)) {
                found = candidate;
            }
        }
        if (found == null) {
            throw new ParameterException(key, text, "no such readable file below " + allRoots());
        }
        return allowed(found, key, text);
    }

    private Path allowed(Path found, String key, String text) {
        Path real = real(found);
        if (!Files.isRegularFile(real) && !Files.isDirectory(real)) {
            throw new ParameterException(
                    key,
                    text,
                    real + " is neither a file nor a folder; pipes and devices have no end that could be known");
        }
        if (allRoots().stream().noneMatch(root -> real.startsWith(real(root)))) {
            throw new ParameterException(
                    key,
                    text,
                    real + " lies outside the scenario's folder " + folder + "; allow its folder with --data");
        }
        return real;
    }

    /**
     * The files that match a pattern such as {@code realKnownCause/*.csv}, as paths that {@link #resolve} finds, in order.
     *
     * @throws IllegalArgumentException if the pattern is wrong or nothing matches
     */
    public List<String> glob(String pattern) {
        if (pattern.startsWith("/") || pattern.matches("(.*/)?\\.\\.(/.*)?")) {
            throw new IllegalArgumentException("the pattern '" + pattern + "' must be relative and without '..'");
        }
        int fixed = pattern.lastIndexOf('/', Math.max(0, pattern.split("[*?\\[{]", 2)[0].length() - 1)) + 1;
        TreeSet<String> found = new TreeSet<>();
        for (Path root : allRoots()) {
            Path start = root.resolve(pattern.substring(0, fixed));
            if (!Files.isDirectory(start)) {
                continue;
            }
            PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + pattern);
            try (Stream<Path> all = Files.walk(start, MAX_GLOB_DEPTH)) {
                all.filter(Files::isRegularFile)
                        .map(root::relativize)
                        .filter(matcher::matches)
                        .forEach(path -> found.add(path.toString()));
            } catch (IOException | UncheckedIOException e) {
                throw new IllegalArgumentException(
                        "the pattern '" + pattern + "' cannot be listed, " + e.getMessage(), e);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("the pattern '" + pattern + "' matches no file below " + allRoots());
        }
        found.forEach(path -> resolve(path));
        return List.copyOf(found);
    }

    /**
     * The files in a folder and its sub-folders, in the order of their paths; those whose name or folder begins with a dot are left
     * out, as programs keep notes of their own there.
     *
     * @throws IllegalArgumentException if the folder, or what a link in it leads to, lies elsewhere than {@link #resolve} allows
     */
    public List<Path> list(String folderPath) {
        Path start = resolve(folderPath);
        try {
            return filesBelow(start).stream()
                    .filter(entry -> allowed(entry, "path", folderPath) != null)
                    .toList();
        } catch (IOException e) {
            throw new ParameterException("path", folderPath, "cannot be listed, " + reason(e), e);
        }
    }

    /** The files in a folder and its sub-folders, in the order of their paths, without those that begin with a dot. */
    public static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder, MAX_GLOB_DEPTH)) {
            return entries.filter(Files::isRegularFile)
                    .filter(entry -> !isHidden(folder.relativize(entry)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Why a file cannot be read, in words: decoders and streams that find its end too early often say nothing. */
    public static String reason(IOException e) {
        if (e.getMessage() != null && !e.getMessage().isBlank()) {
            return e.getMessage();
        }
        return e instanceof EOFException
                ? "it ends too early"
                : "it is damaged (" + e.getClass().getSimpleName() + ")";
    }

    private List<Path> allRoots() {
        return Stream.concat(Stream.of(folder), dataRoots.stream())
                .map(p -> p.toAbsolutePath().normalize())
                .toList();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be resolved, " + reason(e), e);
        }
    }

    /**
     * Checks the memory that an input needs before it is taken.
     *
     * @throws IllegalArgumentException if it is more than {@link #maxBytes}
     */
    public void require(String what, long bytes) {
        require(what, bytes, "");
    }

    /** As {@link #require(String, long)}, with another cure beside that of more memory. */
    public void require(String what, long bytes, String otherCure) {
        needs.accept(bytes);
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(what + " needs about " + (bytes >> 20) + " MiB of memory, allowed are "
                    + (maxBytes >> 20) + " MiB, half of the program's; SPARSECORTEX_JAVA_OPTS=-Xmx"
                    + (2 * (bytes >> 20) + 64) + "m gives it more" + otherCure);
        }
    }
}
