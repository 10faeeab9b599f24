package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import org.sparsecortex.simulations.problem.UserError;

/** Looks from a process of its own whether the lock of a run folder can be had. */
final class LockProbe {
    private LockProbe() {}

    /** Prints "free" or "held: " and the message. */
    public static void main(String[] args) throws IOException {
        try (RunLock lock = RunLock.take(Path.of(args[0]))) {
            System.out.println(lock == null ? "none" : "free");
        } catch (UserError held) {
            System.out.println("held: " + held.getMessage());
        }
    }
}
