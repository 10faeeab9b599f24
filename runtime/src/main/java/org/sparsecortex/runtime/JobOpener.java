package org.sparsecortex.runtime;

import java.util.function.BooleanSupplier;
import org.sparsecortex.sdr.network.Network;

/** Reads the job of a driver and makes its network, on a worker. */
@FunctionalInterface
public interface JobOpener {
    /**
     * The network of a job, which has to be the driver's in all that decides a result.
     *
     * @throws JobRefused if it is not, or cannot be made here
     */
    Network open(byte[] job) throws JobRefused;

    /**
     * Does a task of the job that was opened last, whole and in one thread; several threads may call at the same time.
     *
     * @param ended whether nobody waits for the result any more
     * @return what the driver gets, also if it is a failure
     */
    default byte[] work(byte[] task, BooleanSupplier ended) {
        throw new UnsupportedOperationException("this worker does no tasks");
    }

    /** Why a worker cannot work on a job; the message is for the user of the driver. */
    final class JobRefused extends Exception {
        private static final long serialVersionUID = 1L;

        public JobRefused(String reason) {
            super(reason);
        }

        public JobRefused(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
