package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.simulations.live.LiveRows;

/**
 * Takes a runner to the end of its run piece by piece; between pieces it shows progress, saves and looks whether to stop.
 *
 * @param total steps of the whole run
 * @param interval steps between checkpoints, 0 for none but the one at a stop
 * @param seconds seconds between checkpoints, 0 for none by the clock
 * @param supply says how far the input goes by now
 * @param listener is told of the progress and says whether to stop
 * @param saver writes a checkpoint of the runner's position
 * @param nanos the clock
 */
record RunLoop(
        long total,
        long interval,
        double seconds,
        Supply supply,
        RunListener listener,
        Saver saver,
        LongSupplier nanos) {
    /** A loop over an input that is all there, without checkpoints by the clock. */
    RunLoop(long total, long interval, RunListener listener, Saver saver, LongSupplier nanos) {
        this(total, interval, 0, Supply.WHOLE, listener, saver, nanos);
    }

    /** How far a run can go. */
    interface Supply {
        /** Of an input that is all there. */
        Supply WHOLE = new Supply() {
            @Override
            public long ready(long position) {
                return Long.MAX_VALUE;
            }
        };

        /** The position to which a run can go, {@code position} if it must wait, {@link LiveRows#END} if no row will come. */
        long ready(long position) throws IOException;

        /** Whether a run without an end has ended when no row will come. */
        default boolean endsRun() {
            return true;
        }

        /** The steps before {@code position} are done. */
        default void done(long position) throws IOException {}
    }

    /** Writes a checkpoint. */
    @FunctionalInterface
    interface Saver {
        void save() throws IOException;

        /** Lets readers of the records see all rows so far. */
        default void show() throws IOException {}
    }

    /**
     * Runs to the end (true), or until asked to stop and saved (false).
     *
     * @param observer receives the watched signals of every step
     */
    boolean run(Runner runner, StepObserver observer) throws IOException {
        Pace pace = new Pace(total, interval);
        long saved = runner.position();
        long savedAt = nanos.getAsLong();
        while (runner.position() < total) {
            long before = runner.position();
            long ready = supply.ready(before);
            boolean ended = ready == LiveRows.END;
            if (ended && supply.endsRun()) {
                return true;
            }
            if (ready > before) {
                long began = nanos.getAsLong();
                long next = Math.min(pace.next(before, saved), Math.max(before + 1, listener.stopAt()));
                runner.runTo(Math.min(next, ready), observer);
                pace.took(runner.position() - before, (nanos.getAsLong() - began) * 1e-9);
                supply.done(runner.position());
                if (listener.isWatched()) {
                    saver.show();
                }
                listener.progress(runner.position(), total);
            }
            boolean asked = ended || listener.stopRequested() || runner.position() >= listener.stopAt();
            boolean stop = asked && runner.position() < total;
            boolean isTime = seconds > 0
                    && runner.position() > saved
                    && (nanos.getAsLong() - savedAt) * 1e-9 >= seconds
                    && runner.position() < total;
            if (stop || isTime || pace.isDue(runner.position(), saved)) {
                saver.save();
                saved = runner.position();
                savedAt = nanos.getAsLong();
            }
            if (stop) {
                return false;
            }
        }
        return true;
    }
}
