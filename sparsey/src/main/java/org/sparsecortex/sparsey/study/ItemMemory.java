package org.sparsecortex.sparsey.study;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sparsey.SingleMac;

/** What {@link RecallParams} compares: a memory that gives each item a code and is later asked for it. */
interface ItemMemory {
    /** Stores item number {@code n}; its code. */
    int[] store(Sdr x, int n);

    /** The code found for a cue. */
    int[] recall(Sdr x, int n);

    /** Fraction of winners that two codes share. */
    double agreement(int[] a, int[] b);

    /** Familiarity of the last cue, 0..1. */
    double familiarity();

    /** Fraction of weights set. */
    double fill();

    /** Whether it learns no more. */
    boolean isFrozen();

    /** A mac whose codes are selected, drawn at random, or the most supported ones. */
    record OfMac(SingleMac mac, StudyMac size, RecallParams.Coding coding, KeyedRandom codes) implements ItemMemory {
        @Override
        public int[] store(Sdr x, int n) {
            if (coding == RecallParams.Coding.SELECTED) {
                return mac.present(x, true);
            }
            int[] code = new int[size.modules()];
            if (coding == RecallParams.Coding.MAXIMUM) {
                code = mac.present(x, false);
            } else {
                for (int q = 0; q < code.length; q++) {
                    code[q] = codes.below(size.cellsPerModule(), n, 0, q);
                }
            }
            mac.store(x, code);
            return code;
        }

        @Override
        public int[] recall(Sdr x, int n) {
            return mac.present(x, false);
        }

        @Override
        public double agreement(int[] a, int[] b) {
            return SingleMac.agreement(a, b);
        }

        @Override
        public double familiarity() {
            return mac.familiarity();
        }

        @Override
        public double fill() {
            return mac.fill();
        }

        @Override
        public boolean isFrozen() {
            return mac.isFrozen();
        }
    }

    /**
     * The binary associative network of Willshaw, Buneman and Longuet-Higgins 1969: a code is Q random cells of all Q K, without
     * modules; w_ji = 1 once input j and cell i were active together; recall takes the Q cells of the largest sums, keyed
     * among equals.
     */
    final class Willshaw implements ItemMemory {
        private final StudyMac size;
        private final KeyedRandom codes;
        private final KeyedRandom ties;
        private final boolean[][] set;
        private double familiarity;

        Willshaw(StudyMac size, long seed) {
            this.size = size;
            codes = KeyedRandom.of(seed, "random codes");
            ties = KeyedRandom.of(seed, "ties");
            set = new boolean[size.inputs()][size.cells()];
        }

        @Override
        public int[] store(Sdr x, int n) {
            int[] code = codes.sample(size.cells(), size.modules(), n, 0, 0);
            for (int a = 0; a < x.cardinality(); a++) {
                for (int unit : code) {
                    set[x.active(a)][unit] = true;
                }
            }
            return code;
        }

        @Override
        public int[] recall(Sdr x, int n) {
            int[] sum = new int[size.cells()];
            for (int a = 0; a < x.cardinality(); a++) {
                boolean[] row = set[x.active(a)];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += row[i] ? 1 : 0;
                }
            }
            int[] order = ties.permutation(sum.length, n, 0, 0);
            int[] found = new int[size.modules()];
            int count = 0;
            int total = 0;
            for (int level = x.cardinality(); count < found.length; level--) {
                for (int i = 0; i < order.length && count < found.length; i++) {
                    if (sum[order[i]] == level) {
                        found[count++] = order[i];
                        total += level;
                    }
                }
            }
            familiarity = (double) total / (found.length * Math.max(1, x.cardinality()));
            Arrays.sort(found);
            return found;
        }

        @Override
        public double agreement(int[] a, int[] b) {
            int common = 0;
            for (int unit : a) {
                common += Arrays.binarySearch(b, unit) >= 0 ? 1 : 0;
            }
            return (double) common / a.length;
        }

        @Override
        public double familiarity() {
            return familiarity;
        }

        @Override
        public double fill() {
            long ones = 0;
            for (boolean[] row : set) {
                for (boolean one : row) {
                    ones += one ? 1 : 0;
                }
            }
            return (double) ones / ((double) size.inputs() * size.cells());
        }

        @Override
        public boolean isFrozen() {
            return false;
        }
    }
}
