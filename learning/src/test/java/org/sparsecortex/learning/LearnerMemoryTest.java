package org.sparsecortex.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.StepSums.Coded;
import org.sparsecortex.learning.StepSums.Learnt;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** What a learner keeps of each sample comes back when the sample does, under every plan and across a checkpoint. */
class LearnerMemoryTest {
    private static final ChunkPlan PLAN = new ChunkPlan(5, 3, 2, 1).every(3);

    /** Code: sample + weight + half of the sample's last code, which is kept; weight: mean of all codes so far, added up. */
    private static final class Warm implements Learner {
        private double weight;

        @Override
        public int codeSize() {
            return 1;
        }

        @Override
        public int memorySize() {
            return 1;
        }

        @Override
        public void code(Chunk chunk) {
            double[] x = new double[1];
            double[] statistics = chunk.learns() ? chunk.statistics(1) : new double[1];
            for (int k = 0; k < chunk.count(); k++) {
                chunk.sample(k, x);
                chunk.codes()[k] = x[0] + weight + 0.5 * chunk.memory()[k];
                chunk.memory()[k] = chunk.codes()[k];
                statistics[0] += chunk.codes()[k];
            }
        }

        @Override
        public void learn(StepSums sums) {
            weight += sums.statistics()[0] / sums.samples();
        }

        @Override
        public void shared(State state) {
            weight = state.keep("weight", weight);
        }
    }

    private static LearnerModel<Warm> model() {
        Outputs<LearnerKernel<Warm>> outputs = LearnerKernel.codes(PLAN, 1, "codes");
        return new LearnerModel<>(PLAN, outputs, Merge.SUM, range -> new Warm());
    }

    private static List<Kernel<Coded, Learnt>> kernels(int parts) {
        LearnerModel<Warm> model = model();
        return UnitRange.split(PLAN.units(), parts).stream().map(model::kernel).toList();
    }

    /** Codes of samples and probes in each step. */
    private static List<List<Double>> run(List<Kernel<Coded, Learnt>> kernels, int from, int to) {
        List<List<Double>> rows = new ArrayList<>();
        for (int t = from; t < to; t++) {
            Step step = new Step(t, true, false);
            double s = t % 3;
            Inputs inputs =
                    new Inputs(LearnerModel.ports("numbers"), Reals.of(s, 0.3, 2 * s, 0.7, -s), Reals.of(1, s, 0.1));
            List<Coded> proposals =
                    kernels.stream().map(k -> k.propose(step, inputs, 0)).toList();
            Learnt decision = model().reducer().reduce(step, 0, proposals);
            List<Double> row = new ArrayList<>();
            for (String signal : List.of("codes", "probeCodes")) {
                kernels.forEach(k -> {
                    if (signal.equals("codes")) {
                        k.commit(step, inputs, 0, decision);
                    }
                    for (double code : ((Reals) k.read(signal)).toArray()) {
                        row.add(code);
                    }
                });
            }
            rows.add(row);
        }
        return rows;
    }

    private static void copy(List<Kernel<Coded, Learnt>> from, List<Kernel<Coded, Learnt>> to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        State out = State.writer(new DataOutputStream(bytes));
        from.get(0).shared(out);
        from.forEach(k -> units(k, out));
        to.forEach(k -> k.shared(State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())))));
        State in = State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray(), 8, bytes.size())));
        to.forEach(k -> units(k, in));
        to.forEach(Kernel::loaded);
    }

    private static void units(Kernel<Coded, Learnt> kernel, State state) {
        for (int unit = kernel.range().from(); unit < kernel.range().to(); unit++) {
            kernel.unit(unit, state);
        }
    }

    /** First step: codes 0, 0.3, 0, 0.7, 0; weight 0.2. Step 3 shows them again: second code 0.3 + weight + 0.15. */
    @Test
    void aSampleFindsItsOwnLastCodeAgain() {
        List<List<Double>> rows = run(kernels(1), 0, 4);
        assertThat(rows.get(0)).containsExactly(0.0, 0.3, 0.0, 0.7, 0.0, 1.0, 0.0, 0.1);
        double weight = rows.get(3).get(0);
        assertThat(rows.get(3).get(1)).isEqualTo(0.3 + weight + 0.5 * 0.3);
        assertThat(rows.get(3).get(5)).as("a probe too").isEqualTo(1 + weight + 0.5 * 1.0);
        assertThat(rows.get(1).get(1))
                .as("other samples of the cycle start from nothing")
                .isEqualTo(0.3 + 0.2);
    }

    @Test
    void plansAndCheckpointsChangeNothing() {
        List<List<Double>> oracle = run(kernels(1), 0, 9);
        assertThat(run(kernels(3), 0, 9)).isEqualTo(oracle);
        for (int stop = 1; stop < 9; stop++) {
            List<Kernel<Coded, Learnt>> before = kernels(5);
            run(before, 0, stop);
            List<Kernel<Coded, Learnt>> after = kernels(2);
            copy(before, after);
            assertThat(run(after, stop, 9)).as("stopped after " + stop).isEqualTo(oracle.subList(stop, 9));
        }
    }
}
