package org.sparsecortex.simulations.scenario;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.param.TypeName;

/** Which record each {@code "type"} stands for: sealed interfaces by {@link TypeName}, populations by their family. */
final class TypeNames {
    private final Map<String, ModelFamily> families = new TreeMap<>();

    /** Finds all families on the class path. */
    TypeNames() {
        for (ModelFamily family : ServiceLoader.load(ModelFamily.class)) {
            if (families.put(family.type(), family) != null) {
                throw new IllegalStateException("two model families are called " + family.type());
            }
        }
    }

    Map<String, ModelFamily> families() {
        return families;
    }

    /**
     * The records of a sealed interface, or of all families for {@link ModelParams}, in the order of their names: the order
     * in which a compiler lists permitted types depends on the order in which it read the sources.
     */
    Map<String, Class<?>> of(Class<?> type) {
        Map<String, Class<?>> known = new TreeMap<>();
        if (type == ModelParams.class) {
            families.forEach((name, family) -> known.put(name, family.params()));
            return known;
        }
        if (!type.isSealed()) {
            throw new IllegalStateException(type + " is neither sealed nor a family");
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                known.putAll(of(permitted));
            } else {
                known.put(permitted.getAnnotation(TypeName.class).value(), permitted);
            }
        }
        return known;
    }

    /** The name of a record that is an alternative of something; null for a plain record. */
    String nameOf(Class<?> record) {
        TypeName name = record.getAnnotation(TypeName.class);
        if (name != null) {
            return name.value();
        }
        return families.values().stream()
                .filter(f -> f.params() == record)
                .map(ModelFamily::type)
                .findFirst()
                .orElse(null);
    }
}
