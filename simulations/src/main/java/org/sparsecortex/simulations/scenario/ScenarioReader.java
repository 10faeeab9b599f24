package org.sparsecortex.simulations.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.table.CsvInput;
import org.sparsecortex.simulations.input.table.CsvSampling;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Normaliser;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.ScenarioException;

/**
 * Reads scenarios strictly: all problems of a file are found in one go, each with its JSON pointer, line and column.
 *
 * <p>Limits: 16 MiB of text, 64 levels of nesting, inputs and populations within {@code maxBytes}.
 */
public final class ScenarioReader {
    private static final long MAX_TEXT_BYTES = 16L << 20;

    private final List<Path> dataRoots;
    private final long maxBytes;
    private final boolean several;
    private final TypeNames types = new TypeNames();

    /**
     * A reader that may read input files below the scenario's folder and {@code dataRoots}.
     *
     * @param maxBytes memory that the inputs and the populations of one scenario may take together
     */
    public ScenarioReader(List<Path> dataRoots, long maxBytes) {
        this(dataRoots, maxBytes, false);
    }

    private ScenarioReader(List<Path> dataRoots, long maxBytes, boolean several) {
        this.dataRoots = List.copyOf(dataRoots);
        this.maxBytes = maxBytes;
        this.several = several;
    }

    /**
     * A reader for runs on several processes: inputs have to fit into each of them, populations only together, which {@code
     * cluster.NodeMemory} sees to once they are placed.
     */
    public static ScenarioReader forSeveral(List<Path> dataRoots) {
        return new ScenarioReader(dataRoots, Runtime.getRuntime().maxMemory() / 2, true);
    }

