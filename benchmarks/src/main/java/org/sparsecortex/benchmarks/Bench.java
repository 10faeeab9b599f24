package org.sparsecortex.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** What the benchmarks share: patterns, networks of one population, clocks and memory. */
final class Bench {
    private static final int GC_ROUNDS = 4;

    private Bench() {}

    /** {@code count} random patterns of {@code active} of {@code size} bits. */
    static Sdr[] patterns(int count, int size, int active) {
        KeyedRandom random = KeyedRandom.of(7, "benchmark patterns");
        Sdr[] patterns = new Sdr[count];
        for (int i = 0; i < count; i++) {
            patterns[i] = Sdr.ofSorted(size, random.sample(size, active, i, 0, 0));
        }
        return patterns;
    }

    /** An input made of a function of the step. */
    static Source source(int size, LongFunction<Sdr> pattern, LongPredicate reset) {
        return new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("sdr", Kind.SDR, size, "pattern"));
            }

            @Override
            public Signal read(String signal, long step) {
                return pattern.apply(step);
            }

            @Override
            public boolean resetAt(long step) {
                return reset.test(step);
            }
        };
    }

    /** One population {@code p} fed through {@code port}. */
    static Network network(ModelParams params, String port, int inputSize, Source source, Schedule schedule) {
        Population p = population(params, port, new Shape(Kind.SDR, inputSize));
        return new Network(
                Map.of("in", source),
                List.of(p),
                List.of(new Connection(new Endpoint("in", "sdr"), "p", port, 0)),
                schedule);
    }

    /** Population {@code p} alone, fed through {@code port}. */
    static Population population(ModelParams params, String port, Shape input) {
        return Population.of(BuildContext.of("p", 1, Map.of(port, input)), params);
    }

    /** Population {@code p} driven directly, over all units and with SDRs at one port: no runner, no thread, no record. */
    static final class Direct {
        private final StepDriver<?, ?> driver;
        private final Signal[] ports;

        Direct(ModelParams params, String port, int inputSize) {
            driver = StepDriver.of(population(params, port, new Shape(Kind.SDR, inputSize)));
            ports = new Signal[params.ports().size()];
        }

        /** One step with {@code input} on the first port. */
        void step(Step step, Sdr input) {
            ports[0] = input;
            driver.step(step, ports);
        }

        Signal read(String signal) {
            return driver.read(signal);
        }
    }

    /** Bytes of live objects after full collections. */
    static long liveBytes() {
        for (int i = 0; i < GC_ROUNDS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Bytes allocated so far by this thread. */
    static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Processor time of this thread, ns: what a single-threaded kernel costs even on a busy machine. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The first over the second, one by one. */
    static double[] ratios(double[] a, double[] b) {
        double[] ratios = new double[a.length];
        for (int r = 0; r < a.length; r++) {
            ratios[r] = a[r] / b[r];
        }
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Machine and version, so that a figure is never without them. */
    static void sayMachine() {
        say(
                "# java %s, %s, %d processors, load %.1f",
                System.getProperty("java.vm.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
