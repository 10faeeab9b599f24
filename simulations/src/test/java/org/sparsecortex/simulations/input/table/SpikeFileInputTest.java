package org.sparsecortex.simulations.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.input.InputContext;

class SpikeFileInputTest {
    @TempDir
    private Path folder;

    private Source open(String text, Object... parameters) throws IOException {
        Files.writeString(folder.resolve("spikes"), text);
        Object[] all = new Object[parameters.length + 2];
        all[0] = "path";
        all[1] = "spikes";
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        SpikeFileInput spec = Params.of(SpikeFileInput.class, all);
        assertThat(spec.files()).containsExactly("spikes");
        return spec.open(new InputContext(1, folder, List.of(), 1 << 20)).source();
    }

    /** Spikes at 0.1 (step 1), 0.3 (3), 0.4 (4) and 0.56 ms (6 when rounded), in batches of two: bit neuron * 2 + lag. */
    @Test
    void spikesStandInTheirBatchAndLag() throws IOException {
        Source spikes = open("timeMs,neuron\n0.3,0\n0.1,2\n\n0.56,1\n0.4,2\n", "neurons", 3, "batchSteps", 2);
        assertThat(spikes.read("spikes", 0)).isEqualTo(Sdr.of(6, 4));
        assertThat(spikes.read("spikes", 1)).isEqualTo(Sdr.of(6, 0, 5));
        assertThat(spikes.read("spikes", 2)).isEqualTo(Sdr.of(6, 3));
        assertThat(spikes.read("spikes", 3)).isEqualTo(Sdr.empty(6));
        assertThat(spikes.read("spikes", 1_000_000_000_000L)).isEqualTo(Sdr.empty(6));
    }

    /** The head and the tabs of a spike recorder of NEST 3, whose ids begin at 1. */
    @Test
    void aFileOfNestIsRead() throws IOException {
        String text =
                "# NEST version: 3.6.0\n# RecordingBackendASCII version: 2\nsender\ttime_ms\n3\t1.000\n1\t1.200\n";
        Source spikes = open(text, "neurons", 3, "order", SpikeFileInput.Order.NEURON_TIME, "firstNeuron", 1);
        assertThat(spikes.read("spikes", 9)).isEqualTo(Sdr.of(3, 2));
        assertThat(spikes.read("spikes", 10)).isEqualTo(Sdr.empty(3));
        assertThat(spikes.read("spikes", 11)).isEqualTo(Sdr.of(3, 0));
    }

    @Test
    void whatIsWrongIsToldByItsLine() {
        assertThatThrownBy(() -> open("1,0\n1,0,5\n", "neurons", 3))
                .hasMessageContaining("line 2, '1,0,5', must be two numbers, not 3");
        assertThatThrownBy(() -> open("time,unit\n1,x\n", "neurons", 3))
                .hasMessageContaining("line 2, '1,x', has 'x' for a number");
        assertThatThrownBy(() -> open("1,3\n", "neurons", 3))
                .hasMessageContaining("line 1, '1,3', names no neuron: they are whole numbers 0..2");
        assertThatThrownBy(() -> open("1,0.5\n", "neurons", 3)).hasMessageContaining("names no neuron");
        assertThatThrownBy(() -> open("0,1\n", "neurons", 3)).hasMessageContaining("outside of the grid");
        assertThatThrownBy(() -> open("1,1\nNaN,1\n", "neurons", 3))
                .hasMessageContaining("line 2, 'NaN,1', has a time");
        assertThatThrownBy(() -> open("NaN,1\n", "neurons", 3)).hasMessageContaining("line 1, 'NaN,1', has a time");
        assertThatThrownBy(() -> open("inf 1\n", "neurons", 3)).hasMessageContaining("line 1, 'inf 1', has 'inf'");
        assertThatThrownBy(() -> open("# exported\ntime,unit\n", "neurons", 3)).hasMessageContaining("holds no spike");
    }

    @Test
    void twoSpikesInAStepAreRefused() {
        assertThatThrownBy(() -> open("1.01,1\n1.04,1\n", "neurons", 3))
                .hasMessageContaining("two spikes of neuron 1 in the grid step at 1.0 ms")
                .hasMessageContaining("shorter stepMs");
    }

    private Source recorded(String file, Object... parameters) {
        Object[] all = new Object[parameters.length + 4];
        System.arraycopy(new Object[] {"path", file, "neurons", 3}, 0, all, 0, 4);
        System.arraycopy(parameters, 0, all, 4, parameters.length);
        InputContext context = new InputContext(1, Path.of("src/test/resources/spikes"), List.of(), 1 << 20);
        return Params.of(SpikeFileInput.class, all).open(context).source();
    }

    /** Spikes of neuron 0 at 0.1 and 0.5 ms, of 1 at 0.3, of 2 at 0.5, as other programs write them; see make.py beside the files. */
    @ParameterizedTest
    @ValueSource(strings = {"table.npy", "two.npz", "units.nwb", "seconds.csv", "nest.gdf"})
    void recordingsOfOtherProgramsAreRead(String file) {
        List<Object> more = new ArrayList<>();
        switch (file) {
            case "two.npz" ->
                more.addAll(List.of("times", "times", "ids", "senders", "timeUnit", SpikeFileInput.Unit.S));
            case "seconds.csv" -> more.addAll(List.of("timeUnit", SpikeFileInput.Unit.S));
            case "nest.gdf" -> more.addAll(List.of("order", SpikeFileInput.Order.NEURON_TIME, "firstNeuron", 1));
            default -> {}
        }
        Source spikes = recorded(file, more.toArray());
        assertThat(spikes.read("spikes", 0)).isEqualTo(Sdr.of(3, 0));
        assertThat(spikes.read("spikes", 1)).isEqualTo(Sdr.empty(3));
        assertThat(spikes.read("spikes", 2)).isEqualTo(Sdr.of(3, 1));
        assertThat(spikes.read("spikes", 4)).isEqualTo(Sdr.of(3, 0, 2));
        assertThat(spikes.read("spikes", 5)).isEqualTo(Sdr.empty(3));
    }

    @Test
    void arraysThatAreNoSpikesAreRefused() {
        assertThatThrownBy(() -> recorded("two.npz"))
                .hasMessageContaining("it holds the arrays [times, senders]; name one of them");
        assertThatThrownBy(() -> recorded("two.npz", "times", "times"))
                .hasMessageContaining("of shape [4], not of two columns");
        assertThatThrownBy(() -> recorded("table.npy", "firstNeuron", 1))
                .hasMessageContaining("names no neuron: they are whole numbers 1..3");
    }
}
