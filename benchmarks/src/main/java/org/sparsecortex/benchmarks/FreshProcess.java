package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.util.Optional;

/** One whose every turn is the first of a new process. */
record FreshProcess(String name, Maker maker) implements Contender {
    /** Starts the process. */
    interface Maker {
        Optional<Contender> start() throws IOException;
    }

    @Override
    public Turn take() throws IOException {
        try (Contender process = maker.start().orElseThrow()) {
            return process.take();
        }
    }

    @Override
    public void close() {
        // each turn closes its own
    }
}
