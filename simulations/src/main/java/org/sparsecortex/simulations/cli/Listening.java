package org.sparsecortex.simulations.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.simulations.problem.UserError;

/** Where a process listens, as users write it; beyond this machine only with proof on both ends. */
final class Listening {
    private static final List<String> FILES = List.of("tls.key", "tls.crt", "ca.crt");
    private static final int PORTS = 1 << 16;

    private Listening() {}

    /**
     * The settings for ADDR[:PORT].
     *
     * @param option name of the option, for errors
     * @param text what was given
     * @throws UserError if it is no address of this kind, others could reach it without TLS, or files of TLS are missing
     */
    static NodeSettings at(String option, String text, int threads, Optional<Path> tls, boolean insecure) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 0 : port(option, text, text.substring(colon + 1));
        tls.ifPresent(Listening::requireFiles);
        if (!isLoopback(option, host) && tls.isEmpty() && !insecure) {
            throw new UserError(
                    option + " = " + text + " can be reached from other machines: whoever reaches it takes part"
                            + " in the run; give --tls DIR, or --insecure if the network is trusted");
        }
        try {
            return new NodeSettings(host, port, threads, tls.map(Path::toAbsolutePath));
        } catch (IllegalArgumentException e) {
            throw new UserError(option + ": " + e.getMessage(), e);
        }
    }

    /** HOST:PORT of somebody who listens. */
    static String address(String option, String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || port(option, text, text.substring(colon + 1)) == 0) {
            throw new UserError(option + " = " + text + " must be HOST:PORT");
        }
        return text;
    }

    private static int port(String option, String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port < PORTS) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new UserError(option + " = " + text + ": the port '" + digits + "' is no number", e);
        }
        throw new UserError(option + " = " + text + ": the port is outside 0.." + (PORTS - 1));
    }

    private static boolean isLoopback(String option, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UserError(option + " = " + host + ": there is no such host", e);
        }
    }

    private static void requireFiles(Path folder) {
        for (String file : FILES) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw new UserError("--tls = " + folder + ": it must hold the readable files " + FILES + ", but "
                        + folder.resolve(file) + " is none");
            }
        }
    }
}
