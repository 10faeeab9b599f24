package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands on the pages of the project, in the blocks of code.
 *
 * <p>A line of a block that is indented or fenced is a command if it begins with {@code ./sparsecortex}, {@code ./mvnw} or {@code
 * benchmarks/bench}; a backslash at its end continues it, and a number sign begins a comment. A block that is fenced as {@code
 * text} is what the command before it prints.
 */
final class PageCommands {
    static final Path ROOT = Path.of("..");
    private static final List<String> PROGRAMS = List.of("./sparsecortex", "./mvnw", "benchmarks/bench");

    private PageCommands() {}

    /**
     * A command.
     *
     * @param page where it stands
     * @param line of the page, from 1
     * @param words as a shell would split them, the program first
     * @param printed lines that the page says it prints; empty if the page says nothing
     */
    record Command(Path page, int line, List<String> words, List<String> printed) {
        List<String> arguments() {
            return words.subList(1, words.size());
        }

        boolean isOurs() {
            return words.get(0).equals(PROGRAMS.get(0));
        }

        String text() {
            return String.join(" ", words);
        }

        @Override
        public String toString() {
            return ROOT.relativize(page) + ":" + line + ": " + text();
        }
    }

    /** All pages. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                            docs.filter(f -> f.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    /** The commands of all pages, in the order of reading. */
    static List<Command> all() throws IOException {
        List<Command> commands = new ArrayList<>();
        for (Path page : pages()) {
            commands.addAll(of(page, Files.readAllLines(page)));
        }
        return commands;
    }

    /** The commands of a page. */
    static List<Command> of(Path page, List<String> lines) {
        List<Command> commands = new ArrayList<>();
        String fence = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                fence = fence == null ? line.substring(3).strip() : null;
                continue;
            }
            if ("text".equals(fence)) {
                if (!commands.isEmpty()) {
                    commands.get(commands.size() - 1).printed().add(line);
                }
            } else if ((line.startsWith("    ") || fence != null) && isCommand(line)) {
                int first = i;
                StringBuilder text = new StringBuilder(line.strip());
                while (text.charAt(text.length() - 1) == '\\') {
                    text.setLength(text.length() - 1);
                    text.append(lines.get(++i).strip());
                }
                commands.add(new Command(page, first + 1, words(text.toString()), new ArrayList<>()));
            }
        }
        return commands;
    }

    private static boolean isCommand(String line) {
        String text = line.strip().replaceFirst("^([A-Z_]+=\\S+ )+", "");
        return PROGRAMS.stream().anyMatch(p -> text.equals(p) || text.startsWith(p + " "));
    }

    /** Splits as a shell does: quotes, comments; assignments in front are left out. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                word = word == null ? new StringBuilder() : word;
            } else if (c == ' ') {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else if (c == '#' && word == null) {
                break;
            } else {
                word = (word == null ? new StringBuilder() : word).append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        while (words.get(0).matches("[A-Z_]+=.*")) {
            words.remove(0);
        }
        return words;
    }
}
