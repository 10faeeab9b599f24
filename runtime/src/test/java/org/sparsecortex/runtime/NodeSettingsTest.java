package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    /** With Akka's default of 3 s both workers of a run ended with a stack trace when 30 processes wanted two processors. */
    @Test
    void aBusyMachineHasTimeToListen() {
        Config config = NodeSettings.local(1).config("worker");
        for (String limit : List.of("akka.remote.artery.bind.bind-timeout", "akka.actor.creation-timeout")) {
            assertThat(config.getDuration(limit)).as(limit).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
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
