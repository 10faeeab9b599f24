package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.run.RunDirectory;

/**
 * A moment in the life of a run, seen from outside by the files that appear, so that it means the same on a busy machine.
 *
 * @param checkpoints first so many checkpoints are awaited
 * @param sign then this
 * @param delayMicros then so much time passes
 */
record Moment(int checkpoints, Sign sign, long delayMicros) {
    /** Checkpoints that a run of a {@link ChaosCase} writes at least. */
    private static final int CHECKPOINTS = 8;

    /** What is looked for between one look and the next; a file of a few kB is written in about a millisecond. */
    private static final long LOOK_NANOS = 200_000;

    /** What is awaited behind a number of checkpoints. */
    enum Sign {
        /** Nothing: in mid-run. */
        NONE("manifest.json", "manifest\\.json"),
        /** A checkpoint is being written. */
        CHECKPOINT("checkpoints", ".*\\.tmp"),
        /** A record has got its name. */
        RECORD("records", "[a-z]+\\.(csv|npy)"),
        /** Metrics are there. */
        METRICS("", "metrics\\.json(\\.tmp)?"),
        /** A chart is being written. */
        CHART("charts", ".*"),
        /** The report is being written. */
        REPORT("", "report\\.html.*");

        private final String place;
        private final String name;

        Sign(String place, String name) {
            this.place = place;
            this.name = name;
        }
    }

    /** The moment of a key: two of five in mid-run, one while a checkpoint is written, the others behind the last step. */
    static Moment of(long key) {
        KeyedRandom random = KeyedRandom.of(key, "chaos");
        long delay = random.below(120_000, 0, 0, 0);
        int at = random.below(CHECKPOINTS, 0, 0, 1);
        return switch ((int) (key % 5)) {
            case 0, 1 -> new Moment(at, Sign.NONE, delay);
            case 2 -> new Moment(at, Sign.CHECKPOINT, random.below(1500, 0, 0, 2));
            case 3 -> new Moment(CHECKPOINTS, Sign.CHART, delay);
            default -> {
                Sign[] behind = {Sign.RECORD, Sign.METRICS, Sign.REPORT};
                yield new Moment(CHECKPOINTS, behind[(int) (key / 5 % 3)], random.below(3000, 0, 0, 2));
            }
        };
    }

    /** As {@link #of}, but always before the last step. */
    static Moment inside(long key) {
        Moment moment = of(key * 5 + key % 3);
        return new Moment(moment.checkpoints - 1, moment.sign, moment.delayMicros);
    }

    /** Waits for the moment, or for the end of the process, if that comes first. */
    void await(Process process, RunDirectory run) throws IOException {
        long before = newestStep(run);
        int seen = 0;
        while (process.isAlive() && seen < checkpoints) {
            LockSupport.parkNanos(LOOK_NANOS);
            long newest = newestStep(run);
            seen += newest > before ? 1 : 0;
            before = newest;
        }
        while (process.isAlive() && !isThere(run)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        LockSupport.parkNanos(delayMicros * 1000);
    }

    private static long newestStep(RunDirectory run) throws IOException {
        return run.lastCheckpoint()
                .map(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")))
                .orElse(-1L);
    }

    private boolean isThere(RunDirectory run) throws IOException {
        Path place = sign == Sign.NONE ? run.path() : run.path().resolve(sign.place);
        try (Stream<Path> files = Files.list(place)) {
            return files.anyMatch(file -> file.getFileName().toString().matches(sign.name));
        } catch (NoSuchFileException | java.io.UncheckedIOException notYet) {
            return false;
        }
    }
}
