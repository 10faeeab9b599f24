package org.sparsecortex.simulations.run;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sparsecortex.sdr.param.Checks;

/**
 * What the user typed; noted in the manifest, it decides nothing.
 *
 * @param commandLine arguments of the program; empty in a run from code
 * @param overrides JSON text by pointer that was put into the scenario (--set)
 */
public record Invocation(List<String> commandLine, Map<String, String> overrides) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    public Invocation {
        Checks.present("commandLine", commandLine);
        commandLine = List.copyOf(commandLine);
        overrides = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(overrides));
    }

    /** A run from code. */
    public static Invocation none() {
        return new Invocation(List.of(), Map.of());
    }

    /** A command of this program as it can be typed into a shell. */
    public static String command(String... arguments) {
        StringBuilder text = new StringBuilder(System.getProperty("sparsecortex.command", "sparsecortex"));
        for (String argument : arguments) {
            text.append(' ')
                    .append(PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }
}
