package org.sparsecortex.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder outside of the tree with copies of the example projects and a Maven repository of its own, which holds what
 * {@code install} would put there; libraries come from the repository of this build, so that no network is needed and
 * nothing is written there.
 */
final class Outside {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path PROJECTS = ROOT.resolve("examples/outside");
    static final List<String> MODULES = List.of(
            "sdr",
            "learning",
            "openblas",
            "dendrites",
            "neurons",
            "delta",
            "sparsey",
            "v1-models",
            "spiking",
            "runtime",
            "simulations");

    private final Path folder;
    private final String version;

    Outside(Path folder) throws IOException {
        this.folder = folder;
        version = only("<version>([^<]*)</version>", Files.readString(ROOT.resolve("simulations/pom.xml")));
        install("sparsecortex", ROOT.resolve("pom.xml"));
        for (String module : MODULES) {
            Path home = ROOT.resolve(module);
            install(module, home.resolve("pom.xml"));
            install(module, home.resolve("target/" + module + "-" + version + ".jar"));
        }
    }

    String version() {
        return version;
    }

    Path folder() {
        return folder;
    }

    private static String only(String pattern, String text) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private void install(String artifact, Path file) throws IOException {
        assertThat(file).as("made by ./mvnw verify").exists();
        Path home = Files.createDirectories(folder.resolve("repository/org/sparsecortex/" + artifact + "/" + version));
        String kind = file.toString().endsWith(".jar") ? ".jar" : ".pom";
        Files.copy(file, home.resolve(artifact + "-" + version + kind));
    }

    /** Copies a tree. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Compiles and packs projects of the folder, and writes what each resolves to into target/classpath.txt. */
    void build(List<String> projects) throws IOException, InterruptedException {
        StringBuilder modules = new StringBuilder();
        projects.forEach(project -> modules.append("<module>" + project + "</module>"));
        Files.writeString(
                folder.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>all</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("mvnw").toString(),
                "-o",
                "-q",
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + tail(),
                "-Dmdep.outputFile=target/classpath.txt",
                goal("resources", "resources"),
                goal("compiler", "compile"),
                goal("jar", "jar"),
                goal("dependency", "build-classpath")));
        run(folder, command);
    }

    private static String tail() {
        String known = System.getProperty("local.repository");
        return known != null
                ? known
                : Path.of(System.getProperty("user.home"), ".m2/repository").toString();
    }

    /** A goal of the plugin in the version that this build uses and therefore has. */
    private static String goal(String plugin, String goal) throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String pinned = only("<artifactId>maven-" + plugin + "-plugin</artifactId>\\s*<version>([^<]*)</version>", pom);
        return "org.apache.maven.plugins:maven-" + plugin + "-plugin:" + pinned + ":" + goal;
    }

    /** The files that a project resolves to. */
    List<Path> classPath(String project) throws IOException {
        String line = Files.readString(folder.resolve(project + "/target/classpath.txt"));
        return Arrays.stream(line.strip().split(":")).map(Path::of).toList();
    }

    /** Artifact ids of what a project resolves to. */
    List<String> libraries(String project) throws IOException {
        return classPath(project).stream()
                .map(jar -> jar.getParent().getParent())
                .map(artifact -> artifact.getFileName().toString())
                .toList();
    }

    /** Runs the main class of a project. */
    List<String> java(String project, String main) throws IOException, InterruptedException {
        Path classes = folder.resolve(project + "/target/classes");
        String libraries = Files.readString(folder.resolve(project + "/target/classpath.txt"));
        return run(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        classes + ":" + libraries.strip(),
                        main));
    }

    /** Runs a command, which must end well, and gives its lines. */
    static List<String> run(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        List.of("MAVEN_ARGS", "MAVEN_BASEDIR", "SPARSECORTEX_PLUGINS", "SPARSECORTEX_JAVA_OPTS")
                .forEach(builder.environment()::remove);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + printed).isZero();
        return printed.lines().toList();
    }
}
