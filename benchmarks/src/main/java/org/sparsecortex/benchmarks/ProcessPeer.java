package org.sparsecortex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another process that takes turns as {@code turns.py} says; one thread, so that processor time is that of one core. */
final class ProcessPeer implements Contender {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;
    private final String name;

    private ProcessPeer(Process process, BufferedReader answers, String name) {
        this.process = process;
        this.answers = answers;
        this.name = name;
        requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a script in Python and waits until it is warm; nothing, after a line that says so, if it lacks a library. */
    static Optional<Contender> python(String python, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "benchmarks/peers/" + script));
        command.addAll(List.of(arguments));
        return start(script, command);
    }

    /** Starts a command, which is called so in messages. */
    static Optional<Contender> start(String what, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        for (String threads : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
            builder.environment().put(threads, "1");
        }
        Process process = builder.start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String said = answers.readLine();
        if (said != null && said.startsWith("ready ")) {
            return Optional.of(new ProcessPeer(process, answers, said.substring("ready ".length())));
        }
        if (said == null || !said.startsWith("absent ")) {
            throw new IOException(String.join(" ", command) + " failed" + (said == null ? "" : ": " + said));
        }
        System.out.println(what + ": absent, skipped (" + said.substring("absent ".length()) + ")");
        return Optional.empty();
    }

    /** The command of a process of ours with our class path. */
    static List<String> command(List<String> flags, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Turn take() throws IOException {
        requests.println("go");
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(name + " has ended");
        }
        String[] words = answer.split(" ", 3);
        return new Turn(Double.parseDouble(words[0]), Double.parseDouble(words[1]), words[2]);
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
