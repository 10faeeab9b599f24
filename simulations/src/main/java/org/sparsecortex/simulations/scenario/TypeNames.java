package org.sparsecortex.simulations.scenario;

import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.OpenTypes;
import org.sparsecortex.sdr.param.TypeName;

/** Which record each {@code "type"} stands for: sealed interfaces by {@link TypeName}, populations by {@link ModelType}. */
final class TypeNames {
    private final OpenTypes<ModelParams> models = OpenTypes.of(ModelParams.class, type -> {
        ModelType annotation = type.getAnnotation(ModelType.class);
        return annotation == null ? "" : annotation.name();
    });

    /** All models on the class path by name. */
    Map<String, Class<? extends ModelParams>> models() {
        return models.all();
    }

    /**
     * The records of a sealed interface, or of all models for {@link ModelParams}, in the order of their names: the order in
     * which a compiler lists permitted types depends on the order in which it read the sources.
     */
    Map<String, Class<?>> of(Class<?> type) {
        if (type == ModelParams.class) {
            return new TreeMap<>(models.all());
        }
        if (!type.isSealed()) {
            throw new IllegalStateException(type + " is neither sealed nor that of models");
        }
        Map<String, Class<?>> known = new TreeMap<>();
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
        ModelType model = record.getAnnotation(ModelType.class);
        return model == null ? null : model.name();
    }
}
