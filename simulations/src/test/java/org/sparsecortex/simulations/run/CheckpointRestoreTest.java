package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.runtime.WorkerLost;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.simulations.problem.UserError;

class CheckpointRestoreTest {
    private static final Checkpoint AT_20 =
            new Checkpoint("hash", "program", new Snapshot(20, Map.of(), Map.of(), Map.of()), Map.of());

    @TempDir
    private Path folder;

    /** A runner that cannot be put anywhere. */
    private record Stubborn(RuntimeException why) implements Runner {
        @Override
        public long position() {
            return 0;
        }

        @Override
        public void runTo(long to, StepObserver observer) {
            throw why;
        }

        @Override
        public Snapshot snapshot() {
            throw why;
        }

        @Override
        public void restore(Snapshot snapshot) {
            throw why;
        }

        @Override
        public void close() {}
    }

    /** Two workers stopped at once: the second was missed only when the run went on with it, and the checkpoint was blamed. */
    @Test
    void aWorkerLostOverItIsNoFaultOfTheCheckpoint() {
        RunFailure lost = new RunFailure("cluster", null, 20, new WorkerLost("desk (process 7)"));
        assertThatThrownBy(() -> AT_20.restore(new Stubborn(lost), new RunDirectory(folder)))
                .isSameAs(lost);
    }

    @Test
    void aStateThatDoesNotFitIsTold() {
        RuntimeException misfit = new IllegalArgumentException("2 columns, not 3");
        assertThatThrownBy(() -> AT_20.restore(new Stubborn(misfit), new RunDirectory(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("step 20", "2 columns, not 3", "resume --from-start " + folder);
    }
}
