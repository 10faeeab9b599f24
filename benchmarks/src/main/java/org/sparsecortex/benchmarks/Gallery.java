package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparsecortex.simulations.problem.UserError;

/**
 * Writes {@code docs/gallery.md}: every scenario with what it shows, its source, how long it took here and one of its charts. The
 * figures that other pages take from a run, by {@code docs/figures/figures.csv}, are drawn again with it.
 *
 * <p>{@code bench gallery} runs all scenarios, {@code bench gallery v1/edges sdr/union} those and keeps what the page says of the
 * others, {@code bench gallery none} writes the page anew without any run. {@code bench gallery --within SECONDS} gives up a run
 * that takes longer and leaves out what has been measured before: with growing limits, the cheap ones come first. With
 * {@code --keep FOLDER} the runs stay there: one that was given up goes on, and a complete one is only drawn again. Shown is the
 * chart that {@code docs/figures/gallery.csv} names, else the first. Data that do not come with the program are looked for in the
 * folder SPARSECORTEX_DATA.
 */
final class Gallery {
    private static final Path CONFIGS = Path.of("configs");
    private static final Path PAGE = Path.of("docs/gallery.md");
    private static final Path FIGURES = Path.of("docs/figures");
    private static final Path PICTURES = FIGURES.resolve("gallery");
    private static final Path CHOSEN = FIGURES.resolve("gallery.csv");
    private static final String UNKNOWN = "not measured";
    private static final Pattern DESCRIPTION = Pattern.compile("\"description\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CHART =
            Pattern.compile("\"charts\"\\s*:.*?\"id\"\\s*:\\s*\"([^\"]+)\"", Pattern.DOTALL);
    private static final Pattern DOI = Pattern.compile("doi:(10\\.[^\\s;,]*[^\\s;,.])");
    private static final Pattern ARXIV = Pattern.compile("arXiv (\\d{4}\\.\\d{4,5})");
    private static final Pattern TIME =
            Pattern.compile("### \\[([^\\]]+)]\\((?:(?!###).)*?Run time: ([^\\n]+)", Pattern.DOTALL);
    private static final Map<String, String> FAMILIES = new LinkedHashMap<>();

    static {
        FAMILIES.put("sdr", "Sparse distributed representations");
        FAMILIES.put("dendrites", "Dendrites");
        FAMILIES.put("neurons", "Neurons, columns, anomaly detection");
        FAMILIES.put("spiking", "Spiking networks");
        FAMILIES.put("v1", "V1");
        FAMILIES.put("sparsey", "Sparsey");
        FAMILIES.put("delta", "Delta activation");
        FAMILIES.put("learning", "Sparse connectivity, key-value memory");
        FAMILIES.put("cortex", "All together");
    }

    private Gallery() {}

    static void run(String[] words) throws IOException {
        GalleryOptions options = GalleryOptions.of(words);
        Map<String, String> times = times();
        List<Path> scenarios = scenarios();
        List<String> failed = new ArrayList<>();
        for (Path scenario : scenarios) {
            String name = name(scenario);
            boolean shown = Files.exists(PICTURES.resolve(picture(name))) && times.containsKey(name);
            if (!options.wants(name, shown)) {
                continue;
            }
            try {
                Optional<String> time = new GalleryRun(scenario, name, options).time(Gallery::keepPictures);
                if (time.isPresent()) {
                    times.put(name, time.get());
                    Files.writeString(PAGE, page(scenarios, times)); // what is done stays if the next one is stopped
                }
                System.out.println(name + " " + time.orElse("takes longer"));
            } catch (UserError e) {
                System.out.println(name + " " + e.getMessage());
                failed.add(name);
            }
        }
        Files.writeString(PAGE, page(scenarios, times));
        if (!failed.isEmpty()) {
            throw new IllegalStateException("could not be run: " + failed);
        }
    }

    /** What the page says of the run times, by scenario. */
    private static Map<String, String> times() throws IOException {
        Map<String, String> times = new LinkedHashMap<>();
        if (Files.exists(PAGE)) {
            Matcher known = TIME.matcher(Files.readString(PAGE));
            while (known.find()) {
                if (!known.group(2).equals(UNKNOWN)) {
                    times.put(known.group(1), known.group(2));
                }
            }
        }
        return times;
    }

    private static List<Path> scenarios() throws IOException {
        try (Stream<Path> all = Files.walk(CONFIGS)) {
            return all.filter(f -> f.toString().endsWith(".json") && !f.startsWith(CONFIGS.resolve("schema")))
                    .sorted(Comparator.comparing(f -> f.toString()))
                    .toList();
        }
    }

    private static String name(Path scenario) {
        return CONFIGS.relativize(scenario).toString().replace('\\', '/').replace(".json", "");
    }

    /** The gallery's picture, small, and the figures of other pages as they are. */
    private static void keepPictures(Path scenario, String name, Path charts) throws IOException {
        Files.createDirectories(PICTURES);
        Path drawn = charts.resolve(chart(name, Files.readString(scenario)) + ".png");
        SmallPicture.write(drawn, PICTURES.resolve(picture(name)));
        for (String row : Files.readAllLines(FIGURES.resolve("figures.csv"))) {
            String[] cells = row.split(",", -1);
            Path figure = charts.resolve(cells[2] + ".png");
            if (cells[1].equals("configs/" + name + ".json") && Files.exists(figure)) {
                Files.copy(figure, FIGURES.resolve(cells[0] + ".png"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String picture(String name) {
        return name.replace('/', '-') + ".png";
    }

    private static String chart(String name, String scenario) throws IOException {
        for (String row : Files.readAllLines(CHOSEN)) {
            String[] cells = row.split(",", -1);
            if (cells[0].equals(name)) {
                return cells[1];
            }
        }
        Matcher first = CHART.matcher(scenario);
        if (!first.find()) {
            throw new IllegalStateException("a scenario without a chart");
        }
        return first.group(1);
    }

    private static String page(List<Path> scenarios, Map<String, String> times) throws IOException {
        StringBuilder page = new StringBuilder("""
            # Gallery

            All scenarios that come with the program, each with one of its charts. `./sparsecortex run configs/<name>.json` makes it. Run times
            are the processor time of one run with its charts in a program that had run others before, on a virtual machine with two
            processors. This page is written by `benchmarks/bench gallery`; a test holds it complete.
            """);
        String family = "";
        for (Path scenario : scenarios.stream()
                .sorted(Comparator.comparingInt(Gallery::rank).thenComparing(Gallery::name))
                .toList()) {
            String name = name(scenario);
            if (!name.startsWith(family + "/")) {
                family = name.substring(0, name.indexOf('/'));
                page.append("\n## ")
                        .append(FAMILIES.getOrDefault(family, family))
                        .append('\n');
            }
            entry(page, scenario, name, times.get(name));
        }
        return page.toString();
    }

    private static int rank(Path scenario) {
        String family = name(scenario).replaceFirst("/.*", "");
        int rank = List.copyOf(FAMILIES.keySet()).indexOf(family);
        return rank < 0 ? FAMILIES.size() : rank;
    }

    private static void entry(StringBuilder page, Path scenario, String name, String time) throws IOException {
        Matcher found = DESCRIPTION.matcher(Files.readString(scenario));
        String description = found.find() ? found.group(1).replace("\\\"", "\"") : "";
        String linked = DOI.matcher(description).replaceAll("[doi:$1](https://doi.org/$1)");
        linked = ARXIV.matcher(linked).replaceAll("[arXiv $1](https://arxiv.org/abs/$1)");
        page.append("\n### [%s](../configs/%s.json)\n\n%s\n\n".formatted(name, name, linked));
        page.append("Run time: ").append(time == null ? UNKNOWN : time).append('\n');
        if (Files.exists(PICTURES.resolve(picture(name)))) {
            page.append("\n![%s](figures/gallery/%s)\n".formatted(name, picture(name)));
        }
    }
}
