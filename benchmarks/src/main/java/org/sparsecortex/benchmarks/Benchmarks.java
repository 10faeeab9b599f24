package org.sparsecortex.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The command line of the benchmarks: one name each, or {@code jmh} and its arguments. */
public final class Benchmarks {
    /** One benchmark; it prints its figures. */
    private interface Command {
        void run(String[] args) throws Exception;
    }

    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("memory", args -> MemoryBenchmark.run());
        COMMANDS.put("pooler", args -> PoolerBenchmark.run());
        COMMANDS.put("runtime", args -> RuntimeBenchmark.overhead());
        COMMANDS.put("partitions", args -> {
            PartitionBenchmark.run();
            RuntimeBenchmark.otherKernels();
        });
        COMMANDS.put("actors", args -> RuntimeBenchmark.manyActors());
        COMMANDS.put("coding", args -> CodingBenchmark.code());
        COMMANDS.put("dictionary", CodingBenchmark::learn);
        COMMANDS.put("truncated-em", TruncatedEmBenchmark::run);
        COMMANDS.put("convolution", args -> ConvolutionBenchmark.run());
        COMMANDS.put("sparse-layers", args -> SparseLayerBenchmark.run());
        COMMANDS.put("sparsey", SparseyBenchmark::run);
        COMMANDS.put("sparsey-video", args -> SparseyVideo.run());
        COMMANDS.put("spiking", SpikingBenchmark::run);
        COMMANDS.put("delta-layers", DeltaBenchmark::layers);
        COMMANDS.put("onnx", DeltaVideoBenchmark::video);
        COMMANDS.put("scaling", ScalingBenchmark::run);
        COMMANDS.put("scaling-deltas", ScalingBenchmark::deltas);
        COMMANDS.put("scaling-model", ScalingModel::run);
        COMMANDS.put("scaling-apart", ApartBenchmark::run);
        COMMANDS.put("scaling-alone", ApartBenchmark::alone);
        COMMANDS.put("soak", Soak::run);
        COMMANDS.put(
                "nab",
                args -> NabBaselines.run(java.nio.file.Path.of(args.length == 0 ? "../shared/data/nab" : args[0])));
        COMMANDS.put("peers", Peers::run);
        COMMANDS.put("first-steps", args -> PeerMemory.firstSteps());
        COMMANDS.put("gallery", Gallery::run);
        COMMANDS.put("jmh", org.openjdk.jmh.Main::main);
    }

    private Benchmarks() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] args) throws Exception {
        Command command = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (command == null) {
            System.err.println("usage: bench " + String.join(" | ", COMMANDS.keySet()));
            System.exit(2);
            return;
        }
        command.run(Arrays.copyOfRange(args, 1, args.length));
    }
}
