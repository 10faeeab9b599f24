package org.sparsecortex.sdr.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * The signals of a kernel, each declared once: name, shape, scope, meaning, and where its value comes from.
 *
 * <pre>
 *   static Outputs&lt;TemporalMemoryKernel&gt; outputs(TemporalMemoryParams p) {
 *       return new Outputs&lt;TemporalMemoryKernel&gt;()
 *               .perUnit("activeCells", Kind.SDR, p.cells(), "active cells", k -&gt; k.own(k.active))
 *               .global("anomaly", Kind.REALS, 1, "fraction of active columns not predicted", k -&gt; Reals.of(k.anomaly));
 *   }
 * </pre>
 *
 * {@link ModelParams#signals} returns {@link #specs}, {@link Kernel#read} calls {@link #read}.
 *
 * @param <K> kernel (or part of one) whose values these are
 */
public final class Outputs<K> {
    private final List<SignalSpec> specs = new ArrayList<>();
    private final Map<String, Function<? super K, ? extends Signal>> values = new LinkedHashMap<>();

    /** A signal of which each range holds its units' part. */
    public Outputs<K> perUnit(
            String name, Kind kind, int size, String doc, Function<? super K, ? extends Signal> value) {
        return add(SignalSpec.perUnit(name, kind, size, doc), value);
    }

    /** A signal that every range holds whole. */
    public Outputs<K> global(
            String name, Kind kind, int size, String doc, Function<? super K, ? extends Signal> value) {
        return add(SignalSpec.global(name, kind, size, doc), value);
    }

    /** A signal by its description; a second one of the same name is refused. */
    public Outputs<K> add(SignalSpec spec, Function<? super K, ? extends Signal> value) {
        Checks.that(values.put(spec.name(), value) == null, "signal", spec.name(), "is declared twice");
        specs.add(spec);
        return this;
    }

    /** Puts the elements of the signal that was declared last on several axes, the last one fastest. */
    public Outputs<K> over(int... axes) {
        int last = specs.size() - 1;
        specs.set(last, specs.get(last).over(axes));
        return this;
    }

    /** All signals of {@code parts}, the outputs of something that the kernel holds, behind the own ones. */
    public <T> Outputs<K> addAll(Outputs<T> parts, Function<? super K, ? extends T> part) {
        for (SignalSpec spec : parts.specs) {
            Function<? super T, ? extends Signal> value = parts.values.get(spec.name());
            add(spec, kernel -> value.apply(part.apply(kernel)));
        }
        return this;
    }

    /** Descriptions in the order of declaration; the first is the main output. */
    public List<SignalSpec> specs() {
        return List.copyOf(specs);
    }

    /**
     * The value of a signal.
     *
     * @throws IllegalArgumentException if there is no signal of that name
     */
    public Signal read(K kernel, String name) {
        Function<? super K, ? extends Signal> value = values.get(name);
        if (value == null) {
            throw new ParameterException("signal", name, "is not among " + values.keySet());
        }
        return value.apply(kernel);
    }
}
