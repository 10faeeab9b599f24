package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The program and the machine that carry a run out, as the manifest names them. */
final class Machine {
    private static final String UNKNOWN = "unknown";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Program, commit, Java, operating system and processor, by the names of the manifest. */
    static Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sparsecortex", Manifest.version());
        all.put("commit", commit());
        all.put(
                "java",
                property("java.vendor") + " " + property("java.version") + ", " + property("java.vm.name") + " "
                        + property("java.vm.version"));
        all.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        all.put("cpu", cpu());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        return all;
    }

    /** Commit that the program was built from, "-dirty" behind it if files had been changed; "unknown" outside of Git. */
    static String commit() {
        Properties git = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("/sparsecortex-git.properties")) {
            if (in != null) {
                git.load(in);
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        String commit = git.getProperty("commit", "");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            return UNKNOWN;
        }
        return commit + (Boolean.parseBoolean(git.getProperty("dirty")) ? "-dirty" : "");
    }

    /** Model of the processor: the kernel's name on Linux, what Windows puts into its environment, else "unknown". */
    private static String cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.ISO_8859_1)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(UNKNOWN);
            } catch (IOException | java.io.UncheckedIOException e) {
                return UNKNOWN;
            }
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? UNKNOWN : windows;
    }

    private static String property(String name) {
        return System.getProperty(name, UNKNOWN);
    }
}
