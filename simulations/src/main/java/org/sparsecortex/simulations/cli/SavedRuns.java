package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;

/**
 * The runs whose saved models a scenario starts from.
 *
 * @param from text for {@code /from}
 * @param roots folders from which the models may be read
 */
record SavedRuns(String from, Set<Path> roots) {
    private static final String ENDING = ".npz";

    /**
     * Takes from each run the models of those populations that the scenario has.
     *
     * @throws UserError if there is none in a run
     */
    static SavedRuns of(List<Path> runs, Path scenario) throws IOException {
        Set<String> wanted = populations(scenario);
        Map<String, Map<String, String>> from = new LinkedHashMap<>();
        Set<Path> roots = new LinkedHashSet<>();
        for (Path run : runs) {
            Path real = run.toAbsolutePath().normalize();
            Set<String> saved = saved(new RunDirectory(real));
            if (saved.isEmpty()) {
                throw new UserError("--from: " + run + " has saved no model; run its scenario with --set"
                        + " '/save=[\"NAME\", ...]' and the names of populations");
            }
            Set<String> taken = new TreeSet<>(saved);
            taken.retainAll(wanted);
            if (taken.isEmpty()) {
                throw new UserError("--from: " + run + " has saved " + saved + ", but the populations of " + scenario
                        + " are " + wanted + "; write which is which into its \"from\"");
            }
            taken.forEach(name -> from.put(name, Map.of("run", String.valueOf(real.getFileName()))));
            roots.add(real.getParent());
        }
        return new SavedRuns(JsonText.text(from), roots);
    }

    private static Set<String> saved(RunDirectory run) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(run.models())) {
            try (Stream<Path> files = Files.list(run.models())) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(ENDING))
                        .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
            }
        }
        return names;
    }

    /** The names of a scenario's populations; what is wrong with the file is told by its reader. */
    private static Set<String> populations(Path scenario) throws IOException {
        Node root = Files.isRegularFile(scenario)
                ? JsonTree.parse(Files.readString(scenario), new Problems(scenario.toString()))
                : null;
        Node populations = root == null ? null : Overrides.find(root, "/populations");
        return populations instanceof Node.Obj object
                ? new TreeSet<>(object.members().keySet())
                : Set.of();
    }
}
