package org.sparsecortex.runtime;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the driver of a run and its workers tell each other: bodies of messages, without the envelopes of Akka and TCP. */
final class Traffic {
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    void sent(byte[] body) {
        messagesSent.increment();
        bytesSent.add(body.length);
    }

    /** Bytes and messages that were sent. */
    Wire.Cleared sent(long run) {
        return new Wire.Cleared(run, messagesSent.sum(), bytesSent.sum());
    }

    void received(byte[] body) {
        messagesReceived.increment();
        bytesReceived.add(body.length);
    }

    /** All of it, and what the workers say that they have told each other. */
    Driver.Told sum(Collection<Wire.Cleared> workers) {
        return new Driver.Told(
                messagesSent.sum(),
                bytesSent.sum(),
                messagesReceived.sum(),
                bytesReceived.sum(),
                workers.stream().mapToLong(Wire.Cleared::messages).sum(),
                workers.stream().mapToLong(Wire.Cleared::bytes).sum());
    }
}
