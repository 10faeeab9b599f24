package org.sparsecortex.simulations.run;

import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** What to say when the memory of the program is full: what the limit is, what was needed, and which option raises it. */
public final class Heap {
    private static final long MIB = 1L << 20;

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

    /** What the populations of a scenario were estimated to need, the largest one named. */
    static String needed(ReadScenario read) {
        Map<Long, String> bySize = new TreeMap<>();
        long sum = 0;
        for (var entry : read.scenario().populations().entrySet()) {
            String name = entry.getKey();
            BuildContext context =
                    BuildContext.of(name, read.scenario().seed(), read.network().arriving(name));
            long bytes = entry.getValue().estimatedBytes(context);
            sum += bytes;
            bySize.putIfAbsent(-bytes, name);
        }
        Map.Entry<Long, String> largest = bySize.entrySet().iterator().next();
        return "its populations were estimated at " + mib(sum) + " MiB, '" + largest.getValue() + "' alone at "
                + mib(-largest.getKey()) + "; they grow with what they learn, and inputs and records come on top";
    }

    private static long mib(long bytes) {
        return Math.max(1, (bytes + MIB / 2) / MIB);
    }
}
