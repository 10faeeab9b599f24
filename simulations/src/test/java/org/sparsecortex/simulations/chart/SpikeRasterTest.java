package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.Drawings.Drawn;
import org.sparsecortex.simulations.chart.SpikeRaster.RasterGroup;

class SpikeRasterTest {
    @TempDir
    private Path folder;

    private Drawn draw(int batchSteps) throws IOException {
        Drawings to = new Drawings(folder);
        // neuron 3 of 4 spikes at 0.6, 1.1 and 1.5 ms, neuron 0 at 1.3 ms
        to.table("r", "step,index", "0,35", "1,2", "1,30", "1,34");
        return to.draw(Params.of(
                SpikeRaster.class,
                "id",
                "raster-of-" + batchSteps,
                "record",
                "r",
                "groups",
                List.of(new RasterGroup("principal", 3, 0, false), new RasterGroup("inter", 1, 0, true)),
                "batchSteps",
                batchSteps));
    }

    @Test
    void aSpikeStandsInItsRowAtItsTimeInTheColourOfItsGroup() throws IOException {
        Drawn drawn = draw(10);
        Color inhibitory = Theme.colour(1);
        int[] rows = drawn.rowsOf(inhibitory);
        int[] columns = IntStream.range(0, drawn.png().getWidth())
                .filter(x -> drawn.count(inhibitory, x, x + 1, rows[0], rows[rows.length - 1] + 1) > 0)
                .toArray();
        List<Integer> starts = IntStream.range(0, columns.length)
                .filter(i -> i == 0 || columns[i] > columns[i - 1] + 1)
                .mapToObj(i -> columns[i])
                .toList();
        assertThat(rows[0]).isGreaterThan(drawn.png().getHeight() / 2);
        assertThat(starts).hasSize(3);
        assertThat((starts.get(2) - starts.get(0)) / (double) (starts.get(1) - starts.get(0)))
                .isCloseTo(0.9 / 0.5, within(0.05));
        assertThat(drawn.notes()).isEmpty();
    }

    @Test
    void spikesOfNeuronsInNoGroupAreCounted() throws IOException {
        assertThat(draw(1).notes())
                .containsExactly("left out: 3 spikes of neurons that are in none of the groups, with batchSteps = 1");
    }
}
