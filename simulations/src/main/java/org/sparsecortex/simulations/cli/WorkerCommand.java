package org.sparsecortex.simulations.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsecortex.runtime.CannotListen;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.runtime.Worker;
import org.sparsecortex.simulations.cluster.WorkerProcess;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.VariantWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lends the processors of a machine to runs. */
@Command(
        name = "worker",
        description = "Compute for the run that listens at an address (run --cluster), and for those after it.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--join", required = true, paramLabel = "HOST:PORT", description = "where the run listens")
    private String join;

    @Option(
            names = "--bind",
            paramLabel = "ADDR[:PORT]",
            defaultValue = NodeSettings.LOOPBACK,
            description =
                    "where this worker listens for the run and the other workers (default: ${DEFAULT-VALUE}, a free port)")
    private String bind;

    @Option(names = "--threads", paramLabel = "N", description = "worker threads (default: all processors)")
    private Integer threads;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder in which input files of scenarios are found; may be repeated")
    private List<Path> dataRoots = new ArrayList<>();

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = "folder with tls.key, tls.crt and ca.crt (PEM), as the run's")
    private Path tls;

    @Option(names = "--insecure", description = "listen beyond this machine without --tls")
    private boolean insecure;

    @Option(
            names = "--once",
            description = "end after one run; 2 if there was none or it was refused, 1 if it was lost")
    private boolean once;

    WorkerCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        String driver = Listening.address("--join", join);
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        NodeSettings node = Listening.at("--bind", bind, count, Optional.ofNullable(tls), insecure);
        Worker.End end = work(node, driver);
        if (end == Worker.End.NOT_JOINED || end == Worker.End.REFUSED) {
            throw new UserError(WorkerProcess.sentence(end, driver));
        }
        spec.commandLine().getOut().println(WorkerProcess.sentence(end, driver));
        return end == Worker.End.LOST ? Main.OURS : 0;
    }

    private Worker.End work(NodeSettings node, String driver) throws InterruptedException {
        try {
            return WorkerProcess.work(
                    node,
                    driver,
                    EngineOptions.folders(dataRoots),
                    new VariantWork(),
                    once,
                    line -> spec.commandLine().getOut().println(line));
        } catch (CannotListen e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
