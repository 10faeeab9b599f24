package org.sparsecortex.sdr.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;

class StateTest {
    /** One of each kind of state. */
    private static final class Things {
        private int a;
        private long b;
        private double c;
        private float d;
        private boolean e;
        private Sdr f = Sdr.empty(9);
        private Reals g;
        private final double[] h = new double[3];
        private final float[] i = new float[2];
        private final int[] j = new int[2];
        private final long[] k = new long[1];
        private final short[] l = new short[4];
        private final byte[] m = new byte[2];

        void state(State state) {
            a = state.keep("a", a);
            b = state.keep("b", b);
            c = state.keep("c", c);
            d = state.keep("d", d);
            e = state.keep("e", e);
            f = state.keep("f", f);
            g = state.keep("g", g);
            state.keep("h", h);
            state.keep("i", i);
            state.keep("j", j);
            state.keep("k", k);
            state.keep("l", l, 1, 3);
            state.keep("m", m);
        }
    }

    private static byte[] written(Things things) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        things.state(State.writer(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    @Test
    void whatWasWrittenIsRead() {
        Things things = new Things();
        things.a = -1;
        things.b = 1L << 40;
        things.c = -0.0;
        things.d = Float.MIN_VALUE;
        things.e = true;
        things.f = Sdr.of(9, 3, 8);
        things.g = Reals.of(Double.NaN, 2);
        things.h[2] = Math.PI;
        things.i[0] = 5;
        things.j[1] = 6;
        things.k[0] = 7;
        things.l[2] = 8;
        things.m[1] = 9;
        byte[] bytes = written(things);
        Things copy = new Things();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        copy.state(State.reader(new DataInputStream(in)));
        assertThat(in.available()).isZero();
        assertThat(written(copy)).isEqualTo(bytes);
        assertThat(copy.f).isEqualTo(things.f);
        assertThat(copy.l).containsExactly(0, 0, 8, 0);
    }

    @Test
    void stateThatEndsEarlyNamesItsPart() {
        byte[] bytes = written(newThings());
        State cut = State.reader(new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - 1)));
        assertThatThrownBy(() -> newThings().state(cut))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'m' ends early");
    }

    private static Things newThings() {
        Things things = new Things();
        things.g = Reals.of(1);
        return things;
    }
}
