package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The jars that the launcher put on the class path from its folder of plugins. */
final class Plugins {
    /** The folder, set by the launcher; absent without plugins. */
    private static final String FOLDER = "sparsecortex.plugins";

    private Plugins() {}

    /** SHA-256 of each jar, and its version if it names one, by the jar's name. */
    static Map<String, Object> describe() {
        String folder = System.getProperty(FOLDER, "");
        return folder.isEmpty() ? Map.of() : describe(Path.of(folder));
    }

    static Map<String, Object> describe(Path folder) {
        Map<String, Object> plugins = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> jars = entries.filter(entry -> entry.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            for (Path jar : jars) {
                Map<String, Object> plugin = new LinkedHashMap<>();
                version(jar, plugin);
                plugin.put("sha256", digest(jar));
                plugins.put(jar.getFileName().toString(), plugin);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the plugins in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return plugins;
    }

    private static void version(Path jar, Map<String, Object> plugin) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String version = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            if (version != null) {
                plugin.put("version", version);
            }
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
