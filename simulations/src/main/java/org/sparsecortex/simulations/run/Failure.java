package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sparsecortex.simulations.scenario.ReadScenario;

/**
 * Notes a failure of a run: a true status in its manifest, and for the user what is left and the command that goes on.
 *
 * @param read its scenario
 * @param directory the run
 * @param listener receives the lines for the user
 * @param recorded whether all records are whole
 */
record Failure(ReadScenario read, RunDirectory directory, RunListener listener, boolean recorded) {
    /** Writes the status and tells the user; a failure in doing so is added to {@code failure}. */
    void note(Manifest manifest, Throwable failure) {
        boolean interrupted = Thread.interrupted(); // an interrupted thread could not write
        String next = Invocation.command("resume", directory.path().toString());
        boolean full = Heap.isFull(failure);
        if (full) {
            next = Heap.option() + " " + next;
        }
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        manifest.fail((failure instanceof Error ? failure.toString() : text) + (full ? "; " + Heap.cure() : ""), next);
        try {
            manifest.write();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        listener.message(left());
        listener.message((full ? outOfMemory() : cure(failure)) + "continue with: " + next);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String left() {
        if (recorded) {
            return "all records are whole, in " + directory.records();
        }
        String kept = "records up to the failure are in " + directory.records();
        try {
            Optional<Path> last = directory.lastCheckpoint();
            return kept + (last.isPresent() ? "; last checkpoint: " + last.get() : "; there is no checkpoint");
        } catch (IOException e) {
            return kept + "; its checkpoints cannot be listed, " + e.getMessage();
        }
    }

    private String outOfMemory() {
        return Heap.cure() + " (" + Heap.needed(read) + "); ";
    }

    private static String cure(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof IOException
                && (text.contains("No space left") || text.contains("File too large") || text.contains("quota"))) {
            return "make space, then ";
        }
        if (failure instanceof WorkersLost) {
            return "";
        }
        return "once the cause is removed, ";
    }
}
