package org.sparsecortex.sdr.param;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parameter records in code, with the defaults and ranges of their {@link Param} annotations. */
public final class Params {
    /** Defaults by component; they are values, which no one changes. */
    private static final ClassValue<Map<String, Object>> DEFAULTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Params() {}

    /**
     * A record in which everything that is not named has its default, for example {@code Params.of(RdseParams.class,
     * "resolution", 0.5)}.
     *
     * @param namesAndValues names of components, each followed by its value; whole numbers may stand for reals
     * @throws IllegalArgumentException if a name is unknown or named twice, a required component is missing, or a value has
     *     the wrong type or is out of range
     */
    public static <T extends Record> T of(Class<T> type, Object... namesAndValues) {
        Map<String, Object> given = new LinkedHashMap<>();
        Checks.equal("number of names and values mod 2", namesAndValues.length % 2, 0);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = String.valueOf(namesAndValues[i]);
            Checks.that(given.put(name, namesAndValues[i + 1]) == null, "name", name, "is given twice");
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(components[i], given);
        }
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        given.keySet().removeAll(names);
        Checks.that(given.isEmpty(), "names", given.keySet(), "are not among " + names);
        return create(type, components, arguments);
    }

    private static Object argument(RecordComponent component, Map<String, Object> given) {
        String name = component.getName();
        Param param = Checks.present("@Param of " + name, component.getAnnotation(Param.class));
        if (given.containsKey(name)) {
            return fitted(component, param, given.get(name));
        }
        Checks.that(!param.def().isEmpty(), name, "missing", "is required: " + param.doc());
        return DEFAULTS.get(component.getDeclaringRecord())
                .computeIfAbsent(name, unnamed -> Defaults.value(component.getGenericType(), param.def(), unnamed));
    }

    private static Object fitted(RecordComponent component, Param param, Object value) {
        Class<?> type = component.getType();
        Object fitted = value;
        if (type == double.class && value instanceof Integer whole) {
            fitted = whole.doubleValue();
        } else if (type == long.class && value instanceof Integer whole) {
            fitted = whole.longValue();
        }
        if (fitted instanceof Number number) {
            Checks.inRange(component.getName(), number.doubleValue(), param.min(), param.max());
        }
        return fitted;
    }

    private static <T> T create(Class<T> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException cause) {
                throw cause;
            }
            throw new IllegalStateException("the constructor of " + type + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record with a public constructor", e);
        }
    }
}
