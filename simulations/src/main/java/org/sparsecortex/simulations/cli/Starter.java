package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.sparsecortex.simulations.problem.UserError;

/** A scenario to start from, one of each family, with what to change first. */
enum Starter {
    ANOMALY(
            "anomalies in a time series: encoders, spatial pooler, temporal memory, likelihood",
            "for a series of your own set /inputs/series to {\"type\": \"csv\", \"path\": \"my.csv\", ...}"),
    SEQUENCE(
            "a temporal memory learns a repeating sequence and meets noise",
            "try /inputs/patterns/noise, /inputs/patterns/length and /populations/tm/cellsPerColumn"),
    SPARSE_CODING(
            "a dictionary of edges is learnt from image patches, as in primary visual cortex",
            "try /populations/v1/penalty, /populations/v1/targetActive and /inputs/images/images"),
    DIGITS(
            "Sparsey macs learn digits in one pass, a linear read-out names them",
            "try /inputs/digits/perClass with /phases/0/steps = 10 x perClass, and /populations/macs/modules"),
    VIDEO(
            "a network with Delta Activation Layers learns to need few operations on video",
            "try /populations/net/stages/1/temporalRate and /populations/net/layers"),
    STREAM(
            "an anomaly detector for rows that arrive while it runs: --feed -, a file that grows, or tcp:PORT",
            "try /inputs/series/fields, /inputs/series/rows and docs/streams.md"),
    DENDRITE(
            "a calcium plateau in the apical dendrite turns coincident inputs into a burst",
            "try /populations/cell/volleys/0/atMs and /populations/cell/cell/compartments");

    private final String shows;
    private final String change;

    Starter(String shows, String change) {
        this.shows = shows;
        this.change = change;
    }

    /** The starter of that name. */
    static Starter of(String name) {
        return Arrays.stream(values())
                .filter(s -> s.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("there is no template '" + name + "', only "
                        + Arrays.stream(values()).map(Starter::label).toList()));
    }

    /** Its name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it shows. */
    String shows() {
        return shows;
    }

    /** What to change first. */
    String change() {
        return change;
    }

    /** The scenario, which is called like the file that it is written to, as far as names of scenarios allow. */
    String scenario(Path file) throws IOException {
        String name = file.getFileName()
                .toString()
                .replaceFirst("\\.json$", "")
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        try (InputStream in = Starter.class.getResourceAsStream("/templates/" + label() + ".json")) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return name.isEmpty()
                    ? template
                    : template.replaceFirst(
                            "(\"name\": )\"[^\"]*\"", "$1\"" + name.substring(0, Math.min(64, name.length())) + "\"");
        }
    }
}
