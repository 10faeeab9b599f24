package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Folders of source files stay small, or the architecture page says why one does not. */
class FoldersTest {
    private static final int MOST = 20;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9/]+)` \\| [^|]{20,} \\|$");

    private static Set<String> large() throws IOException {
        Set<String> large = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/main/java/org/sparsecortex");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> all = Files.walk(sources)) {
                        for (Path folder : all.filter(Files::isDirectory).toList()) {
                            if (files(folder) > MOST) {
                                large.add(sources.relativize(folder).toString().replace('\\', '/'));
                            }
                        }
                    }
                }
            }
        }
        return large;
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java") && !f.equals("package-info.java"))
                    .count();
        }
    }

    @Test
    void largeFoldersAreThoseThatThePageExplains() throws IOException {
        String page = Files.readString(Path.of("../docs/architecture.md"));
        String section = page.substring(page.indexOf("## Folders of more than"));
        Matcher row = ROW.matcher(section);
        List<String> explained = row.results().map(r -> r.group(1)).sorted().toList();
        assertThat(List.copyOf(large())).isEqualTo(explained);
    }
}
