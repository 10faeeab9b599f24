package org.sparsecortex.sdr.param;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The records of a sealed set by the name they have in scenarios; sealed interfaces in between are looked through. */
public final class SealedTypes {
    private SealedTypes() {}

    /**
     * The records by name, in alphabetical order.
     *
     * @param base a sealed interface
     * @throws IllegalStateException if a record has no {@link TypeName}
     */
    public static Map<String, Class<?>> of(Class<?> base) {
        Map<String, Class<?>> records = new TreeMap<>();
        collect(base, records);
        return Collections.unmodifiableMap(records);
    }

    private static void collect(Class<?> base, Map<String, Class<?>> records) {
        for (Class<?> permitted : base.getPermittedSubclasses()) {
            TypeName name = permitted.getAnnotation(TypeName.class);
            if (permitted.isSealed()) {
                collect(permitted, records);
            } else if (name == null) {
                throw new IllegalStateException(permitted.getName() + " has no annotation that names it in scenarios");
            } else {
                records.put(name.value(), permitted);
            }
        }
    }
}
