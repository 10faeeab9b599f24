package org.sparsecortex.simulations.input.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

class ActionsInputTest {
    private static final int LENGTH = 6;

    private static InputSpec.Opened open() {
        return open(0, 2);
    }

    private static InputSpec.Opened open(int lead, int cueFrames) {
        return new ActionsInput(
                        32,
                        LENGTH,
                        3,
                        4,
                        1,
                        1,
                        lead,
                        2,
                        cueFrames,
                        BinaryImages.Shape.FILLED,
                        new BinaryImages.Contours(8, 2, 2))
                .open(new InputContext(1, Path.of("."), List.of(), 1L << 30));
    }

    private static int number(Source source, String signal, int step) {
        return ((Ints) source.read(signal, step)).get(0);
    }

    /** 3 actors x 3 actions first, 2 of these clips again, then the 3 actions of the actor held out. */
    @Test
    void clipsComeInThreeStretches() {
        assertThat(open().length()).hasValue((9 + 2 + 3) * LENGTH);
        Source source = open().source();
        assertThat(number(source, "frame", 8)).isEqualTo(8);
        assertThat(number(source, "frame", 9 * LENGTH + 8)).as("clip 1 again").isEqualTo(8);
        assertThat(number(source, "frame", 11 * LENGTH)).as("held out").isEqualTo(-1);
        assertThat(number(source, "endLabel", LENGTH - 1)).isZero();
        assertThat(number(source, "endLabel", LENGTH - 2)).isEqualTo(-1);
        assertThat(number(source, "endLabel", 10 * LENGTH - 1))
                .as("begun again")
                .isEqualTo(-1);
        assertThat(number(source, "endLabel", 13 * LENGTH - 1)).isEqualTo(1);
        assertThat(source.resetAt(LENGTH)).isTrue();
        assertThat(source.resetAt(LENGTH + 1)).isFalse();
    }

    @Test
    void clipsBegunAgainShowTheirFirstFramesOnly() {
        Source source = open().source();
        for (int t = 0; t < LENGTH; t++) {
            Sdr again = (Sdr) source.read("sdr", 9 * LENGTH + t);
            assertThat(again).isEqualTo(t < 2 ? source.read("sdr", t) : Sdr.empty(32 * 32));
            assertThat(number(source, "blank", 9 * LENGTH + t)).isEqualTo(t < 2 ? 0 : 1);
        }
    }

    /** With a lead of two steps the name comes first, then blank, then the frames as without a lead. */
    @Test
    void leadNamesTheClipBeforeItsFrames() {
        Source plain = open().source();
        Source led = open(2, 0).source();
        assertThat(open(2, 0).length()).hasValue((9 + 2 + 3) * (LENGTH + 2));
        for (int t = 0; t < LENGTH + 2; t++) {
            int step = LENGTH + 2 + t; // clip 1
            assertThat(led.read("cue", step)).isEqualTo(t == 0 ? Sdr.of(9, 1) : Sdr.empty(9));
            assertThat(led.read("sdr", step)).isEqualTo(t < 2 ? Sdr.empty(32 * 32) : plain.read("sdr", LENGTH + t - 2));
            assertThat(led.read("sdr", 9 * (LENGTH + 2) + step)).isEqualTo(Sdr.empty(32 * 32));
            assertThat(number(led, "endLabel", step)).isEqualTo(t == LENGTH + 1 ? 1 : -1);
        }
        assertThat(led.resetAt(LENGTH + 2)).isTrue();
    }

    @Test
    void figuresMoveAndActorsDiffer() {
        Source source = open().source();
        assertThat(source.read("sdr", 0)).isNotEqualTo(source.read("sdr", 2));
        assertThat(source.read("sdr", 0)).isNotEqualTo(source.read("sdr", 3 * LENGTH));
        assertThat(((Sdr) source.read("sdr", 0)).cardinality()).isBetween(30, 300);
        assertThat(((Sdr) source.read("contours", 0)).cardinality()).isBetween(50, 1000);
    }
}