    /** A reader with half of the Java heap as its limit. */
    public ScenarioReader(List<Path> dataRoots) {
        this(dataRoots, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Reads a scenario and builds its network.
     *
     * @param overrides JSON text by JSON pointer, put in place of the values in the file
     * @throws ScenarioException if anything in it is wrong; nothing was written
     * @throws IOException if the file cannot be read
     */
    public ReadScenario read(Path file, Map<String, String> overrides) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file + " is a folder, not a scenario");
        }
        if (Files.size(file) > MAX_TEXT_BYTES) {
            throw refused(
                    file, "the file has more than " + (MAX_TEXT_BYTES >> 20) + " MiB, too much for a scenario", null);
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            return read(Files.readString(file), file.getFileName().toString(), folder, overrides);
        } catch (ScenarioException wrong) {
            throw overrides.isEmpty() ? wrong : placed(wrong, overrides.keySet());
        } catch (CharacterCodingException e) {
            throw refused(file, "the file is not text in UTF-8; save it with this encoding", e);
        }
    }

    /** The same problems; those of values from the command line are at no place of the file. */
    private static ScenarioException placed(ScenarioException wrong, Set<String> set) {
        ScenarioException placed = new ScenarioException(wrong.problems().stream()
                .map(problem -> set.stream()
                        .filter(p ->
                                problem.pointer().equals(p) || problem.pointer().startsWith(p + "/"))
                        .findFirst()
                        .map(p -> problem.from(p.equals("/from") ? "--from" : "--set"))
                        .orElse(problem))
                .toList());
        placed.initCause(wrong);
        return placed;
    }

    private static ScenarioException refused(Path file, String why, IOException cause) {
        Problems problems = new Problems(file.getFileName().toString());
        problems.add("", new Node.Location(1, 1), "", why);
        ScenarioException refused = new ScenarioException(problems.all());
        refused.initCause(cause);
        return refused;
    }

    /** Reads a scenario from text, with paths relative to {@code folder}; otherwise as {@link #read(Path, Map)}. */
    public ReadScenario read(String text, String name, Path folder, Map<String, String> overrides) throws IOException {
        Problems problems = new Problems(name);
        Node root = JsonTree.parse(text, problems);
        if (root == null) {
            problems.throwIfAny();
        }
        Set<String> notices = new LinkedHashSet<>(FormerNames.replace(root));
        Overrides.apply(root, FormerNames.pointers(root, overrides), problems);
        notices.addAll(FormerNames.replace(root)); // an override may hold some too
        Optional<Scenario> bound = new Binder(problems, types).bind(root, Scenario.class);
        InputContext context = new InputContext(0, folder, dataRoots, maxBytes);
        NetworkBuilder builder = new NetworkBuilder(root, context, problems, several, Remainder.Unknown.NOTHING);
        var network = bound.flatMap(scenario -> builder.build(scenario, Normaliser.node(scenario)));
        if (bound.isEmpty()) {
            Optional<Remainder> rest = Remainder.of(root, problems.all(), types);
            rest.ifPresent(r -> checkRest(r, context, name, problems));
            Problems names = new Problems(name);
            NameChecks.check(root, names);
            names.all().stream()
                    .filter(p -> rest.isEmpty() || rest.get().isPart(p.pointer()))
                    .forEach(problems::add);
            if (rest.isEmpty()) {
                builder.openAlone(types);
            }
        }
        SweepValues.check(root, types, problems);
        problems.throwIfAny();
        Scenario scenario = bound.orElseThrow();
        String json = JsonTree.write(Normaliser.node(scenario), true) + "\n";
        Map<String, String> digests = new LinkedHashMap<>();
        for (InputSpec input : scenario.inputs().values()) {
            for (String path : input.files(context)) {
                digests.put(path, digest(context.resolve(path)));
            }
        }
        for (var model : scenario.from().entrySet()) {
            String path = model.getValue().path(model.getKey());
            digests.put(path, digest(context.resolve(path)));
        }
        for (List<String> paths : builder.sweepFiles().values()) {
            for (String path : paths) {
                digests.put(path, digest(context.resolve(path)));
            }
        }
        builder.found().forEach((input, found) -> notices.addAll(gaps(scenario, input, found)));
        MessageDigest sha = sha256();
        sha.update(json.getBytes(StandardCharsets.UTF_8));
        digests.values().forEach(d -> sha.update(d.getBytes(StandardCharsets.UTF_8)));
        return new ReadScenario(
                scenario,
                network.orElseThrow(),
                json,
                HexFormat.of().formatHex(sha.digest()),
                folder,
                dataRoots,
                digests,
                builder.sweepFiles(),
                List.copyOf(notices),
                builder.found());
    }

    /** Tells what is wrong with the parts of a scenario that could be bound. */
    private void checkRest(Remainder rest, InputContext context, String name, Problems problems) {
        Problems found = new Problems(name);
        Scenario scenario = new Binder(new Problems(name), types)
                .bind(rest.root(), Scenario.class)
                .orElseThrow();
        new NetworkBuilder(rest.root(), context, found, several, rest.unknown())
                .build(scenario, Normaliser.node(scenario));
        found.all().stream().map(p -> p.at(rest.original(p.pointer()))).forEach(problems::add);
    }

    /** A word on gaps in a table that are not looked at. */
    private static List<String> gaps(Scenario scenario, String name, Map<String, Object> found) {
        return scenario.inputs().get(name) instanceof CsvInput csv
                        && csv.sampling().gaps() == CsvSampling.Gaps.ROWS
                        && found.get("gaps") instanceof Integer gaps
                        && gaps > 0
                ? List.of("rows are missing at " + gaps + " places of " + csv.path() + ", first before row "
                        + found.get("firstGapBeforeRow") + " after the header (one every "
                        + found.get("intervalSeconds")
                        + " s); each row is a step all the same, unless sampling.gaps of the input '" + name
                        + "' says reset, fill or refuse")
                : List.of();
    }

    /** SHA-256 of a file, or of the names and contents of the files in a folder and its sub-folders. */
    private static String digest(Path path) throws IOException {
        MessageDigest sha = sha256();
        if (Files.isDirectory(path)) {
            for (Path entry : InputContext.filesBelow(path)) {
                sha.update(path.relativize(entry).toString().getBytes(StandardCharsets.UTF_8));
                add(entry, sha);
            }
        } else {
            add(path, sha);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(Path file, MessageDigest sha) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(raw, sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
