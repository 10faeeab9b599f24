package org.sparsecortex.simulations.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.TypeNames;

/**
 * The objects that scenario files consist of, under names: records, and families of records told apart by {@code "type"}.
 *
 * <p>A record with a type is called by it ({@code temporal-memory}), any other part by its class without Spec or Params
 * ({@code record}, {@code phase}); where two would be called the same, the class around them stands before it ({@code
 * sweep-axis}, {@code chart-axis}).
 */
final class Parts {
    private final TypeNames types;
    /** Where each part stands, as owner.component; empty for the scenario itself. */
    private final Map<Class<?>, Set<String>> places = new LinkedHashMap<>();

    Parts(TypeNames types) {
        this.types = types;
        places.put(Scenario.class, new LinkedHashSet<>());
        visit(Scenario.class);
        for (Class<?> record : List.copyOf(places.keySet())) {
            for (RecordComponent component : components(record)) {
                Class<?> inner = element(component.getGenericType());
                if (isPart(inner)) {
                    String place = name(record) + "." + component.getName();
                    places.get(inner).add(place);
                    alternatives(inner).forEach(a -> places.get(a).add(place));
                }
            }
        }
    }

    private void visit(Class<?> record) {
        for (RecordComponent component : components(record)) {
            Class<?> inner = element(component.getGenericType());
            if (isPart(inner) && places.putIfAbsent(inner, new LinkedHashSet<>()) == null) {
                visit(inner);
                for (Class<?> alternative : alternatives(inner)) {
                    places.putIfAbsent(alternative, new LinkedHashSet<>());
                    visit(alternative);
                }
            }
        }
    }

    /** Components of a record; none of a family. */
    static RecordComponent[] components(Class<?> part) {
        return part.isRecord() ? part.getRecordComponents() : new RecordComponent[0];
    }

    /** What a value of this type is made of in the end: the element of lists, maps and optionals. */
    static Class<?> element(Type type) {
        Type inner = type;
        while (inner instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            inner = arguments[arguments.length - 1];
        }
        return (Class<?>) inner;
    }

    /** Whether values of this type are objects that have a description of their own. */
    static boolean isPart(Class<?> type) {
        return type != Json.class && (type.isRecord() || isFamily(type));
    }

    static boolean isFamily(Class<?> type) {
        return type.isInterface() && !type.getName().startsWith("java.");
    }

    /** The records of a family in the order of their names; none of a record. */
    Collection<Class<?>> alternatives(Class<?> part) {
        return isFamily(part) ? types.of(part).values() : List.of();
    }

    /** All parts, the scenario first. */
    Set<Class<?>> all() {
        return places.keySet();
    }

    /** Where a part stands, as owner.component. */
    Set<String> places(Class<?> part) {
        return places.get(part);
    }

    /** What a part is called. */
    String name(Class<?> part) {
        String type = TypeNames.nameOf(part);
        if (type != null) {
            return type;
        }
        String name = simple(part);
        Class<?> outer = part.getDeclaringClass();
        boolean shared = places.keySet().stream()
                .anyMatch(p ->
                        p != part && TypeNames.nameOf(p) == null && simple(p).equals(name));
        return shared && outer != null ? simple(outer) + "-" + name : name;
    }

    private static String simple(Class<?> part) {
        String name = part.getSimpleName().replaceAll("(?<=.)(Spec|Params)$", "");
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Parts that are called so, or stand in a component that is, in the singular or the plural, or in owner.component. */
    Set<Class<?>> find(String query) {
        Set<Class<?>> found = new LinkedHashSet<>();
        int dot = query.lastIndexOf('.');
        if (dot > 0) {
            String component = query.substring(dot + 1);
            find(query.substring(0, dot)).forEach(owner -> found.addAll(inside(owner, component)));
            return found;
        }
        for (Class<?> part : places.keySet()) {
            if (name(part).equals(query)
                    || (TypeNames.nameOf(part) == null && simple(part).equals(query))) {
                found.add(part);
            }
        }
        for (Class<?> part : places.keySet()) {
            found.addAll(inside(part, query));
        }
        return found;
    }

    private static Set<Class<?>> inside(Class<?> owner, String name) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (RecordComponent component : components(owner)) {
            Class<?> inner = element(component.getGenericType());
            String key = component.getName();
            boolean called = key.equals(name) || key.equals(name + "s") || key.equals(name.replaceAll("is$", "es"));
            if (called && isPart(inner)) {
                found.add(inner);
            }
        }
        return found;
    }

    /** All names by which {@link #find} finds something without a dot. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Class<?> part : places.keySet()) {
            names.add(name(part));
            for (RecordComponent component : components(part)) {
                if (isPart(element(component.getGenericType()))) {
                    names.add(component.getName());
                }
            }
        }
        return names;
    }
}
