package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Whatever bytes come, a process reads a message or says why it cannot, in bounded time and memory. */
@Timeout(300)
class WireSerializerTest {
    private static final int MUTANTS = 20_000;
    private static final int CONNECTIONS = 100;
    private static final KeyedRandom RANDOM = KeyedRandom.of(15, "wire mutants");

    private static ActorSystem<Void> system;
    private static WireSerializer serializer;

    @BeforeAll
    static void start() {
        system = ActorSystem.create(
                Behaviors.empty(), NodeSettings.SYSTEM, NodeSettings.local(1).config("worker"));
        serializer = new WireSerializer((ExtendedActorSystem) Adapter.toClassic(system));
    }

    @AfterAll
    static void stop() {
        ActorRunner.terminate(system);
    }

    private static List<Object> messages() {
        Watch watch =
                Watch.always(List.of(new Endpoint("a", "winners"))).and(new Endpoint("b", "x"), new Watch.Steps(3, 4));
        return List.of(
                new Wire.Open(new byte[] {1, 2, 3}),
                new Wire.Opened("desk (process 1)", 2, 4711, 1 << 20),
                new Wire.Refused("another build"),
                new Wire.Place(
                        2,
                        3,
                        Map.of(
                                "a",
                                List.of(new UnitRange(0, 3), new UnitRange(3, 5)),
                                "b",
                                List.of(new UnitRange(0, 1))),
                        Map.of("a", List.of(0, 1), "b", List.of(1)),
                        List.of("akka://sparsecortex@127.0.0.1:1", "akka://sparsecortex@127.0.0.1:2"),
                        watch,
                        true),
                new Wire.Placed(7),
                new Wire.Envelope(3, 1, true, new byte[] {4, 5, 6, 7}),
                new Wire.Clear(1),
                new Wire.Cleared(1, 2, 3),
                new Wire.Look(4, 5),
                new Wire.Busy(6, List.of(new Wire.Busy.Range(0, 1), new Wire.Busy.Range(1, 0))),
                new Wire.Task(1, new byte[] {8}),
                new Wire.Result(1, new byte[] {9}),
                new Wire.Leave());
    }

    @Test
    void everyMessageComesBack() throws IOException {
        for (Object message : messages()) {
            byte[] bytes = serializer.toBinary(message);
            Object read = serializer.fromBinary(bytes, serializer.manifest(message));
            assertThat(serializer.toBinary(read)).as("%s", message).isEqualTo(bytes);
            assertThat(read).hasSameClassAs(message);
        }
    }

    @Test
    void mutatedMessagesAreReadOrRefusedWithWords() {
        List<Object> messages = messages();
        int refused = 0;
        for (int m = 0; m < MUTANTS; m++) {
            Object message = messages.get(m % messages.size());
            byte[] bytes = mutated(serializer.toBinary(message), m);
            String manifest = RANDOM.uniform(m, 0, 9) < 0.1 ? "Z" : serializer.manifest(message);
            try {
                assertThat(serializer.fromBinary(bytes, manifest)).isNotNull();
            } catch (NotSerializableException words) {
                assertThat(words).hasMessageStartingWith("message '" + manifest + "' of " + bytes.length + " bytes: ");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + m + " of " + message, e);
            }
        }
        assertThat(refused).isBetween(MUTANTS / 10, MUTANTS);
    }

    /** Some bytes changed, and perhaps cut off, or more of them. */
    private static byte[] mutated(byte[] bytes, int mutant) {
        int length = Math.max(
                0, bytes.length + (RANDOM.uniform(mutant, 0, 0) < 0.3 ? RANDOM.below(9, mutant, 0, 1) - 4 : 0));
        byte[] changed = java.util.Arrays.copyOf(bytes, length);
        int changes = RANDOM.below(4, mutant, 0, 2);
        for (int c = 0; c < changes && length > 0; c++) {
            int at = RANDOM.below(length, mutant, c, 3);
            int draw = RANDOM.below(258, mutant, c, 4);
            changed[at] = (byte) (draw == 256 ? changed[at] ^ 0x80 : draw == 257 ? 0x7F : draw);
        }
        return changed;
    }

    /** Strangers who know how Akka's connections begin, and go on with noise; the run does its work all the same. */
    @Test
    void aDriverOutlivesNoiseAtItsPort() throws Exception {
        CompletableFuture<Worker.End> worker;
        try (Driver driver = Driver.start(NodeSettings.local(1), new byte[0])) {
            String[] address = driver.address().split(":");
            for (int c = 0; c < CONNECTIONS; c++) {
                noise(address[0], Integer.parseInt(address[1]), c);
            }
            worker = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Worker.work(
                                    NodeSettings.local(1),
                                    driver.address(),
                                    job -> ActorRunnerTest.network(Long.MAX_VALUE),
                                    Duration.ofSeconds(60));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> new Thread(task, "worker").start());
            assertThat(driver.await(1, Duration.ofSeconds(60), () -> false)).isTrue();
            assertThat(driver.hosts()).hasSize(1);
        }
        assertThat(worker.join()).isEqualTo(Worker.End.DONE);
    }

    /** Magic word and number of a stream, then frames of noise with lengths that are true, too long or negative. */
    private static void noise(String host, int port, int connection) throws IOException {
        try (Socket socket = new Socket(host, port);
                OutputStream out = socket.getOutputStream()) {
            if (RANDOM.uniform(connection, 0, 0) < 0.8) {
                out.write("AKKA".getBytes(StandardCharsets.US_ASCII));
                out.write(1 + RANDOM.below(4, connection, 0, 1));
            }
            int frames = 1 + RANDOM.below(5, connection, 0, 2);
            for (int f = 0; f < frames; f++) {
                byte[] frame = new byte[RANDOM.below(300, connection, f, 3)];
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (byte) RANDOM.below(256, connection, 1000L * f + i, 4);
                }
                int said = RANDOM.uniform(connection, f, 5) < 0.7
                        ? frame.length
                        : RANDOM.below(Integer.MAX_VALUE, connection, f, 6);
                for (int b = 0; b < Integer.BYTES; b++) {
                    out.write(said >>> (8 * b));
                }
                out.write(frame);
            }
        } catch (java.net.SocketException closed) {
            assertThat(closed).hasMessageMatching("(?i).*(reset|broken pipe).*"); // the driver hung up first
        }
    }

    @Test
    void nothingElseIsOnTheList() {
        assertThatThrownBy(() -> serializer.manifest("text")).hasMessageContaining("not for other processes");
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "java.lang.Runtime"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("is not on the list");
    }
}
