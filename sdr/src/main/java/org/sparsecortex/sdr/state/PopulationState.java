package org.sparsecortex.sdr.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * State of one population in global unit order, as bytes that are read from front to back and need never be in memory together: the
 * number of units (4 bytes, big-endian), then pieces, see {@link StateSaving}: what all units share ({@link Kernel#shared}), and each
 * unit ({@link Kernel#unit}) by its id. They are the same under every cut into ranges.
 */
public interface PopulationState {
    /** Number of units. */
    int units();

    /** The bytes from the front; an {@link UncheckedIOException}, too, tells that they cannot be read. */
    InputStream open() throws IOException;

    /** A state of {@code units} units whose blocks, behind the number of units, are made anew each time it is opened. */
    static PopulationState of(int units, Supplier<Iterator<byte[]>> blocks) {
        return new PopulationState() {
            @Override
            public int units() {
                return units;
            }

            @Override
            public InputStream open() {
                return new BlockStream(units, blocks.get());
            }
        };
    }

    /** A copy of the state that kernels of consecutive ranges, which cover all units, hold. */
    static PopulationState of(List<? extends Kernel<?, ?>> kernels) {
        List<byte[]> blocks = new ArrayList<>();
        for (Kernel<?, ?> kernel : kernels) {
            new StateSaving(kernel, kernel == kernels.get(0)).forEachRemaining(blocks::add);
        }
        int units = kernels.stream().mapToInt(kernel -> kernel.range().size()).sum();
        return of(units, Collections.unmodifiableList(blocks)::iterator);
    }

    /** A copy in memory, which stays as it is. */
    default PopulationState held() {
        List<byte[]> blocks = new ArrayList<>();
        try (StateInput in = new StateInput(this)) {
            in.pieces(1).forEachRemaining(blocks::add);
            in.pieces(units()).forEachRemaining(blocks::add);
        }
        return of(units(), Collections.unmodifiableList(blocks)::iterator);
    }

    /**
     * Loads the part that belongs to the kernel's range.
     *
     * @throws IllegalArgumentException if the state has too few units or bytes are left over
     * @throws UncheckedIOException if the state ends early or cannot be read
     */
    default void loadInto(Kernel<?, ?> kernel) {
        UnitRange range = kernel.range();
        StateLoading loading = new StateLoading(kernel);
        try (StateInput in = new StateInput(this)) {
            in.pieces(1).forEachRemaining(loading::take);
            in.pieces(range.from()).forEachRemaining(skipped -> {});
            in.pieces(range.size()).forEachRemaining(loading::take);
        }
        loading.finish();
    }
}
