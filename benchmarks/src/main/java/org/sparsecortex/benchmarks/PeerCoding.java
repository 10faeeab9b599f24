package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.simulations.table.NpyWriter;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;

/** Sparse codes of patches: l1 by coordinate descent and orthogonal matching pursuit, core for core against scikit-learn. */
final class PeerCoding {
    private static final int PIXELS = 256;
    private static final int CHUNK = 500;
    private static final int OMP_ATOMS = 10;
    private static final int ROUNDS = 5;
    private static final String PEER = "scikit-learn";

    private final PeerTable table;
    private final float[] patches;
    private final int count;

    /** @param patches 16 x 16 pixels each */
    PeerCoding(PeerTable table, float[] patches) throws IOException {
        this.table = table;
        this.patches = patches;
        count = patches.length / PIXELS;
        write("patches.npy", patches);
    }

    private Path write(String name, float[] rows) throws IOException {
        Path file = table.folder().resolve(name);
        try (NpyWriter out =
                new NpyWriter(file, SignalSpec.global("rows", Signal.Kind.REALS, PIXELS, "rows of pixels"), 0)) {
            for (int r = 0; r < rows.length / PIXELS; r++) {
                double[] row = new double[PIXELS];
                for (int i = 0; i < PIXELS; i++) {
                    row[i] = rows[r * PIXELS + i];
                }
                out.append(r, List.of(Reals.wrap(row)));
            }
            out.complete();
        }
        return file;
    }

    /**
     * l1 and OMP with a dictionary.
     *
     * @param atoms patches that become its atoms, unit vectors
     * @param active atoms of a code that the penalty is set for
     */
    void compare(float[] atoms, double active) throws IOException {
        int k = atoms.length / PIXELS;
        Dictionary unit = dictionary(atoms, Backend.JAVA);
        String file = write("dictionary-" + k + ".npy", unit.atoms()).toString();
        Solver descent = new Solver.CoordinateDescent(1e-4, 2000);
        double lambda = CodingBenchmark.lambdaFor(unit, descent, patches, active);
        PeerRow l1 = new PeerRow("l1, " + count + " patches, K = " + k, "l1 " + k, PEER, 10);
        compare(l1, descent, lambda, unit.atoms(), "lasso_cd", file, String.valueOf(lambda));
        PeerRow omp = new PeerRow("OMP, " + OMP_ATOMS + " atoms, K = " + k, "OMP " + k, PEER, 50);
        compare(omp, new Solver.Omp(OMP_ATOMS, 0), 0, unit.atoms(), "omp", file, String.valueOf(OMP_ATOMS));
    }

    /** @param arguments of the script: method, file of the dictionary, penalty or atoms */
    private void compare(PeerRow row, Solver solver, double lambda, float[] atoms, String... arguments)
            throws IOException {
        Contender[] ours = new Contender[Backend.values().length];
        for (int b = 0; b < ours.length; b++) {
            Backend backend = Backend.values()[b];
            ours[b] = new Ours(
                    solver, lambda, dictionary(atoms, backend), backend.open().name());
        }
        String patchFile = table.folder().resolve("patches.npy").toString();
        table.compare(
                row,
                ROUNDS,
                table.python("sparse_coding.py", arguments[0], patchFile, arguments[1], arguments[2]),
                ours);
    }

    private static Dictionary dictionary(float[] atoms, Backend backend) {
        Dictionary dictionary = new Dictionary(atoms.length / PIXELS, PIXELS, backend.open());
        System.arraycopy(atoms, 0, dictionary.atoms(), 0, atoms.length);
        dictionary.refresh();
        return dictionary;
    }

    /** Our coder on one thread. */
    private final class Ours implements Contender {
        private final SparseCoder coder;
        private final Solver solver;
        private final double lambda;
        private final String backend;
        private final Codes codes = new Codes();
        private final float[] chunk = new float[CHUNK * PIXELS];

        Ours(Solver solver, double lambda, Dictionary dictionary, String backend) {
            this.solver = solver;
            this.lambda = lambda;
            this.backend = backend;
            coder = new SparseCoder(dictionary, new Penalty.L1(), solver);
        }

        @Override
        public String name() {
            return "SparseCortex, " + backend;
        }

        @Override
        public Turn take() {
            long active = 0;
            double value = 0;
            long spent = 0;
            long clock = 0;
            for (int p = 0; p < count; p += CHUNK) {
                int size = Math.min(CHUNK, count - p);
                System.arraycopy(patches, p * PIXELS, chunk, 0, size * PIXELS);
                long cpu = Bench.cpuNanos();
                long began = System.nanoTime();
                coder.encode(chunk, size, lambda, codes);
                clock += System.nanoTime() - began;
                spent += Bench.cpuNanos() - cpu;
                active += codes.first(size);
                value += value(size);
            }
            String result = String.format(Locale.ROOT, "%.3f %.8f", (double) active / count, value / count);
            return new Turn(spent * 1e-9, clock * 1e-9, result);
        }

        /** Objective of the codes, or half their squared error where there is no penalty. */
        private double value(int size) {
            double sum = 0;
            for (int p = 0; p < size; p++) {
                sum += solver.usesPenalty()
                        ? coder.objective(chunk, codes, p, lambda)
                        : coder.residualEnergy(chunk, codes, p) / 2;
            }
            return sum;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
