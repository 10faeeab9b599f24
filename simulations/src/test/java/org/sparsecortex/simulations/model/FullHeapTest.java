package org.sparsecortex.simulations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.simulations.run.Heap;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;
import org.sparsecortex.simulations.table.RecordTable;

/** A model that finds no memory ends the run with its place, the limit and the option that raises it; records stay. */
class FullHeapTest {
    private static final int BROKEN = 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theRunEndsWithPlaceLimitAndOption(RunOptions.Engine engine) throws IOException {
        ReadScenario read = hungry();
        List<String> messages = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void message(String line) {
                messages.add(line);
            }
        };
        RunFailure failure = catchThrowableOfType(
                RunFailure.class, () -> Simulation.run(read, new RunOptions(folder, engine, 2, 3, 8, false), listener));
        assertThat(failure).hasMessageContaining("step " + BROKEN + ": Java heap space");
        assertThat(Heap.isFull(failure)).isTrue();
        RunDirectory run = RunDirectory.of(folder, read.scenario().name(), read.hash());
        assertThat(run.readManifest()).containsEntry("status", "failed");
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        assertThat(String.valueOf(run.readManifest().get("failure")))
                .contains("Java heap space", "limited to " + limit + " MiB", "SPARSECORTEX_JAVA_OPTS=-Xmx");
        assertThat(String.valueOf(run.readManifest().get("next")))
                .startsWith("SPARSECORTEX_JAVA_OPTS=-Xmx")
                .contains("resume");
        assertThat(messages).anyMatch(m -> m.contains("estimated at") && m.contains("' alone at"));
        assertThat(RecordTable.read(
                                run.records(), read.scenario().records().get(0).id())
                        .rows())
                .isBetween(16, BROKEN);
    }

    @Test
    void otherErrorsAreNoFullHeap() {
        assertThat(Heap.isFull(new OutOfMemoryError("unable to create native thread")))
                .isFalse();
        assertThat(Heap.isFull(new IllegalStateException("Java heap space"))).isFalse();
        assertThat(Heap.isFull(new OutOfMemoryError("GC overhead limit exceeded")))
                .isTrue();
    }

    private static ReadScenario hungry() throws IOException {
        ReadScenario read = SweepPlan.single(SmallScenarios.read(Path.of("../configs/neurons/anomaly-default.json")));
        SpiedModel spied = new SpiedModel(read.network(), new SpiedModel.Around() {
            @Override
            public <P extends Packet, D extends Packet> Kernel<P, D> kernel(
                    Population population, Kernel<P, D> kernel) {
                return new Wrapped<>(kernel) {
                    @Override
                    public P propose(Step step, Inputs inputs, int round) {
                        if (population.name().equals("tm") && step.index() == BROKEN) {
                            throw new OutOfMemoryError("Java heap space");
                        }
                        return super.propose(step, inputs, round);
                    }
                };
            }
        });
        return new ReadScenario(
                read.scenario(),
                spied.network(),
                read.json(),
                read.hash(),
                read.folder(),
                read.dataRoots(),
                read.inputDigests(),
                read.sweepFiles(),
                read.notices());
    }
}
