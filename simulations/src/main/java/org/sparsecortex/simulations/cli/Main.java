package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Heap;
import org.sparsecortex.simulations.run.WorkersLost;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 done, 2 a mistake of the user, 1 a fault of the program or the machine, 3 a run that stopped
 * because it lost a worker.
 */
@Command(
        name = "sparsecortex",
        description =
                "Simulates networks of sparse codes: active dendrites, Sparsey, V1 sparse coding, delta activation.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:  sparsecortex run configs/neurons/anomaly-default.json",
            "             sparsecortex new anomaly my-study.json",
            "",
            "With --plugins DIR, or SPARSECORTEX_PLUGINS=DIR, the jars in DIR add models, inputs, charts and so on."
        },
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            WorkerCommand.class,
            ValidateCommand.class,
            PlotCommand.class,
            SweepCommand.class,
            RunsCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            NabCommand.class,
            ListCommand.class,
            NewCommand.class,
            ImportCommand.class,
            SchemaCommand.class,
            GenerateCompletion.class
        })
public final class Main implements Runnable {
    /** Exit code of a fault that is not the user's. */
    static final int OURS = 1;

    /** Exit code of a run that stopped because it lost a worker. */
    static final int LOST = 3;

    /** Exit code of a mistake of the user. */
    static final int USERS = ExitCode.USAGE;

    @Spec
    private CommandSpec spec;

    Main() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Starts the program and ends the process with its exit code. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(guarded(args));
    }

    /** An error such as a lack of memory ends with one line, too. */
    private static int guarded(String... args) {
        try {
            return execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            System.err.println("error: " + e + (Heap.isFull(e) ? "; " + Heap.cure() : ""));
            return OURS;
        }
    }

    /** Runs one command line and returns its exit code. */
    static int execute(String... args) {
        return commandLine().execute(args);
    }

    /** The arguments of the whole program, as they were typed. */
    static List<String> arguments(CommandSpec command) {
        return command.root().commandLine().getParseResult().originalArgs();
    }

    static CommandLine commandLine() {
        if (System.getProperty("picocli.trace") == null) {
            CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // it warns of a quote in a value of --set
        }
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, args) -> {
                    CommandLine line = error.getCommandLine();
                    line.getErr().println("error: " + error.getMessage());
                    line.getErr().println("see: " + line.getCommandSpec().qualifiedName() + " --help");
                    return USERS;
                })
                .setExecutionExceptionHandler((error, line, parsed) -> report(error, line, parsed));
    }

    private static int report(Exception error, CommandLine line, ParseResult parsed) throws Exception {
        List<String> told = told(error);
        told.forEach(text -> line.getErr().println("error: " + text));
        if (error instanceof ScenarioException wrong) {
            int count = wrong.problems().size();
            line.getErr().println(count + (count == 1 ? " problem" : " problems") + "; nothing was run");
        }
        int code = isUsers(error) ? USERS : error instanceof WorkersLost ? LOST : OURS;
        if (last(parsed).hasMatchedOption("--json")) {
            new JsonLines(line.getOut()).error(code, told);
        }
        return code;
    }

    private static ParseResult last(ParseResult parsed) {
        return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
    }

    private static boolean isUsers(Exception error) {
        return error instanceof ScenarioException
                || error instanceof UserError
                || error instanceof NoSuchFileException
                || (error instanceof RunFailure failure
                        && failure.getCause() instanceof org.sparsecortex.sdr.param.ParameterException);
    }

    /** What the user is told, a line each; a fault that nobody foresaw is thrown again. */
    private static List<String> told(Exception error) throws Exception {
        if (error instanceof ScenarioException wrong) {
            return wrong.problems().stream().map(Problem::toString).toList();
        }
        if (error instanceof UserError || error instanceof WorkersLost) {
            return List.of(error.getMessage());
        }
        if (error instanceof RunFailure failure) {
            return List.of("the run stopped in " + failure.getMessage());
        }
        if (error instanceof NoSuchFileException missing) {
            return List.of("no such file: " + missing.getMessage());
        }
        if (error instanceof IOException || error instanceof UncheckedIOException) {
            return List.of(plain(error));
        }
        throw error;
    }

    private static String plain(Throwable error) {
        Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
        String name = cause.getClass().getSimpleName();
        return switch (name) {
            case "AccessDeniedException" -> "access denied: " + cause.getMessage();
            default -> cause.getMessage() == null ? name : cause.getMessage();
        };
    }
}
