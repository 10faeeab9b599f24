package org.sparsecortex.runtime;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.RunFailure;

/** The binary form of a failure on its way to another process: where it was and its message, without any class. */
final class FailureCodec {
    private static final byte OUT_OF_MEMORY = 1;
    /** Of an error's message, in characters; three bytes each are within what {@link DataOutputStream#writeUTF} can take. */
    private static final int LONGEST_TEXT = 20_000;

    private FailureCodec() {}

    static void write(RunFailure failure, DataOutputStream out) throws IOException {
        Throwable cause = failure.getCause();
        out.writeBoolean(failure.range().isPresent());
        if (failure.range().isPresent()) {
            out.writeInt(failure.range().get().from());
            out.writeInt(failure.range().get().to());
        }
        out.writeLong(failure.step());
        out.writeByte(cause instanceof OutOfMemoryError ? OUT_OF_MEMORY : 0);
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        out.writeUTF(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    }

    static RunFailure read(String population, DataInputStream in) throws IOException {
        UnitRange range = in.readBoolean() ? new UnitRange(in.readInt(), in.readInt()) : null;
        long step = in.readLong();
        boolean memory = in.readByte() == OUT_OF_MEMORY;
        String text = in.readUTF();
        Throwable cause = memory ? new OutOfMemoryError(text) : new IllegalStateException(text);
        return new RunFailure(population, range, step, cause);
    }
}
