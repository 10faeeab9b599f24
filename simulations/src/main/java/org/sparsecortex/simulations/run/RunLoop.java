package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.StepObserver;

/**
 * Takes a runner to the end of its run piece by piece; between pieces it shows progress, saves and looks whether to stop.
 *
 * @param total steps of the whole run
 * @param interval steps between checkpoints, 0 for none but the one at a stop
 * @param listener is told of the progress and says whether to stop
 * @param saver writes a checkpoint of the runner's position
 * @param nanos the clock
 */
record RunLoop(long total, long interval, RunListener listener, Saver saver, LongSupplier nanos) {
    /** Writes a checkpoint. */
    @FunctionalInterface
    interface Saver {
        void save() throws IOException;
    }

    /**
     * Runs to the end (true), or until asked to stop and saved (false).
     *
     * @param observer receives the watched signals of every step
     */
    boolean run(Runner runner, StepObserver observer) throws IOException {
        Pace pace = new Pace(total, interval);
        long saved = runner.position();
        while (runner.position() < total) {
            long before = runner.position();
            long began = nanos.getAsLong();
            runner.runTo(Math.min(pace.next(before, saved), Math.max(before + 1, listener.stopAt())), observer);
            pace.took(runner.position() - before, (nanos.getAsLong() - began) * 1e-9);
            listener.progress(runner.position(), total);
            boolean asked = listener.stopRequested() || runner.position() >= listener.stopAt();
            boolean stop = asked && runner.position() < total;
            if (stop || pace.isDue(runner.position(), saved)) {
                saver.save();
                saved = runner.position();
            }
            if (stop) {
                return false;
            }
        }
        return true;
    }
}
