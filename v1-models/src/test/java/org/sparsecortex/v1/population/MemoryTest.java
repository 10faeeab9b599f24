package org.sparsecortex.v1.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.learn.DictionaryLearningParams;

/** Estimates of memory cover the arrays that a kernel of all units holds after a step, and not many times over. */
class MemoryTest {
    private static final int ATOMS = 500;
    private static final Object[] SHEET = {"frameHeight", 8, "frameWidth", 8, "patch", 4, "stride", 4, "atoms", ATOMS};

    private static void covers(ModelParams params, Map<String, Shape> inputs, Signal... signals)
            throws IllegalAccessException {
        BuildContext context = BuildContext.of("v1", 5, new TreeMap<>(inputs));
        long held = held(params, context, 1, signals);
        assertThat(held).isGreaterThan(4L * ATOMS * 16);
        assertThat(params.estimatedBytes(context)).isBetween(held, 2 * held);
    }

    private static long held(ModelParams params, BuildContext context, int ranges, Signal... signals)
            throws IllegalAccessException {
        StepDriver<?, ?> driver = StepDriver.of(Population.of(context, params), ranges);
        driver.step(new Step(0, false, false), signals);
        return held(driver, false, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Bytes in the arrays of all kernels below {@code object}; signals belong to their senders. */
    private static long held(Object object, boolean inKernel, Set<Object> seen) throws IllegalAccessException {
        if (object == null || object instanceof Signal || object instanceof Enum || !seen.add(object)) {
            return 0;
        }
        long bytes = 0;
        if (object instanceof Iterable<?> elements && !(object instanceof Record)) {
            for (Object each : elements) {
                bytes += held(each, inKernel, seen);
            }
        } else if (object.getClass().isArray()) {
            boolean isPrimitive = object.getClass().getComponentType().isPrimitive();
            for (int i = 0; i < Array.getLength(object) && !isPrimitive; i++) {
                bytes += held(Array.get(object, i), inKernel, seen);
            }
            bytes += isPrimitive && inKernel ? (long) Array.getLength(object) * size(object) : 0;
        } else if (object.getClass().getName().startsWith("org.sparsecortex")) {
            bytes += heldByFields(object, inKernel || object instanceof Kernel, seen);
        }
        return bytes;
    }

    private static long heldByFields(Object object, boolean inKernel, Set<Object> seen) throws IllegalAccessException {
        long bytes = 0;
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    bytes += held(field.get(object), inKernel, seen);
                }
            }
        }
        return bytes;
    }

    private static int size(Object array) {
        if (array instanceof double[] || array instanceof long[]) {
            return 8;
        }
        return array instanceof boolean[] || array instanceof byte[] ? 1 : 4;
    }

    private static Shape reals(int size) {
        return new Shape(Signal.Kind.REALS, size);
    }

    @Test
    void ofNeuronsThatCompete() throws IllegalAccessException {
        covers(
                Params.of(LcaParams.class, "neurons", ATOMS, "patch", 4, "iterations", 1),
                Map.of("patch", reals(16)),
                Reals.of(new double[16]),
                null);
    }

    /** Each of five ranges has the dictionary for itself, which one estimate of the whole does not hold. */
    @Test
    void ofEveryRangeOfALearner() throws IllegalAccessException {
        ModelParams params =
                Params.of(DictionaryLearningParams.class, "atoms", ATOMS, "patch", 4, "samples", 50, "chunk", 10);
        BuildContext context = BuildContext.of("v1", 5, Map.of("samples", reals(50 * 16)));
        long held = held(params, context, 5, Reals.of(new double[50 * 16]), null);
        long all = params.estimatedBytes(context);
        assertThat(held).isBetween(all + 1, all + 4 * params.repeatedBytes(context));
    }

    @Test
    void ofHypercolumns() throws IllegalAccessException {
        covers(Params.of(HypercolumnsParams.class, SHEET), Map.of("frame", reals(64)), Reals.of(new double[64]), null);
    }

    /** No more than the atoms twice: as they were given and as unit vectors. */
    @Test
    void ofADecoderWhichNeedsNoGramMatrix() throws IllegalAccessException {
        FrameDecoderParams params = Params.of(FrameDecoderParams.class, SHEET);
        Map<String, Shape> votes = Map.of("votes", reals(4 * 2 * ATOMS));
        covers(params, votes, null, Reals.of(new double[4 * 2 * ATOMS]), null);
        assertThat(params.estimatedBytes(BuildContext.of("v1", 5, votes))).isEqualTo(12 * 64 + 8L * ATOMS * 16);
    }

    /** 46,340^2 = 2,147,395,600 numbers fit into an array, 46,341^2 do not; a decoder has no such matrix. */
    @Test
    void moreAtomsThanAnArrayHoldsAreRefused() {
        String most = "at most 46340 are possible";
        assertThatThrownBy(() -> Params.of(LcaParams.class, "neurons", 46_341))
                .hasMessageStartingWith("neurons = 46341: ")
                .hasMessageContaining(most);
        assertThatThrownBy(() -> Params.of(HypercolumnsParams.class, "atoms", 46_341))
                .hasMessageContaining(most);
        assertThatThrownBy(() -> Params.of(DictionaryLearningParams.class, "atoms", 46_341))
                .hasMessageContaining(most);
        assertThatThrownBy(() -> new Dictionary(46_341, 1, new JavaBlas())).hasMessageContaining(most);
        assertThat(Params.of(LcaParams.class, "neurons", 46_340)
                        .estimatedBytes(BuildContext.of("v1", 5, Map.of("patch", reals(144)))))
                .isGreaterThan(8L * 46_340 * 46_340);
        Params.of(FrameDecoderParams.class, "atoms", 65_536);
        assertThatThrownBy(() -> Params.of(
                        FrameDecoderParams.class, "frameHeight", 256, "frameWidth", 256, "patch", 256, "atoms", 32_768))
                .hasMessageContaining("at most 32767 are possible");
    }
}
