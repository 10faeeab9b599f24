package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.cli.PageCommands.Command;

/**
 * Every command on a page parses and fits the files that it names; those that take less than a minute are run, and what they
 * print is compared with what the page says, numbers to the digits that it prints.
 */
class PageCommandsTest {
    /** Commands that are run in every build, a few seconds each; all that are in neither list are run among the slow tests. */
    private static final List<String> QUICK = List.of(
            "./sparsecortex list",
            "./sparsecortex new",
            "./sparsecortex validate",
            "./sparsecortex run configs/dendrites/early-spike.json",
            "./sparsecortex run configs/dendrites/nmda-spike.json",
            "./sparsecortex run configs/neurons/sequence-noise.json",
            "./sparsecortex resume runs/sequence-noise-<hash>");

    /** Commands that are not run, and why. */
    private static final Map<String, String> NOT_RUN = notRun();

    @TempDir
    private Path folder;

    /** Where the commands of a page are given; a folder for each page, as if nothing had been run before. */
    private Path home;

    @BeforeEach
    void startsInAnEmptyFolder() {
        home = folder;
    }

    private static Map<String, String> notRun() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("./mvnw", "builds the project, in which this test runs");
        reasons.put("benchmarks/bench", "a measurement, of minutes and on an idle machine");
        reasons.put("./sparsecortex nab ", "reads the Numenta Anomaly Benchmark, which is not ours to hand on");
        reasons.put("./sparsecortex run --sweep", "five seeds of every pooler, minutes each");
        reasons.put(
                "./sparsecortex run detector.json --resume", "waits for rows; StreamTest and StreamKillTest send them");
        String large = "takes more than a minute on a busy machine; smaller ones of each are run by other tests";
        reasons.put("./sparsecortex run configs/spiking/brunel", large);
        reasons.put("./sparsecortex run configs/spiking/vogels-abbott.json", large);
        reasons.put("./sparsecortex run configs/spiking/microcircuit", large);
        String data = "reads files that the reader brings";
        reasons.put("./sparsecortex run configs/v1/penalties.json --data", data);
        reasons.put("./sparsecortex run configs/v1/companions.json --data", data);
        reasons.put("./sparsecortex run configs/sparsey/digits.json --data", data);
        reasons.put("./sparsecortex run configs/neurons/continual-learning.json --data", data);
        reasons.put("./sparsecortex run --cluster", "waits for workers; ClusterRunTest runs both sides");
        reasons.put("./sparsecortex worker", "waits for a run; ClusterRunTest runs both sides");
        reasons.put("./sparsecortex list --fill", "writes the pages; PageTablesTest compares what it would write");
        for (String scenario : List.of(
                "v1/penalties",
                "v1/error-against-active",
                "v1/overcompleteness",
                "v1/companions",
                "v1/mp-hierarchy",
                "v1/kernel-heterogeneity",
                "neurons/continual-learning",
                "neurons/pooler-noise",
                "neurons/pooler-topology",
                "sparsey/forgetting")) {
            reasons.put("./sparsecortex run configs/" + scenario + ".json", "takes more than a minute");
        }
        return reasons;
    }

    private static boolean isOneOf(Command command, Iterable<String> prefixes) {
        for (String prefix : prefixes) {
            if (command.text().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @TestFactory
    Stream<DynamicTest> everyCommandParsesAndFitsItsFiles() throws IOException {
        return PageCommands.all().stream()
                .map(command -> DynamicTest.dynamicTest(command.toString(), () -> check(command)));
    }

    private void check(Command command) throws IOException {
        switch (command.words().get(0)) {
            case "./mvnw" -> checkMaven(command);
            case "benchmarks/bench" -> {
                Path all = PageCommands.ROOT.resolve(
                        "benchmarks/src/main/java/org/sparsecortex/benchmarks/Benchmarks.java");
                assertThat(Files.readString(all))
                        .contains("\"" + command.arguments().get(0) + "\"");
            }
            default -> checkOurs(command);
        }
    }

    private static void checkMaven(Command command) {
        List<String> words = command.arguments();
        assertThat(words).isNotEmpty();
        int modules = words.indexOf("-pl");
        if (modules >= 0) {
            assertThat(PageCommands.ROOT.resolve(words.get(modules + 1)).resolve("pom.xml"))
                    .exists();
        }
    }

    private void checkOurs(Command command) throws IOException {
        List<String> words = command.arguments();
        int plugins = words.indexOf("--plugins"); // an option of the launcher
        List<String> own = new ArrayList<>(words);
        if (plugins >= 0) {
            own.subList(plugins, plugins + 2).clear();
        }
        var parsed = Main.commandLine().parseArgs(own.toArray(new String[0]));
        assertThat(parsed.subcommand()).as("a command such as run").isNotNull();
        boolean scenario = own.size() > 1 && own.get(1).startsWith("configs/");
        if (!scenario || own.get(0).equals("validate")) {
            return;
        }
        List<String> validate = new ArrayList<>(List.of("validate", own.get(1)));
        for (int w = 0; w + 1 < own.size(); w++) {
            if (own.get(w).equals("--set")) {
                validate.addAll(List.of("--set", own.get(w + 1)));
            }
        }
        String problems = validateProblems(validate);
        assertThat(problems.lines()
                        .filter(line -> line.startsWith("error: "))
                        .filter(line -> !own.contains("--data") || !line.contains("no such readable file")))
                .as("what validate says")
                .isEmpty();
    }

    private String validateProblems(List<String> words) {
        StringWriter err = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(words.stream().map(this::here).toArray(String[]::new));
        return err.toString();
    }

    @TestFactory
    Stream<DynamicTest> quickCommandsPrintWhatThePageSays() throws IOException {
        return runs(command -> isOneOf(command, QUICK));
    }

    /** All others, many minutes together: with {@code -Dpages.all=true}. */
    @TestFactory
    @Tag("slow")
    @EnabledIfSystemProperty(named = "pages.all", matches = "true")
    Stream<DynamicTest> otherCommandsPrintWhatThePageSays() throws IOException {
        return runs(command -> !isOneOf(command, QUICK));
    }

    /** One test a page, because its commands build on each other. */
    private Stream<DynamicTest> runs(java.util.function.Predicate<Command> chosen) throws IOException {
        Map<Path, List<Command>> byPage = new TreeMap<>();
        for (Command command : PageCommands.all()) {
            if (chosen.test(command) && !isOneOf(command, NOT_RUN.keySet())) {
                byPage.computeIfAbsent(command.page(), page -> new ArrayList<>())
                        .add(command);
            }
        }
        return byPage.entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey().getFileName().toString(), () -> {
                    home = Files.createTempDirectory(folder, "page");
                    for (Command command : page.getValue()) {
                        run(command);
                    }
                }));
    }

    private void run(Command command) throws IOException {
        List<String> words = command.arguments().stream()
                .map(this::here)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        if (words.get(0).equals("run")) {
            words.addAll(List.of("--output", home.resolve("runs").toString()));
        } else if (words.get(0).equals("compare")) {
            words.addAll(List.of("--output", home.resolve("comparison").toString()));
        } else if (words.equals(List.of("runs"))) {
            words.add(home.resolve("runs").toString());
        }
        StringWriter out = new StringWriter();
        PrintStream before = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        int code;
        try {
            System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
            code = Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                    .execute(words.toArray(new String[0]));
        } finally {
            System.setErr(before);
        }
        String printed = (out + shown.toString(StandardCharsets.UTF_8)).replace(home + "/", "");
        assertThat(code).as(command + "\n" + printed).isZero();
        compare(command.toString(), command.printed(), printed.lines().toList());
    }

    /** A word of a command as it is here: files of the project, of the test's home, and the run directory of a scenario. */
    private String here(String word) {
        if (word.startsWith("configs/") || word.startsWith("docs/")) {
            return PageCommands.ROOT.resolve(word).toString();
        }
        if (word.startsWith("runs/")) {
            String name = word.substring("runs/".length()).replace("<hash>", "");
            try (Stream<Path> all = Files.list(home.resolve("runs"))) {
                return all.filter(run -> run.getFileName().toString().matches(Pattern.quote(name) + "[0-9a-f]{8}"))
                        .findFirst()
                        .orElseThrow()
                        .toString();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return word.matches("[A-Za-z0-9-]+\\.(json|csv|h5)")
                ? home.resolve(word).toString()
                : word;
    }

    /** Each line of the page is among those printed: the same words, and numbers that agree to the digits on the page. */
    private static void compare(String command, List<String> page, List<String> printed) {
        for (String line : page) {
            if (!line.isBlank() && !line.strip().equals("...")) {
                assertThat(printed.stream().anyMatch(actual -> agree(line, actual)))
                        .as(command + "\nprints no line like\n" + line + "\nbut\n" + String.join("\n", printed))
                        .isTrue();
            }
        }
    }

    private static boolean agree(String page, String actual) {
        String[] a = page.strip().split("\\s+");
        String[] b = actual.strip().split("\\s+");
        if (a.length != b.length) {
            return false;
        }
        for (int w = 0; w < a.length; w++) {
            boolean same = a[w].matches("-?\\d+(\\.\\d+)?") ? near(a[w], b[w]) : matches(a[w], b[w]);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String page, String actual) {
        return actual.matches(Pattern.quote(page).replace("<hash>", "\\E[0-9a-f]{8,64}\\Q"));
    }

    private static boolean near(String page, String actual) {
        int decimals = page.contains(".") ? page.length() - page.indexOf('.') - 1 : 0;
        try {
            double half = 0.5000001 * Math.pow(10, -decimals);
            return Math.abs(Double.parseDouble(page) - Double.parseDouble(actual)) <= half;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Test
    void whatIsNotRunIsStillOnAPage() throws IOException {
        List<Command> all = PageCommands.all();
        assertThat(all).hasSizeGreaterThan(50);
        for (String prefix : NOT_RUN.keySet()) {
            assertThat(all).as(prefix).anyMatch(command -> command.text().startsWith(prefix));
        }
        for (Path page : PageCommands.pages()) {
            if (page.endsWith("add-a-model.md")) {
                continue; // commands of a project outside; OutsideTest runs them
            }
            assertThat(Files.readAllLines(page))
                    .as(page + ": commands begin with ./sparsecortex")
                    .noneMatch(line -> line.matches(" {4,}sparsecortex .*"));
        }
    }

    /** A page that drifted is caught, whatever drifted on it. */
    @Test
    void aWrongPageFails() throws IOException {
        Path page = PageCommands.ROOT.resolve("docs/wrong.md");
        String right = "    ./sparsecortex run configs/dendrites/early-spike.json --set /seed=2\n";
        for (String wrong : List.of(
                right.replace("early-spike", "early-spikes"),
                right.replace("/seed", "/sead"),
                right.replace("--set", "--sett"),
                right.replace(" run ", " ran "))) {
            Command command = PageCommands.of(page, List.of(wrong)).get(0);
            assertThatThrownBy(() -> check(command)).as(wrong).isInstanceOf(Throwable.class);
        }
        check(PageCommands.of(page, List.of(right)).get(0));
        compare(
                "x",
                List.of("end 0.38", "report runs/a-<hash>/r"),
                List.of("end   0.37944", "report runs/a-01234567/r"));
        for (String drifted : List.of("end 0.39", "end 0.3795", "ende 0.38", "end")) {
            assertThatThrownBy(() -> compare("x", List.of(drifted), List.of("end   0.37944")))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
