package org.sparsecortex.simulations.run;

import java.io.IOException;

/** Some metrics or charts of a run could not be made; its records are whole, and all others are there. */
public final class OutputFailure extends IOException {
    private static final long serialVersionUID = 1L;

    OutputFailure(String message, Throwable first) {
        super(message, first);
    }
}
