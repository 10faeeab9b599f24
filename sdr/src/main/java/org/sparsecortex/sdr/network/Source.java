package org.sparsecortex.sdr.network;

import java.util.List;
import java.util.function.LongFunction;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;

/**
 * An input of the network: a function of the step, so that a resumed run needs no position.
 *
 * <p>Implementations are safe for calls from several threads.
 */
public interface Source {
    /** Signals it offers; all of scope {@code GLOBAL}. The first is its main output. */
    List<SignalSpec> signals();

    /**
     * The value of a signal at a step.
     *
     * @throws IllegalArgumentException if there is no signal of that name
     */
    Signal read(String signal, long step);

    /** An input of one SDR signal, {@code sdr}, of {@code size} bits. */
    static Source of(int size, LongFunction<Sdr> values) {
        List<SignalSpec> signals = List.of(SignalSpec.global("sdr", Signal.Kind.SDR, size, "the SDR of the step"));
        return new Source() {
            @Override
            public List<SignalSpec> signals() {
                return signals;
            }

            @Override
            public Signal read(String signal, long step) {
                Checks.that(signal.equals("sdr"), "signal", signal, "is not 'sdr'");
                return values.apply(step);
            }
        };
    }

    /** Whether a new sequence begins at {@code step}. */
    default boolean resetAt(long step) {
        return false;
    }

    /** Whether this input lets plasticity be on at {@code step}; it is on if the schedule and all inputs say so. */
    default boolean learnAt(long step) {
        return true;
    }
}
