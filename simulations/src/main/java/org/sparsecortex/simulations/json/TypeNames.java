package org.sparsecortex.simulations.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.ByName;
import org.sparsecortex.sdr.param.OpenTypes;
import org.sparsecortex.sdr.param.SealedTypes;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Which record each {@code "type"} stands for: an interface that is not sealed is an open set ({@link OpenTypes}), a sealed
 * one has its permitted records ({@link SealedTypes}). Names are those of {@link TypeName}, of models those of {@link ModelType}.
 */
public final class TypeNames {
    private final Map<Class<?>, Map<String, Class<?>>> known = new HashMap<>();

    /** Nothing looked up yet. */
    public TypeNames() {}

    /**
     * The records of an interface in the order of their names: the order in which a compiler lists permitted types depends on
     * the order in which it read the sources.
     */
    public Map<String, Class<?>> of(Class<?> type) {
        return known.computeIfAbsent(type, t -> t.isSealed() ? SealedTypes.of(t) : open(t));
    }

    private static Map<String, Class<?>> open(Class<?> type) {
        return new TreeMap<>(OpenTypes.of(type, record -> {
                    String name = nameOf(record);
                    return name == null ? "" : name;
                })
                .all());
    }

    /** The name of a record that is an alternative of something; null for a plain record. */
    public static String nameOf(Class<?> record) {
        TypeName name = record.getAnnotation(TypeName.class);
        if (name != null) {
            return name.value();
        }
        ModelType model = record.getAnnotation(ModelType.class);
        return model == null ? null : model.name();
    }

    /** Whether a record is of a set whose records are written as their name alone if they have no components. */
    static boolean byName(Class<?> record) {
        return Arrays.stream(record.getInterfaces())
                .anyMatch(type -> type.isAnnotationPresent(ByName.class) || byName(type));
    }
}
