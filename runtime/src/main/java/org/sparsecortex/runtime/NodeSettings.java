package org.sparsecortex.runtime;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;

/**
 * Where a process of a cluster listens, and what it brings.
 *
 * @param host address it listens at, and under which the others find it
 * @param port its port; 0 takes a free one
 * @param threads threads of its kernels, at least 1
 * @param tls folder with the key {@code tls.key}, the certificate {@code tls.crt} and the certificates {@code ca.crt} that it
 *     trusts, in PEM; empty sends in the clear
 * @param memory bytes that inputs and ranges may be estimated at together
 */
public record NodeSettings(String host, int port, int threads, Optional<Path> tls, long memory) {
    /** The address that no other machine can reach. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Name of the actor system, the same in all processes of a cluster. */
    static final String SYSTEM = "sparsecortex";

    public NodeSettings {
        Checks.present("host", host);
        Checks.inRange("port", port, 0, (1 << 16) - 1);
        Checks.inRange("threads", threads, 1, 1024);
    }

    /** As the whole one, with half of the Java heap, as for a run in one process. */
    public NodeSettings(String host, int port, int threads, Optional<Path> tls) {
        this(host, port, threads, tls, Runtime.getRuntime().maxMemory() / 2);
    }

    /** A process that only others of this machine can reach, at a free port. */
    public static NodeSettings local(int threads) {
        return new NodeSettings(LOOPBACK, 0, threads, Optional.empty());
    }

    /** Name of this machine and number of this process, for people. */
    String machine() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + " (process " + process + ")";
        } catch (UnknownHostException e) {
            return host + " (process " + process + ")";
        }
    }

    /** The address of a node of the cluster, as the others know it. */
    String address(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address().toString();
    }

    /** Address of the node that listens at HOST:PORT. */
    static String addressOf(String hostAndPort) {
        return "akka://" + SYSTEM + "@" + hostAndPort;
    }

    /**
     * The actor system of a process.
     *
     * @throws CannotListen if it cannot listen there, or not with these files
     */
    <T> ActorSystem<T> start(Behavior<T> guardian, String role) {
        try {
            return ActorSystem.create(guardian, SYSTEM, config(role));
        } catch (Exception e) { // Akka throws checked ones that it does not declare
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new CannotListen("cannot listen at " + host + ":" + port + ", " + cause.getMessage(), e);
        }
    }

    Config config(String role) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("kernels.threads", threads);
        own.put("akka.cluster.roles", List.of(role));
        own.put("akka.remote.artery.canonical.hostname", host);
        own.put("akka.remote.artery.canonical.port", port);
        if (host.equals(LOOPBACK)) {
            own.put("kernels.spin", "0 us"); // the other processes are on the same processors
        }
        tls.ifPresent(folder -> {
            String engine = "akka.remote.artery.ssl.rotating-keys-engine.";
            own.put("akka.remote.artery.transport", "tls-tcp");
            own.put(engine + "key-file", folder.resolve("tls.key").toString());
            own.put(engine + "cert-file", folder.resolve("tls.crt").toString());
            own.put(engine + "ca-cert-file", folder.resolve("ca.crt").toString());
        });
        return ConfigFactory.parseMap(own)
                .withFallback(ConfigFactory.parseResources(NodeSettings.class, "/sparsecortex-cluster.conf"))
                .withFallback(ConfigFactory.parseResources(NodeSettings.class, "/sparsecortex-akka.conf"))
                .withFallback(ConfigFactory.load());
    }
}
