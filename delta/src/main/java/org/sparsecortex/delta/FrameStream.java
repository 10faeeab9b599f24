package org.sparsecortex.delta;

import org.sparsecortex.sdr.kernel.State;

/** A trained network in a form that is shown one frame after another and counts what each costs. */
interface FrameStream {
    /** Shows a frame; the output is overwritten by the next. */
    float[] step(float[] frame);

    /** Number of layers with weights or sums. */
    int layers();

    /** Changes at the input of layer l since the last {@link #clearCounts}. */
    long events(int l);

    /** Input units of layer l. */
    int units(int l);

    /** Channels of the input of layer l; unit u belongs to channel u mod channels. */
    int channels(int l);

    /** Input units of layer l whose level the last frame changed, in any order. */
    int[] changed(int l);

    /** Levels of all input units of layer l. */
    float[] levels(int l);

    /** Input units of layer l that were compared with their level since the last {@link #clearCounts}. */
    long compared(int l);

    /** Multiply-accumulates done in layer l since the last {@link #clearCounts}. */
    long macs(int l);

    /** Multiply-accumulates of a dense frame in layer l. */
    long denseMacs(int l);

    /** Sets all counts to 0. */
    void clearCounts();

    /** Visits levels and sums. */
    void state(State state);
}
