package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sparsecortex.simulations.run.RunDirectory;

/** A run and its two workers, a process each, that reach each other over {@link Link}s. */
final class ClusterUnderTest implements AutoCloseable {
    static final int WORKERS = 2;

    /** Where files are limited, a worker can write what it prints, and nothing else of any length. */
    private static final long WORKER_KIB = 4;

    private final Processes processes;
    private final List<Link> links = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();
    private final RunDirectory run;
    private final Process driver;

    /**
     * Starts them.
     *
     * @param arguments of the run
     * @param partitions ranges of each population
     * @param fileKib length that files of the run can have; -1 for no limit
     */
    ClusterUnderTest(Path folder, RunDirectory run, List<String> arguments, int partitions, long fileKib)
            throws IOException, InterruptedException {
        this.run = run;
        processes = new Processes(folder);
        List<String> all = new ArrayList<>(arguments);
        int port = Processes.freePort();
        Link way = link(port);
        all.addAll(List.of("--cluster", "127.0.0.1:" + way.port(), "--min-workers", Integer.toString(WORKERS)));
        all.addAll(List.of("--partitions", Integer.toString(partitions), "--wait", "200"));
        processes.limitFiles(fileKib);
        driver = processes.start(listeningAt(port), all);
        awaitPrinted(
                "waiting for workers"); // they give up after a minute, which a run on a busy machine may need to begin
        processes.limitFiles(fileKib < 0 ? fileKib : WORKER_KIB);
        for (int w = 0; w < WORKERS; w++) {
            join();
        }
    }

    /** Starts another worker. */
    Process join() throws IOException {
        int own = Processes.freePort();
        Link back = link(own);
        Process worker = processes.start(
                listeningAt(own),
                List.of(
                        "worker",
                        "--once",
                        "--threads",
                        "1",
                        "--join",
                        "127.0.0.1:" + links.get(0).port(),
                        "--bind",
                        "127.0.0.1:" + back.port()));
        workers.add(worker);
        return worker;
    }

    private Link link(int port) throws IOException {
        Link link = new Link(port);
        links.add(link);
        return link;
    }

    /** The port of a process itself; the others are told that of the link. */
    private static List<String> listeningAt(int port) {
        String bind = "-Dakka.remote.artery.bind.";
        return List.of(bind + "hostname=127.0.0.1", bind + "port=" + port);
    }

    RunDirectory run() {
        return run;
    }

    Process driver() {
        return driver;
    }

    Process worker(int number) {
        return workers.get(number);
    }

    /** The way to the run first, then those to the workers. */
    List<Link> links() {
        return links;
    }

    /** Waits until the ranges are on the workers and then for a moment of the run. */
    void await(Moment moment) throws IOException, InterruptedException {
        awaitPrinted("\nworkers: "); // a line of its own, other than the one before
        moment.await(driver, run);
    }

    /** Waits until the run has said something, or has ended. */
    void awaitPrinted(String text) throws IOException, InterruptedException {
        while (driver.isAlive() && !processes.printed(driver).contains(text)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Whether the run ends well, and in time. */
    boolean driverEndsWell() throws InterruptedException {
        return Processes.ends(driver, Processes.PATIENCE_SECONDS) && driver.exitValue() == 0;
    }

    /** Whether all workers end by themselves, and in time. */
    boolean workersEnd() throws InterruptedException {
        for (Process worker : workers) {
            if (!Processes.ends(worker, 90)) {
                return false;
            }
        }
        return true;
    }

    String printed() throws IOException {
        return processes.allPrinted();
    }

    @Override
    public void close() throws IOException {
        processes.close();
        for (Link link : links) {
            link.close();
        }
    }
}
