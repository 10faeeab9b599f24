package org.sparsecortex.delta;

import java.util.Arrays;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.kernel.State;

/**
 * Codes frames by the rule of {@link EventCoder}, and looks only at the values that are not bit for bit those of the frame before: one that stays
 * keeps its level, whatever the hysteresis. Tells a cut from movement, too:
 *
 * <pre>  cut if |x_i(t) - x_i(t-1)| &gt; q_i / 4 for more than a fraction of the i looked at,   q_i: step of value i  </pre>
 *
 * A few hundred values spread over the frame are looked at. Levels would tell less: a new background may lie within their hysteresis.
 */
final class FrameCoder implements LevelCoder {
    /** Units of a frame coded at once: the arrays of a block fit into the first-level cache. */
    private static final int BLOCK = 1024;

    /** One value in so many may have moved for comparisons of arrays to find them faster than all are coded; measured. */
    private static final int FEW = 24;

    /** So many may lie close together. */
    private static final int NEIGHBOURS = 4;

    /** Values that show whether a frame follows a cut. */
    private static final int PROBES = 256;

    private final EventCoder coder;
    private final int length;
    private final float[][] shown;
    private final int[] moved;
    private final double refreshAbove;
    private final int stride;
    private final float[] far;
    private boolean known;

    /** @param refreshAbove fraction of values that have moved above which a frame follows a cut; 1 for none */
    FrameCoder(DeltaLayer delta, double refreshAbove) {
        length = blockLength(delta.output());
        coder = EventCoder.ofFrames(delta, length);
        shown = new float[coder.size() / length][length];
        moved = new int[length / FEW + NEIGHBOURS + 1];
        this.refreshAbove = refreshAbove;
        stride = coder.size() / PROBES | 1; // odd, so that all columns are met
        far = new float[(coder.size() + stride - 1) / stride];
        for (int p = 0; p < far.length; p++) {
            far[p] = delta.stepOf(p * stride) / 4;
        }
    }

    /** Length of blocks of whole rows of a frame. */
    private static int blockLength(Volume frame) {
        int row = frame.width() * frame.channels();
        int rows = Math.min(frame.height(), Math.max(1, BLOCK / row));
        while (frame.height() % rows != 0) {
            rows--;
        }
        return rows * row;
    }

    /** Whether the scene of this frame is another one than that of the frame coded last. */
    boolean isCut(float[] frame) {
        if (!known || refreshAbove >= 1) {
            return false;
        }
        int apart = 0;
        for (int p = 0; p < far.length; p++) {
            int i = p * stride;
            apart += Math.abs(frame[i] - shown[i / length][i % length]) > far[p] ? 1 : 0;
        }
        return apart > refreshAbove * far.length;
    }

    /** Codes a frame; the first one is rounded plainly. */
    void code(float[] frame) {
        coder.begin();
        for (int b = 0; b < shown.length; b++) {
            int n = known ? moved(frame, b) : moved.length;
            if (n < moved.length) {
                coder.code(b, shown[b], moved, n);
            } else {
                System.arraycopy(frame, b * length, shown[b], 0, length);
                coder.code(b, shown[b]);
            }
        }
        known = true;
    }

    /** Lists the values of a block that have moved and keeps them, or gives up at so many that all had better be coded. */
    private int moved(float[] frame, int block) {
        float[] before = shown[block];
        int from = block * length;
        int n = 0;
        int next = Arrays.mismatch(frame, from, from + length, before, 0, length);
        while (next >= 0) {
            if (n * FEW > next + NEIGHBOURS * FEW) {
                return moved.length;
            }
            moved[n++] = next;
            before[next] = frame[from + next];
            next++;
            int further = Arrays.mismatch(frame, from + next, from + length, before, next, length);
            next = further < 0 ? further : next + further;
        }
        return n;
    }

    @Override
    public LevelChanges events() {
        return coder.events();
    }

    @Override
    public int size() {
        return coder.size();
    }

    @Override
    public int channels() {
        return coder.channels();
    }

    @Override
    public float[] levels() {
        return coder.levels();
    }

    @Override
    public long compared() {
        return coder.compared();
    }

    @Override
    public void clearCompared() {
        coder.clearCompared();
    }

    @Override
    public void reset() {
        coder.reset();
        known = false;
    }

    @Override
    public void state(State state) {
        coder.state(state);
        if (refreshAbove >= 1) {
            known &= !state.loading(); // the next frame is compared with its levels, not with the frame before
            return;
        }
        known = state.keep("known", known);
        for (float[] block : shown) {
            state.keep("shown", block);
        }
    }
}
