package org.sparsecortex.simulations.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The program that runs in this process, as all that it is made of: a version is too little, for a snapshot has many builds. */
final class Build {
    private static final int SHOWN = 12;
    private static final String ID = "build " + digest().substring(0, SHOWN);

    private Build() {}

    /** "build" and digits of the SHA-256 of the class path, plugins too: of what jars hold, not of where they are. */
    static String id() {
        return ID;
    }

    private static String digest() {
        List<String> parts = new ArrayList<>();
        try {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (Files.isDirectory(path)) {
                    try (Stream<Path> files = Files.walk(path)) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            parts.add(path.relativize(file) + " " + digest(file));
                        }
                    }
                } else if (Files.isRegularFile(path)) {
                    parts.add(digest(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read: " + e.getMessage(), e);
        }
        MessageDigest sha = sha256();
        parts.stream()
                .sorted()
                .forEach(part -> sha.update((part + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream raw = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(raw, sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
