package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class WorkerCommandTest {
    @Test
    void aPortThatIsTakenIsToldInWords() throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String here = "127.0.0.1:" + taken.getLocalPort();
            assertThat(Main.commandLine()
                            .setErr(writer)
                            .setOut(writer)
                            .execute("worker", "--once", "--join", "127.0.0.1:9", "--bind", here))
                    .as(printed.toString())
                    .isEqualTo(Main.USERS);
            assertThat(printed.toString())
                    .contains("error: cannot listen at " + here)
                    .doesNotContain("\tat ");
        }
    }
}
