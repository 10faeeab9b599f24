package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {
    /** With Akka's default of 3 s both workers of a run ended with a stack trace when 30 processes wanted two processors. */
    @Test
    void aBusyMachineHasTimeToListen() {
        Config config = NodeSettings.local(1).config("worker");
        for (String limit : List.of("akka.remote.artery.bind.bind-timeout", "akka.actor.creation-timeout")) {
            assertThat(config.getDuration(limit)).as(limit).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    /** A process whose heap is full, and which nothing else would end. */
    static final class FullHeap {
        private FullHeap() {}

        public static void main(String[] args) throws InterruptedException {
            NodeSettings.local(1)
                    .start(
                            Behaviors.receiveMessage(message -> {
                                throw new OutOfMemoryError("made up");
                            }),
                            "worker")
                    .tell("anything");
            new CountDownLatch(1).await();
        }
    }

    /** Its actors may lack the memory to end in good order: a run waited for them for ever. */
    @Test
    void aProcessWhoseHeapIsFullEnds(@TempDir Path folder) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullHeap.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(Files.readString(printed)).contains("OutOfMemoryError: made up");
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isNotZero();
    }

    @Test
    void whereSomebodyElseListensIsSaidInWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeSettings there = new NodeSettings(NodeSettings.LOOPBACK, taken.getLocalPort(), 1, Optional.empty());
            assertThatThrownBy(() -> there.start(Behaviors.empty(), "worker"))
                    .isInstanceOf(CannotListen.class)
                    .hasMessageStartingWith("cannot listen at 127.0.0.1:" + taken.getLocalPort() + ", ");
        }
    }
}
