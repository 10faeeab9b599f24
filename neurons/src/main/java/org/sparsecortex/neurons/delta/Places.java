package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.neurons.train.Volume;

/** The sums of an image of units, one array a place, and the list of the places touched since they were last emitted. */
final class Places {
    private final float[][] sums;
    private final boolean[] touched;
    private final int[] list;
    private int count;

    /** Zeros, all touched. */
    Places(Volume shape) {
        sums = new float[shape.height() * shape.width()][shape.channels()];
        touched = new boolean[sums.length];
        list = new int[sums.length];
        reset();
    }

    /** Sums of a place that is about to be changed; it counts as touched. */
    float[] touch(int place) {
        if (!touched[place]) {
            touched[place] = true;
            list[count++] = place;
        }
        return sums[place];
    }

    /** Codes the touched places and forgets that they were touched; the others cost nothing. */
    void emit(EventCoder coder) {
        for (int i = 0; i < count; i++) {
            coder.code(list[i], sums[list[i]]);
            touched[list[i]] = false;
        }
        count = 0;
    }

    /** Back to zeros, all touched. */
    void reset() {
        for (int place = 0; place < sums.length; place++) {
            Arrays.fill(sums[place], 0f);
            touch(place);
        }
    }

    /** The sum of a unit. */
    float sum(int unit) {
        return sums[unit / sums[0].length][unit % sums[0].length];
    }

    /** Writes the sums. */
    void save(DataOutput out) throws IOException {
        for (float[] place : sums) {
            DeltaNetwork.write(place, out);
        }
    }

    /** Replaces the sums (written); none counts as touched. */
    void load(DataInput in) throws IOException {
        for (float[] place : sums) {
            DeltaNetwork.read(place, in);
        }
        Arrays.fill(touched, false);
        count = 0;
    }
}
