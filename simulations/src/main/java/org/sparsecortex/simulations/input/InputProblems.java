package org.sparsecortex.simulations.input;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one input, told together. */
public final class InputProblems extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final transient List<IllegalArgumentException> all;

    private InputProblems(List<IllegalArgumentException> all) {
        super(all.get(0).getMessage(), all.get(0));
        this.all = List.copyOf(all);
    }

    /** The problems in the order in which they were found. */
    public List<IllegalArgumentException> all() {
        return all;
    }

    /** Collects problems; of many the first ten are kept and the others counted. */
    public static final class Collector {
        private final List<IllegalArgumentException> found = new ArrayList<>();
        private int more;

        /** Adds what a check finds, if it finds anything. */
        public void check(Runnable check) {
            try {
                check.run();
            } catch (InputProblems several) {
                several.all.forEach(this::add);
            } catch (IllegalArgumentException e) {
                add(e);
            }
        }

        /** Adds a problem. */
        public void add(IllegalArgumentException problem) {
            if (found.size() < SHOWN) {
                found.add(problem);
            } else {
                more++;
            }
        }

        /** Whether there is none. */
        public boolean isEmpty() {
            return found.isEmpty();
        }

        /**
         * Ends the reading of an input with problems.
         *
         * @throws InputProblems if there is any
         */
        public void throwIfAny() {
            if (found.isEmpty()) {
                return;
            }
            List<IllegalArgumentException> all = new ArrayList<>(found);
            if (more > 0) {
                all.add(new IllegalArgumentException("and " + more + " more of its cells and rows"));
            }
            throw new InputProblems(all);
        }
    }
}
