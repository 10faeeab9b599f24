package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sparsecortex.simulations.cluster.TaskWork;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;

/** Runs variants of a sweep on a worker, in a folder of its own that goes with them. */
public final class VariantWork implements TaskWork {
    private ReadScenario planned;
    private SweepPlan plan;

    /** A worker's. */
    public VariantWork() {}

    @Override
    public byte[] work(ReadScenario read, byte[] task, BooleanSupplier ended) {
        try {
            return work(read, VariantTask.read(task), ended).bytes();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            String text = e instanceof UserError || e instanceof IOException ? e.getMessage() : e.toString();
            return new VariantTask.Result(VariantTask.Ending.FAILED, text, Map.of()).bytes();
        }
    }

    private VariantTask.Result work(ReadScenario read, VariantTask task, BooleanSupplier ended) throws IOException {
        ReadScenario variant = SweepPlan.variant(read, plan(read).points().get(task.point()), task.repeat());
        if (!variant.hash().equals(task.hash())) {
            throw new UserError("a worker reads the variant as " + variant.hash() + ", the sweep as " + task.hash()
                    + "; give it the same input files with --data");
        }
        Path folder = Files.createTempDirectory("sparsecortex-variant");
        try {
            RunDirectory run = Sweep.variant(new RunDirectory(folder), variant, task.point(), task.repeat());
            RunOptions options =
                    RunOptions.forVariant(run.path().getParent(), task.checkpointEvery(), task.keepCheckpoints());
            return run(run, variant, options, ended);
        } finally {
            RunDirectory.delete(folder);
        }
    }

    private static VariantTask.Result run(
            RunDirectory run, ReadScenario variant, RunOptions options, BooleanSupplier ended) throws IOException {
        VariantTask.Ending ending = VariantTask.Ending.COMPLETE;
        String text = "";
        try {
            Simulation.resume(run, variant, options, new RunListener() {
                @Override
                public boolean stopRequested() {
                    return ended.getAsBoolean();
                }
            });
        } catch (OutputFailure failure) {
            ending = VariantTask.Ending.OUTPUT_FAILED;
            text = failure.getMessage();
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            ending = VariantTask.Ending.FAILED;
            text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return new VariantTask.Result(ending, text, VariantTask.Result.filesIn(run.path()));
    }

    /** The plan of the scenario that this worker has read, which is the same object for all tasks of a run. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized SweepPlan plan(ReadScenario read) throws IOException {
        if (planned != read) {
            plan = SweepPlan.of(read);
            planned = read;
        }
        return plan;
    }
}
