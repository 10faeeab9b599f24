package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.simulations.cluster.Arithmetic;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunOptions.Continuing;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.Mark;

/**
 * Where a run goes on: behind its simulation if all records are whole, else at the newest checkpoint that is whole and whose
 * records are, else at the first step.
 *
 * @param recorded whether all records are whole, so that only metrics and charts are left
 * @param checkpoint where the simulation goes on; empty for the first step
 */
record Continuation(boolean recorded, Optional<Checkpoint> checkpoint) {
    /** From the first step. */
    static Continuation fromStart() {
        return new Continuation(false, Optional.empty());
    }

    /**
     * Finds where a run goes on and says so.
     *
     * @param manifest manifest of the sessions before, empty if there is none
     * @throws UserError if the run is one of another scenario or of another version of the program, or all its checkpoints are
     *     damaged; the message gives the command that helps
     */
    static Continuation of(
            RunDirectory directory,
            ReadScenario read,
            Continuing how,
            Map<String, Object> manifest,
            RunListener listener)
            throws IOException {
        requireSameScenario(directory, read, manifest);
        if (how == Continuing.FROM_START) {
            return fromStart();
        }
        if (areRecorded(directory, read, manifest, listener)) {
            listener.message("the records of " + directory.path() + " are whole; computing metrics and drawing charts");
            return new Continuation(true, Optional.empty());
        }
        requireSameBits(directory, read, manifest);
        List<Path> all = directory.allCheckpoints();
        List<String> damages = new ArrayList<>();
        for (Path file : all) {
            try {
                Checkpoint checkpoint = whole(file, directory, read);
                requireSameVersion(file, checkpoint, directory, how);
                listener.message("resuming from " + file);
                return new Continuation(false, Optional.of(checkpoint));
            } catch (DamagedFile e) {
                damages.add(e.getMessage());
                listener.message(e.getMessage() + "; looking for an older checkpoint");
            }
        }
        if (!damages.isEmpty() && how != Continuing.FROM_START_IF_DAMAGED) {
            throw new UserError("no checkpoint of " + directory.path() + " can be used: " + String.join("; ", damages)
                    + "; start again from the first step with: "
                    + Invocation.command(
                            "resume", "--from-start", directory.path().toString()));
        }
        listener.message(directory.path() + " has no " + (all.isEmpty() ? "" : "usable ")
                + "checkpoint; starting from the first step");
        return fromStart();
    }

    /** @throws UserError if the manifest names another scenario than {@code read} */
    static void requireSameScenario(RunDirectory directory, ReadScenario read, Map<String, Object> manifest) {
        Object hash = manifest.get("scenarioHash");
        if (hash != null && !hash.equals(read.hash())) {
            throw new UserError(directory.path() + " belongs to the scenario with hash " + hash + ", this one has "
                    + read.hash() + ": its input files, or the defaults of this version, are not those of the run; "
                    + "give it the files of then (--data), or run the scenario anew");
        }
    }

    /** @throws UserError if the run was begun on a processor whose matrix products have other bits */
    private static void requireSameBits(RunDirectory directory, ReadScenario read, Map<String, Object> manifest) {
        Object then = manifest.get(Manifest.BITS);
        String now = Arithmetic.fingerprint(read.scenario());
        if (then != null && !then.equals(now)) {
            throw new UserError(directory.path() + " was begun on a processor that computes other bits (" + then
                    + ") than this one (" + now + "); continue it on a machine of that type, or start again with: "
                    + Invocation.command(
                            "resume", "--from-start", directory.path().toString()));
        }
    }

    private static boolean areRecorded(
            RunDirectory directory, ReadScenario read, Map<String, Object> manifest, RunListener listener)
            throws IOException {
        var specs = read.scenario().records();
        if (specs.isEmpty() && List.of("recorded", "complete").contains(manifest.get("status"))) {
            return true;
        }
        if (!Recorder.areWhole(specs, directory.records())) {
            return false;
        }
        Map<String, Mark> marks = Manifest.marks(manifest);
        Optional<String> damage = marks.isEmpty()
                ? Optional.empty() // killed between the last record's renaming and the manifest
                : Recorder.damage(specs, directory.records(), marks);
        damage.ifPresent(text -> listener.message(text + "; looking for a checkpoint"));
        return damage.isEmpty();
    }

    private static Checkpoint whole(Path file, RunDirectory directory, ReadScenario read)
            throws IOException, DamagedFile {
        Checkpoint checkpoint = Checkpoint.read(file, read.hash());
        Optional<String> damage = Recorder.damage(read.scenario().records(), directory.records(), checkpoint.records());
        if (damage.isPresent()) {
            throw new DamagedFile(file + " does not fit the records: " + damage.get());
        }
        return checkpoint;
    }

    private static void requireSameVersion(Path file, Checkpoint checkpoint, RunDirectory directory, Continuing how) {
        if (!checkpoint.program().equals(Manifest.version()) && how != Continuing.ANY_VERSION) {
            String path = directory.path().toString();
            throw new UserError(file + " was written by version " + checkpoint.program() + ", this is version "
                    + Manifest.version() + ", which may compute other numbers; continue with that version, start again"
                    + " with: " + Invocation.command("resume", "--from-start", path)
                    + ", or accept a run of two versions with: "
                    + Invocation.command("resume", "--any-version", path));
        }
    }
}
