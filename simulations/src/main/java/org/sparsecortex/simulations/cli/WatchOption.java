package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Stack;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.watch.LiveView;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Option of the commands that run a scenario: a page of this machine that shows the run. */
final class WatchOption {
    private static final int PORTS = 1 << 16;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "0",
            preprocessor = PortOrNone.class,
            paramLabel = "PORT",
            description = "show the run in a browser of this machine while it goes on; prints the address (default"
                    + " port: a free one)")
    private Integer port;

    WatchOption() {}

    /** Leaves a word behind the option that is no number to the command: it is the scenario. */
    static final class PortOrNone implements IParameterPreprocessor {
        PortOrNone() {}

        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            boolean attached = "=".equals(info.get("separator"));
            if (attached || (!args.isEmpty() && args.peek().matches("-?\\d+"))) {
                return false;
            }
            option.setValue(0);
            return true;
        }
    }

    /** A run that tells a listener how it goes. */
    @FunctionalInterface
    interface Work {
        RunDirectory run(RunListener listener) throws IOException;
    }

    boolean isGiven() {
        return port != null;
    }

    /** Carries a run out, with its page if that is asked for. */
    RunDirectory run(ReadScenario read, RunDirectory directory, RunListener listener, Work work) throws IOException {
        if (port == null) {
            return work.run(listener);
        }
        if (port < 0 || port >= PORTS) {
            throw new UserError("--watch = " + port + " is outside 0.." + (PORTS - 1));
        }
        try (LiveView view = new LiveView(read, directory, port, listener)) {
            RunDirectory run = work.run(view);
            view.ended();
            return run;
        }
    }
}
