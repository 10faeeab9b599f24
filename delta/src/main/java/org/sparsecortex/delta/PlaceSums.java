package org.sparsecortex.delta;

import java.util.Arrays;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.kernel.State;

/** The integer sums of an image of units, one array a place, and the list of the places touched since they were last coded. */
final class PlaceSums {
    private final int[] initial;
    private final int[][] sums;
    private final boolean[] touched;
    private final int[] list;
    private int count;

    /** All places have the initial sums, which are kept, and are touched. */
    PlaceSums(Volume shape, int[] initial) {
        this.initial = initial;
        sums = new int[shape.height() * shape.width()][shape.channels()];
        touched = new boolean[sums.length];
        list = new int[sums.length];
        reset();
    }

    /** Sums of a place that is about to be changed; it counts as touched. */
    int[] touch(int place) {
        if (!touched[place]) {
            touched[place] = true;
            list[count++] = place;
        }
        return sums[place];
    }

    /** Sums of a place. */
    int[] sums(int place) {
        return sums[place];
    }

    /** The touched places, in the order in which they were touched; the first {@link #count} entries. */
    int[] touched() {
        return list;
    }

    /** Number of touched places. */
    int count() {
        return count;
    }

    void forgetTouched() {
        for (int i = 0; i < count; i++) {
            touched[list[i]] = false;
        }
        count = 0;
    }

    /** Back to the initial sums, all touched. */
    void reset() {
        for (int place = 0; place < sums.length; place++) {
            System.arraycopy(initial, 0, sums[place], 0, initial.length);
            touch(place);
        }
    }

    /** The sum of a unit. */
    int sum(int unit) {
        return sums[unit / sums[0].length][unit % sums[0].length];
    }

    /** Visits the sums; after loading none counts as touched. */
    void state(State state) {
        for (int[] place : sums) {
            state.keep("sums", place);
        }
        if (state.loading()) {
            Arrays.fill(touched, false);
            count = 0;
        }
    }
}
