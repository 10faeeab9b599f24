package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.sdr.Sdr;

/** Holds the README to what is in the tree: its program compiles and runs, its links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
        import java.util.List;
        import org.sparsecortex.neurons.memory.*;
        import org.sparsecortex.sdr.*;
        import org.sparsecortex.sdr.encode.*;
        import org.sparsecortex.sdr.network.*;
        import org.sparsecortex.sdr.param.*;
        """;

    @TempDir
    private Path folder;

    @Test
    void theProgramCompilesAndLearns() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher block = PROGRAM.matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).lines().count()).isLessThanOrEqualTo(15);
        Path source = folder.resolve("Snippet.java");
        Files.writeString(
                source,
                IMPORTS + "public class Snippet { public static void run() throws Exception {\n" + block.group(1)
                        + "}}");
        StringWriter errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            errors,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", classPath()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
        List<String> lines = run().lines().toList();
        assertThat(lines).hasSize(400);
        assertThat(lines.get(0))
                .as("everything is new at first")
                .startsWith("0 ")
                .contains("1.0");
        assertThat(lines.get(399))
                .as("one period later nothing is")
                .startsWith("399 ")
                .contains("0.0");
    }

    private static String classPath() {
        return Stream.of(Sdr.class, TemporalMemoryParams.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Snippet").getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linksInDocumentsLeadToFiles() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)\\)");
        for (Path page : pages()) {
            Matcher found = link.matcher(Files.readString(page));
            while (found.find()) {
                assertThat(page.resolveSibling(found.group(1)))
                        .as(page + " links to " + found.group(1))
                        .exists();
            }
        }
    }

    @Test
    void everyConfigIsNamedOnAPage() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        try (Stream<Path> configs = Files.walk(ROOT.resolve("configs"))) {
            for (Path config : configs.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .toList()) {
                assertThat(all)
                        .as("README or docs")
                        .contains(config.getFileName().toString().replace(".json", ""));
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(f -> f.toString().endsWith(".md")))
                    .toList();
        }
    }
}
