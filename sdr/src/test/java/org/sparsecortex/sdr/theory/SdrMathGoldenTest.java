package org.sparsecortex.sdr.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SdrMathGoldenTest {
    private static final double RELATIVE = 1e-9;

    static List<String> rows() throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                SdrMathGoldenTest.class.getResourceAsStream("/golden/sdr-theory.csv"), StandardCharsets.UTF_8))) {
            return in.lines().skip(2).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithExactArithmetic(String row) {
        String[] cell = row.split(",", -1);
        double expected = Double.parseDouble(cell[5]);
        double actual = evaluate(cell);
        assertThat(actual).as(row).isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
    }

    private static double evaluate(String[] cell) {
        int p1 = Integer.parseInt(cell[1]);
        int p2 = Integer.parseInt(cell[2]);
        return switch (cell[0]) {
            case "capacity" -> new BigDecimal(SdrMath.binomial(p1, p2)).doubleValue();
            case "overlap" ->
                new BigDecimal(SdrMath.overlapSet(p1, p2, Integer.parseInt(cell[3]), Integer.parseInt(cell[4])))
                        .doubleValue();
            case "fp" -> SdrMath.falsePositive(p1, p2, Integer.parseInt(cell[3]), Integer.parseInt(cell[4]));
            case "fnIndependent" -> SdrMath.falseNegativeIndependent(p1, p2, Double.parseDouble(cell[3]));
            case "fnExact" -> SdrMath.falseNegativeExact(p1, p2, Integer.parseInt(cell[3]), Integer.parseInt(cell[4]));
            case "unionDensity" -> SdrMath.unionDensity(p1, p2, Integer.parseInt(cell[3]));
            case "unionFull" -> SdrMath.unionFullMatch(p1, p2, Integer.parseInt(cell[3]));
            case "classify" -> SdrMath.setFalsePositive(p1, p2, Integer.parseInt(cell[3]), Integer.parseInt(cell[4]));
            default -> throw new IllegalArgumentException(cell[0]);
        };
    }

    @Test
    void capacityBeyondDoublesIsGivenAsALogarithm() {
        // from the specification's table: C(65536, 128) has log10 400.869373367863
        assertThat(SdrMath.log10(SdrMath.binomial(65_536, 128))).isCloseTo(400.869373367863, within(1e-9));
    }

    @Test
    void overlapSetsOfAllSizesAddUpToTheCapacity() {
        var sum = java.math.BigInteger.ZERO;
        for (int b = 0; b <= 12; b++) {
            sum = sum.add(SdrMath.overlapSet(100, 12, 12, b));
        }
        assertThat(sum).isEqualTo(SdrMath.binomial(100, 12));
    }

    @Test
    void theBestThresholdLiesBetweenTheErrorsItBalances() {
        // papers: pyramidal sizes lead to thresholds of about 8 to 20
        int theta = SdrMath.optimalThreshold(1000, 60, 30, 0.4);
        assertThat(theta).isBetween(8, 20);
        assertThat(SdrMath.falsePositive(1000, 60, 30, theta)).isPositive().isLessThan(1e-3);
    }

    @Test
    void cellsWithManySegmentsArePredictedFalselyMoreOften() {
        // 32768 cells of 100 segments, n = 2048, a = 40, s = 20, theta = 10: 32768 * 100 * 3.910589e-13 to first order
        double fp = SdrMath.falsePositive(2048, 40, 20, 10);
        assertThat(SdrMath.falselyPredictedCells(32_768, fp, 100)).isCloseTo(1.2814219e-6, within(1e-12));
        assertThat(SdrMath.falselyPredictedCells(10, 1.0, 1)).isEqualTo(10.0);
    }
}
