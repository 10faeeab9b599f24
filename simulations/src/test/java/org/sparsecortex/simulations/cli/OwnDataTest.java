package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of a user with data of her own, as the page tells it: a table with semicolons and decimal commas, photographs, a figure of
 * three panels in PDF, a sweep with its band, the numbers in pandas, a comparison. With a third of the steps, to be quick.
 */
class OwnDataTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/tutorials/own-data.md");

    @TempDir
    private Path folder;

    private Path run(String name) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("runs"))) {
            return all.filter(run -> run.getFileName().toString().matches(Pattern.quote(name) + "-[0-9a-f]{8}"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void execute(PageCommands.Command command) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : command.arguments()) {
            words.add(
                    word.startsWith("docs/")
                            ? PageCommands.ROOT.resolve(word).toString()
                            : word.startsWith("runs/")
                                    ? run(word.replaceAll("runs/|-<hash>", "")).toString()
                                    : word);
        }
        if (words.get(0).equals("run")) {
            words.addAll(List.of("--output", folder.resolve("runs").toString(), "--set", "/phases/0/steps=200"));
            words.addAll(List.of("--set", "/sweep/repeats=2", "--set", "/sweep/axes/0/values=[8,16]"));
            words.addAll(List.of("--set", "/inputs/meter/windows=[[\"06.03.2024 06:00\", \"06.03.2024 14:00\"]]"));
        } else if (words.get(0).equals("compare")) {
            words.addAll(List.of("--output", folder.resolve("comparison").toString()));
        }
        assertThat(Main.execute(words.toArray(new String[0])))
                .as(command.toString())
                .isZero();
    }

    @Test
    void thePageLeadsFromATableToAComparison() throws IOException, InterruptedException {
        List<PageCommands.Command> commands = PageCommands.of(PAGE, Files.readAllLines(PAGE));
        assertThat(commands.stream().map(command -> command.words().get(1)))
                .containsExactly("validate", "run", "run", "run", "compare");
        for (PageCommands.Command command : commands) {
            execute(command);
        }
        Path own = run("own");
        assertThat(Files.readString(own.resolve("manifest.json")))
                .contains("\"separator\" : \";\"", "\"decimal\" : \",\"", "\"times of Zeit\" : \"day-month-year\"")
                .contains("\"gaps\" : 1");
        try (PDDocument pdf = Loader.loadPDF(own.resolve("charts/figure.pdf").toFile())) {
            assertThat(pdf.getPage(0).getMediaBox().getWidth() / 72 * 25.4).isBetween(169.9, 170.1);
            assertThat(new PDFTextStripper().getText(pdf)).contains("(a)", "(b)", "(c)", "fault", "Mar 2024");
        }
        assertThat(run("own-sweep").resolve("charts/band.svg")).exists();
        assertThat(Files.readString(run("own-sweep").resolve("records/sweep.csv")))
                .startsWith("threshold,meanAnomaly,meanAnomaly.low,meanAnomaly.high");
        assertThat(folder.resolve("comparison/comparison.html")).content().contains("own-again");
        assertThat(Files.readString(folder.resolve("comparison/comparison.csv")))
                .contains("meanAnomaly");
        inPandas(own);
    }

    /** The block of the page, with the path of the run. */
    private static void inPandas(Path run) throws IOException, InterruptedException {
        Optional<String> python = PythonTest.python();
        if (python.isEmpty()) {
            return; // PythonTest says that it is not tested here
        }
        Matcher block =
                Pattern.compile("```python\n(.*?)# (.*?)\n```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        ProcessBuilder start = new ProcessBuilder(
                        python.get(), "-B", "-c", "path = r'" + run.toAbsolutePath() + "'\n" + block.group(1))
                .redirectErrorStream(true);
        start.environment().put("PYTHONPATH", "../python");
        Process process = start.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualToNormalizingWhitespace(block.group(2));
    }
}
