package org.sparsecortex.simulations.run;

import java.util.List;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.neurons.readout.LinearReadoutParams;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.NetworkDesign;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.AfferentParams;
import org.sparsecortex.sparsey.Field;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.v1.population.HypercolumnsParams;

/** The network of configs/cortex/video-memory.json in Java, as docs/tutorials/video-memory.md shows it. */
final class VideoMemory {
    private VideoMemory() {}

    // spotless:off: the page shows a connection a line
    static Network network(Source clips, Schedule schedule) {
        return new NetworkDesign(1)
                .input("clips", clips)
                .population(
                        "v1",
                        Params.of(
                                HypercolumnsParams.class,
                                "frameHeight",
                                32,
                                "frameWidth",
                                32,
                                "patch",
                                8,
                                "stride",
                                4,
                                "atoms",
                                64,
                                "lambda",
                                0.1,
                                "winners",
                                3))
                .population(
                        "prediction",
                        Params.of(
                                TemporalMemoryParams.class,
                                "columns",
                                6272,
                                "cellsPerColumn",
                                8,
                                "initialPermanence",
                                0.51,
                                "permanenceDecrement",
                                0.05,
                                "maxNewSynapses",
                                24,
                                "predictedSegmentDecrement",
                                0.01))
                .population("level1", mac(2, 32, 128, 1, from(7, 128, 0.7, 12), from(2, 1024, 0.6, 0.25)))
                .population("level2", mac(2, 16, 64, 2, from(2, 4096, 0.5, 8), from(1, 2048, 1.5, 1)))
                .population("level3", mac(1, 32, 64, 4, from(2, 1024, 1.5, 2), Params.of(AfferentParams.class)))
                .population("recognition", Params.of(LinearReadoutParams.class, "classes", 6))
                .connect("clips.frame", "v1.frame")
                .connect("v1.sdr", "prediction.columns")
                .connect("v1.sdr", "level1.u")
                .connect("level3.code", "prediction.apical", 1)
                .connect("level1.code", "level1.h", 1)
                .connect("level2.code", "level1.d", 1)
                .connect("level1.code", "level2.u")
                .connect("level2.code", "level2.h", 1)
                .connect("level3.code", "level2.d", 1)
                .connect("level2.code", "level3.u")
                .connect("level3.code", "level3.h", 1)
                .connect("level1.code", "recognition.code")
                .connect("level2.code", "recognition.code")
                .connect("level3.code", "recognition.code")
                .connect("clips.label", "recognition.label")
                .build(schedule);
    }

    private static MacParams mac(
            int side, int modules, int cells, int persistence, AfferentParams u, AfferentParams d) {
        return Params.of(
                MacParams.class,
                "rows",
                side,
                "columns",
                side,
                "modules",
                modules,
                "cellsPerModule",
                cells,
                "persistence",
                persistence,
                "start",
                MacParams.Start.ANY,
                "maximumAbove",
                0.95,
                "u",
                u,
                "d",
                d);
    }

    private static AfferentParams from(int side, int bits, double radius, double exponent) {
        Field field = Params.of(Field.class, "rows", side, "columns", side, "bits", bits);
        return Params.of(AfferentParams.class, "fields", List.of(field), "radius", radius, "exponent", exponent);
    }
    // spotless:on
}
