package org.sparsecortex.sparsey.study;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.Params;

/** What no trial could carry out is refused with the parameters: the drawing of bits would end the run otherwise. */
class StudyLimitsTest {
    private static final StudyMac SMALL = Params.of(StudyMac.class, "inputs", 20);

    private static void refused(Class<? extends Record> study, String message, Object... namesAndValues) {
        assertThatThrownBy(() -> Params.of(study, namesAndValues))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    /** Of 20 bits 12 are active: 8 can move. Frames have 9 to 12 active bits: the emptiest can move 9. */
    @Test
    void noMoreBitsMoveThanThereAre() {
        List<Integer> one = List.of(1);
        refused(RecallParams.class, "moved = 9: exceeds 8", "mac", SMALL, "stored", one, "moved", List.of(0, 9));
        refused(RecallParams.class, "active = 21: must not exceed inputs", "mac", SMALL, "stored", one, "active", 21);
        refused(SequencesParams.class, "moved = 10: exceeds fewest = 9", "sequences", one, "moved", List.of(10));
        Params.of(RecallParams.class, "mac", SMALL, "stored", one, "moved", List.of(8));
        Params.of(SequencesParams.class, "sequences", one, "moved", List.of(9));
    }

    /** 144 inputs: frames have at least 144 / 16 = 9 active bits. */
    @Test
    void capacityIsThatOfSequencesInEveryMac() {
        List<StudyMac> macs = List.of(Params.of(StudyMac.class));
        refused(CapacityParams.class, "moved = 10: exceeds fewest = 9", "macs", macs, "moved", 10);
        refused(
                CapacityParams.class,
                "need a square number of inputs",
                "macs",
                List.of(SMALL),
                "frames",
                SequenceFrames.Kind.EDGES);
    }

    @Test
    void itemsFitAndComeBack() {
        refused(HypothesesParams.class, "active = 21", "mac", SMALL, "hypotheses", List.of(2), "active", 21);
        refused(RetentionParams.class, "active = 21", "mac", SMALL, "age", List.of(0), "active", 21);
        refused(RetentionParams.class, "every = 10: must not exceed stream = 5", "age", List.of(0), "stream", 5);
        refused(BeliefParams.class, "must add up to active", "shared", java.util.Collections.nCopies(65_537, 65_536));
    }
}
