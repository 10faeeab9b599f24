package org.sparsecortex.simulations.run;

import java.util.Comparator;
import java.util.Map;
import org.sparsecortex.runtime.Cost;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** What to say when the memory of the program is full: what the limit is, what was needed, and which option raises it. */
public final class Heap {
    private static final long MIB = 1L << 20;

    /** A network whose collection is worth its time, some tenths of a second. */
    private static final long LARGE = 256 * MIB;

    private Heap() {}

    /** Whether a failure, or what caused it, is a heap that is full. */
    public static boolean isFull(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String text = String.valueOf(e.getMessage());
            if (e instanceof OutOfMemoryError && (text.contains("heap space") || text.contains("GC overhead"))) {
                return true;
            }
        }
        return false;
    }

    /** The limit and the option that raises it. */
    public static String cure() {
        return "the memory of the program is limited to " + limit() / MIB + " MiB; give it more with " + option();
    }

    /** The variable with which the launcher is told a limit, twice the present one. */
    static String option() {
        return "SPARSECORTEX_JAVA_OPTS=-Xmx" + 2 * ((limit() + MIB - 1) / MIB) + "m";
    }

    private static long limit() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Collects a large network that is done with, so that metrics and charts take its room and ask for no more. */
    static void collect(ReadScenario read) {
        if (sum(read.estimatedBytes()) > LARGE) {
            System.gc();
        }
    }

    /** What the populations of a scenario were estimated to need, the largest one named. */
    static String needed(ReadScenario read) {
        Map<String, Cost> all = read.estimatedBytes();
        String largest = all.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue().whole()))
                .orElseThrow()
                .getKey();
        return "its populations were estimated at " + mib(sum(all)) + " MiB, '" + largest + "' alone at "
                + mib(all.get(largest).whole())
                + "; they grow with what they learn, and inputs and records come on top";
    }

    private static double sum(Map<String, Cost> bytes) {
        return bytes.values().stream().mapToDouble(Cost::whole).sum();
    }

    private static long mib(double bytes) {
        return Math.max(1, Math.round(bytes / MIB));
    }
}
