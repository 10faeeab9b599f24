package org.sparsecortex.runtime;

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

    void received(byte[] body) {
        messagesReceived.increment();
        bytesReceived.add(body.length);
    }

    Driver.Told sum() {
        return new Driver.Told(messagesSent.sum(), bytesSent.sum(), messagesReceived.sum(), bytesReceived.sum());
    }
}
