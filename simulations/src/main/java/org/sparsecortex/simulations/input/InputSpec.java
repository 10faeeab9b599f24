package org.sparsecortex.simulations.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;

/**
 * An input of a scenario. The set is open: a record with a {@link org.sparsecortex.sdr.param.TypeName} that is listed in {@code
 * META-INF/services/org.sparsecortex.simulations.input.InputSpec} of its jar can be named in scenarios.
 */
public interface InputSpec {
    /**
     * Opens the input.
     *
     * @throws IllegalArgumentException if it cannot be opened, with what is wrong and where
     */
    Opened open(InputContext context);

    /**
     * The signals that it offers whatever stands in its files, for those who name them while the files cannot be read; empty if the
     * files decide.
     *
     * @throws IllegalArgumentException if it cannot offer them
     */
    default Optional<List<SignalSpec>> signals(InputContext context) {
        return Optional.empty();
    }

    /** Files it reads, as written in the scenario. */
    default List<String> files() {
        return List.of();
    }

    /** Files it reads, found in their folders; those of {@link #files()} unless the scenario gives a pattern. */
    default List<String> files(InputContext context) {
        return files();
    }

    /**
     * An input ready to be read.
     *
     * @param source the values by step
     * @param length number of steps it has; empty if it has no end
     * @param found what it found in its files where the scenario left it open, by name, for the manifest
     */
    record Opened(Source source, OptionalLong length, Map<String, Object> found) {
        public Opened {
            found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        }

        /** An input that says everything itself. */
        public Opened(Source source, OptionalLong length) {
            this(source, length, Map.of());
        }

        /** An input without an end. */
        public static Opened endless(Source source) {
            return new Opened(source, OptionalLong.empty());
        }
    }
}
