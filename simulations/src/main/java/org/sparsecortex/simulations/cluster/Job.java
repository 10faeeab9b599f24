package org.sparsecortex.simulations.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.sparsecortex.runtime.JobOpener;
import org.sparsecortex.runtime.JobOpener.JobRefused;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * What the driver of a run sends to each worker, and what the worker must have in common with it: the program, the scenario with
 * the contents of its input files, and the bits of the library of matrix products. Everything else may differ.
 *
 * @param build the program, see {@link Build}
 * @param text normalised text of the scenario
 * @param hash hash of the scenario and its input files
 * @param digests SHA-256 of each input file
 * @param arithmetic see {@link Arithmetic#fingerprint}
 */
record Job(String build, String text, String hash, Map<String, String> digests, String arithmetic) {
    private static final int SHOWN = 3;

    /** The job of a scenario on this process. */
    static Job of(ReadScenario read) {
        return new Job(
                Build.id(), read.json(), read.hash(), read.inputDigests(), Arithmetic.fingerprint(read.scenario()));
    }

    /** The build comes first, in every version of this class, so that another build can say that it is another. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(build);
            out.writeUTF(hash);
            out.writeUTF(arithmetic);
            out.writeInt(digests.size());
            for (Map.Entry<String, String> file : digests.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeUTF(file.getValue());
            }
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a job could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static Job read(byte[] bytes) throws JobRefused {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String build = in.readUTF();
            if (!build.equals(Build.id())) {
                throw new JobRefused("the run is of " + build + ", this worker is " + Build.id()
                        + "; both need the same build of the program, with the same plugins");
            }
            String hash = in.readUTF();
            String arithmetic = in.readUTF();
            Map<String, String> digests = new LinkedHashMap<>();
            for (int n = in.readInt(); n > 0; n--) {
                digests.put(in.readUTF(), in.readUTF());
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Job(build, text, hash, digests, arithmetic);
        } catch (IOException e) {
            throw new JobRefused("the job of the run ends early", e);
        }
    }

    /** Makes the networks of jobs whose files are below {@code dataRoots}, and does their tasks. */
    static JobOpener opener(List<Path> dataRoots, TaskWork work) {
        return new Opener(bytes -> read(bytes).open(dataRoots), work);
    }

    /** Of the process of the run itself, which has read the scenario already. */
    static JobOpener own(ReadScenario read, TaskWork work) {
        return new Opener(bytes -> read, work);
    }

    private interface Reading {
        ReadScenario read(byte[] job) throws JobRefused;
    }

    /** Keeps the scenario of the last job, for its tasks. */
    private static final class Opener implements JobOpener {
        private final Reading reading;
        private final TaskWork work;
        private volatile ReadScenario last;

        Opener(Reading reading, TaskWork work) {
            this.reading = reading;
            this.work = work;
        }

        @Override
        public Network open(byte[] job) throws JobRefused {
            last = reading.read(job);
            return last.network();
        }

        @Override
        public byte[] work(byte[] task, BooleanSupplier ended) {
            return work.work(last, task, ended);
        }
    }

    private ReadScenario open(List<Path> dataRoots) throws JobRefused {
        try {
            Path folder = dataRoots.isEmpty() ? Files.createTempDirectory("sparsecortex-worker") : dataRoots.get(0);
            ReadScenario here = ScenarioReader.forSeveral(dataRoots).read(text, "scenario.json", folder, Map.of());
            requireSame(here);
            return here;
        } catch (ScenarioException wrong) {
            String problems = wrong.problems().stream()
                    .limit(SHOWN)
                    .map(Problem::toString)
                    .collect(Collectors.joining("; "));
            throw new JobRefused("it cannot read the scenario: " + problems, wrong);
        } catch (IOException e) {
            throw new JobRefused("it cannot read the files of the scenario: " + e.getMessage(), e);
        }
    }

    private void requireSame(ReadScenario here) throws JobRefused {
        if (!here.hash().equals(hash)) {
            List<String> others = digests.keySet().stream()
                    .filter(file ->
                            !digests.get(file).equals(here.inputDigests().get(file)))
                    .toList();
            throw new JobRefused(
                    others.isEmpty()
                            ? "it reads the scenario as " + here.hash() + ", the run as " + hash
                            : "its input files are others than those of the run: " + others
                                    + "; give it the same files with --data");
        }
        String bits = Arithmetic.fingerprint(here.scenario());
        if (!bits.equals(arithmetic)) {
            throw new JobRefused("its processor computes other bits (" + bits + ") than that of the run (" + arithmetic
                    + "); use \"backend\": \"java\" or machines of one type");
        }
    }
}
