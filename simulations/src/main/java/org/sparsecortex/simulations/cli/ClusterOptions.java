package org.sparsecortex.simulations.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.input.LiveSource;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import picocli.CommandLine.Option;

/** Options that have a run computed by workers; none can change a result. */
final class ClusterOptions {
    private static final int SECONDS = 60;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "compute in N processes of this machine, which end with the run")
    private Integer workers;

    @Option(
            names = "--cluster",
            paramLabel = "ADDR:PORT",
            description =
                    "listen there for workers of this and other machines (worker --join ADDR:PORT), which compute")
    private String cluster;

    @Option(names = "--min-workers", paramLabel = "N", description = "with --cluster: workers to wait for (default: 1)")
    private Integer least;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "with --cluster: how long until they have joined (default: " + SECONDS + ")")
    private Integer seconds;

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description =
                    "with --cluster: folder with tls.key, tls.crt and ca.crt (PEM) for connections that both ends prove")
    private Path tls;

    @Option(
            names = "--own-threads",
            paramLabel = "N",
            description =
                    "with --workers or --cluster: threads of this process that compute as a worker does (default: 0)")
    private Integer own;

    @Option(
            names = "--on-loss",
            paramLabel = "restart|stop",
            description =
                    "with --workers or --cluster: when a worker is lost, go on at the last checkpoint on those that are"
                            + " left, or stop and say how to resume, exit code 3 (default: restart)")
    private OnLoss onLoss;

    @Option(
            names = "--rejoin",
            paramLabel = "SECONDS",
            description =
                    "with --cluster: how long to wait for another worker in place of a lost one (default: 0, go on at once)")
    private Integer rejoin;

    @Option(
            names = "--deltas",
            description =
                    "with --workers or --cluster: signals travel as what has changed since the last ones, where that is shorter")
    private boolean deltas;

    @Option(names = "--insecure", description = "with --cluster: listen beyond this machine without --tls")
    private boolean insecure;

    /** What the user may say of {@code --on-loss}. */
    private enum OnLoss {
        RESTART,
        STOP
    }

    ClusterOptions() {}

    /** A reader of scenarios that are to be run under these options. */
    ScenarioReader reader(List<Path> dataRoots) {
        return workers == null && cluster == null
                ? new ScenarioReader(dataRoots)
                : ScenarioReader.forSeveral(dataRoots);
    }

    /** The options with workers, if any are asked for. */
    RunOptions addTo(RunOptions options, EngineOptions engine, ReadScenario read) {
        if (workers == null && cluster == null) {
            if (isForCluster()) {
                throw new UserError(
                        "--min-workers, --wait, --rejoin, --tls and --insecure are for a run with --cluster");
            }
            if (own != null || onLoss != null || deltas) {
                throw new UserError("--own-threads, --on-loss and --deltas are for a run with --workers or --cluster");
            }
            engine.requireUsedThreads(read);
            return options;
        }
        requireFit(read);
        if (options.engine() == RunOptions.Engine.SEQUENTIAL) {
            throw new UserError(
                    "--engine sequential computes in one thread of this process; leave it out, or the workers");
        }
        try {
            Workers asked = workers == null ? joining(engine) : starting(options, engine);
            return options.withWorkers(Optional.of(
                    asked.withOwn(own == null ? 0 : own).with(loss()).withDeltas(deltas)));
        } catch (IllegalArgumentException e) {
            throw new UserError("option --" + e.getMessage(), e);
        }
    }

    private boolean isForCluster() {
        return least != null || seconds != null || rejoin != null || tls != null || insecure;
    }

    private Workers.OnLoss loss() {
        if (onLoss == OnLoss.STOP && rejoin != null) {
            throw new UserError("--rejoin is for --on-loss restart: with stop, nothing is waited for");
        }
        return new Workers.OnLoss(onLoss == OnLoss.STOP, Duration.ofSeconds(rejoin == null ? 0 : rejoin));
    }

    /** Workers compute runs whose inputs they can read themselves. */
    private static void requireFit(ReadScenario read) {
        read.network().sources().forEach((name, source) -> {
            if (source instanceof LiveSource) {
                throw new UserError(
                        "the input '" + name + "' comes to this process while it runs, and workers read their"
                                + " inputs themselves; leave --workers and --cluster out");
            }
        });
    }

    private Workers starting(RunOptions options, EngineOptions engine) {
        if (cluster != null || isForCluster()) {
            throw new UserError("--workers starts its workers on this machine itself; --cluster, --min-workers, --wait,"
                    + " --rejoin, --tls and --insecure are for workers that others start");
        }
        if (workers < 1) {
            throw new UserError("--workers = " + workers + " is outside 1..256");
        }
        NodeSettings node = NodeSettings.local(Math.max(1, options.threads() / workers));
        return new Workers(node, workers, workers, Duration.ofSeconds(SECONDS), engine.rangesByHand());
    }

    private Workers joining(EngineOptions engine) {
        NodeSettings node = Listening.at("--cluster", cluster, 1, Optional.ofNullable(tls), insecure);
        if (node.port() == 0) {
            throw new UserError("--cluster = " + cluster + " must be ADDR:PORT, for workers have to know the port");
        }
        Duration patience = Duration.ofSeconds(seconds == null ? SECONDS : seconds);
        return new Workers(node, 0, least == null ? 1 : least, patience, engine.rangesByHand());
    }
}
