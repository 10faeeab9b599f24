package org.sparsecortex.sdr.encode;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.param.Checks;

/**
 * The inverse of an encoder over a table of candidates: which of them has the code that shares most bits with a given SDR.
 *
 * <p>Works for noisy and incomplete codes and for unions, where the first of the best candidates is taken.
 */
public final class Inverse {
    private static final int HOURS = 366 * 24;
    private static final long LEAP_YEAR_START =
            LocalDate.of(2024, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    private final List<double[]> candidates;
    private final List<Sdr> codes;

    /** The inverse over given candidates, each with one value per field of the encoder. */
    public Inverse(Encoder encoder, List<double[]> candidates) {
        Checks.that(!candidates.isEmpty(), "candidates", "[]", "at least one is needed");
        this.candidates = candidates.stream().map(double[]::clone).toList();
        codes = candidates.stream().map(encoder::encode).toList();
    }

    /** The inverse over {@code count} values at equal distances from {@code from} to {@code to}, both included. */
    public static Inverse between(Encoder encoder, double from, double to, int count) {
        Checks.atLeast("count", count, 2);
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(new double[] {from + i * (to - from) / (count - 1)});
        }
        return new Inverse(encoder, values);
    }

    /**
     * The inverse over everything that an encoder tells apart: all blocks of a scalar, all differences, all categories, and
     * for dates every hour of a leap year.
     *
     * @throws IllegalArgumentException for encoders without bounds (rdse, coordinate, multi), which need candidates
     */
    public static Inverse of(EncoderParams params, long seed) {
        Encoder encoder = params.encoder(seed);
        List<double[]> values = new ArrayList<>();
        if (params instanceof ScalarEncoderParams scalar) {
            int blocks = scalar.periodic() ? scalar.size() : scalar.size() - scalar.active() + 1;
            for (int b = 0; b < blocks; b++) {
                values.add(new double[] {scalar.decode(b)});
            }
        } else if (params instanceof DeltaEncoderParams delta) {
            int blocks = delta.size() - delta.active() + 1;
            for (int b = 0; b < blocks; b++) {
                values.add(new double[] {delta.maxChange() * (2.0 * b / Math.max(1, blocks - 1) - 1.0), 0.0});
            }
        } else if (params instanceof CategoryEncoderParams category) {
            for (int c = 0; c < category.categories().size(); c++) {
                values.add(new double[] {c});
            }
        } else if (params instanceof DateTimeEncoderParams) {
            for (int h = 0; h < HOURS; h++) {
                values.add(new double[] {LEAP_YEAR_START + 3600.0 * h});
            }
        } else {
            throw new IllegalArgumentException(
                    params.getClass().getSimpleName() + " has no bounds; give the candidates of its inverse");
        }
        return new Inverse(encoder, values);
    }

    /** The values of the candidate that shares most bits with {@code code}, the first among equals. */
    public double[] decode(Sdr code) {
        int best = 0;
        int most = -1;
        for (int c = 0; c < codes.size(); c++) {
            int overlap = SdrOps.overlap(codes.get(c), code);
            if (overlap > most) {
                best = c;
                most = overlap;
            }
        }
        return candidates.get(best).clone();
    }

    /** The overlaps of {@code code} with all candidates, in their order. */
    public int[] overlaps(Sdr code) {
        return codes.stream().mapToInt(c -> SdrOps.overlap(c, code)).toArray();
    }

    /** The candidates, in their order. */
    public double[][] candidates() {
        return candidates.stream().map(double[]::clone).toArray(double[][]::new);
    }
}
