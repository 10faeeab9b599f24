package org.sparsecortex.simulations.nab;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * The scores that a detector gave to the rows of one series, and the windows in which anomalies were labelled.
 *
 * @param name name of the series, in NAB the path of its file below the data folder
 * @param scores anomaly score of each row, 0..1
 * @param windows labelled windows in row order, not overlapping
 */
public record NabSeries(String name, double[] scores, List<Window> windows) {
    private static final double PROBATION = 0.15;
    private static final int PROBATION_ROWS = 5000;

    public NabSeries {
        scores = scores.clone();
        windows = List.copyOf(windows);
        int free = 0;
        for (Window window : windows) {
            Checks.inRange(name + ": first row of a window", window.first(), free, scores.length - 1);
            Checks.inRange(name + ": last row of a window", window.last(), window.first(), scores.length - 1);
            free = window.last() + 1;
        }
        for (int row = 0; row < scores.length; row++) {
            Checks.finite(name + ": score of row " + row, scores[row]);
        }
    }

    /**
     * Rows that are labelled as one anomaly.
     *
     * @param first its first row
     * @param last its last row, included
     */
    public record Window(int first, int last) {
        int rows() {
            return last - first + 1;
        }
    }

    /** The series whose windows are the runs of ones in {@code label}. */
    public static NabSeries ofLabels(String name, double[] scores, double[] label) {
        Checks.equal(name + ": rows of label", label.length, scores.length);
        List<Window> windows = new java.util.ArrayList<>();
        for (int row = 0; row < label.length; row++) {
            if (label[row] > 0 && (row == 0 || label[row - 1] <= 0)) {
                int last = row;
                while (last + 1 < label.length && label[last + 1] > 0) {
                    last++;
                }
                windows.add(new Window(row, last));
            }
        }
        return new NabSeries(name, scores, windows);
    }

    /** Rows at the start that no score is taken from: 15 % of a series, at most 750. */
    public static int probation(int rows) {
        return Math.min((int) Math.floor(PROBATION * rows), (int) (PROBATION * PROBATION_ROWS));
    }

    /** First row that is scored. */
    public int firstScored() {
        return probation(scores.length);
    }

    /** Index of the window that holds each row; -1 outside. */
    int[] windowOfRow() {
        int[] of = new int[scores.length];
        Arrays.fill(of, -1);
        for (int w = 0; w < windows.size(); w++) {
            Arrays.fill(of, windows.get(w).first(), windows.get(w).last() + 1, w);
        }
        return of;
    }

    /** Whether any row of window {@code w} is scored. */
    boolean isScored(int w) {
        return windows.get(w).last() >= firstScored();
    }

    /**
     * What a detection at each row is worth: a share of a window's weight inside, a cost outside.
     *
     * <pre>
     *   sigma(y) = 2 / (1 + exp(5 y)) - 1
     *   inside:   A_tp * sigma(-(last - i + 1) / rows) / sigma(-1)
     *   outside:  A_fp * sigma((i - last) / (rows - 1)) of the window before; -A_fp without one, or beyond three windows
     * </pre>
     */
    double[] worth(NabProfile profile) {
        double[] worth = new double[scores.length];
        int[] of = windowOfRow();
        Window before = null;
        for (int i = 0; i < worth.length; i++) {
            if (of[i] >= 0) {
                before = windows.get(of[i]);
                double position = -(before.last() - i + 1) / (double) before.rows();
                worth[i] = profile.truePositive() * sigma(position) / sigma(-1.0);
            } else {
                double distance =
                        before == null ? Double.POSITIVE_INFINITY : (i - before.last()) / (double) (before.rows() - 1);
                worth[i] = profile.falsePositive() * sigma(distance);
            }
        }
        return worth;
    }

    private static double sigma(double y) {
        return y > 3.0 ? -1.0 : 2.0 / (1.0 + Math.exp(5.0 * y)) - 1.0;
    }
}
