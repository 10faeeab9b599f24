package org.sparsecortex.simulations.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.param.ByName;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.TypeNames;

/** JSON Schema (draft 2020-12) of scenarios, from the same annotations that the strict reader obeys. */
public final class SchemaGenerator {
    private final TypeNames types = new TypeNames();
    private final Map<String, Map<String, Object>> definitions = new TreeMap<>();
    private final Map<String, Class<?>> defined = new TreeMap<>();

    /** A generator over all families on the class path. */
    public SchemaGenerator() {}

    /** The schema's text. */
    public String schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "SparseCortex scenario");
        schema.putAll(record(Scenario.class, null));
        @SuppressWarnings("unchecked")
        Map<String, Object> properties = (Map<String, Object>) schema.get("properties");
        properties.put("$schema", Map.of("type", "string"));
        schema.put("$defs", definitions);
        return JsonText.pretty(schema);
    }

    private Map<String, Object> record(Class<?> type, String name) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (name != null) {
            properties.put("type", Map.of("const", name));
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Param param = component.getAnnotation(Param.class);
            properties.put(component.getName(), value(component.getGenericType(), param));
            if (required(component)) {
                required.add(component.getName());
            }
        }
        properties.put(JsonTree.COMMENT, Map.of("type", "string"));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> value(Type type, Param param) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (param != null) {
            schema.put("description", describe(param));
            if (!param.def().isEmpty()) {
                schema.put(
                        "default",
                        JsonText.parseObject("{\"d\":" + param.def() + "}").get("d"));
            }
        }
        schema.putAll(shape(type, param));
        return schema;
    }

    private static String describe(Param param) {
        String symbol = param.symbol().isEmpty() ? "" : " (" + param.symbol() + ")";
        String unit = param.unit().isEmpty() ? "" : ", in " + param.unit();
        return param.doc() + symbol + unit;
    }

    private Map<String, Object> shape(Type type, Param param) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Map<String, Object> inner = generic.getRawType() == Map.class || generic.getRawType() == List.class
                    ? value(arguments[arguments.length - 1], null)
                    : shape(arguments[0], param);
            if (generic.getRawType() == List.class) {
                return ordered("type", "array", "items", limited(inner, arguments[0], param));
            }
            return generic.getRawType() == Map.class
                    ? ordered("type", "object", "additionalProperties", inner)
                    : Map.of("anyOf", List.of(inner, Map.of("type", "null")));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Json.class) {
            return Map.of();
        }
        if (raw.isRecord()) {
            return reference(raw, null);
        }
        if (raw.isEnum()) {
            return Map.of(
                    "enum",
                    Arrays.stream(raw.getEnumConstants())
                            .map(c -> Names.ofConstant((Enum<?>) c))
                            .toList());
        }
        if (raw.isInterface()) {
            return alternatives(raw);
        }
        return limited(Map.of("type", jsonType(raw)), raw, param);
    }

    /** An object for each record of a set; with {@link ByName} also the names of those that need no parameters. */
    private Map<String, Object> alternatives(Class<?> set) {
        List<Object> objects = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean byName = set.isAnnotationPresent(ByName.class);
        types.of(set).forEach((name, record) -> {
            RecordComponent[] components = record.getRecordComponents();
            if (byName && Arrays.stream(components).noneMatch(SchemaGenerator::required)) {
                names.add(name);
            }
            if (!byName || components.length > 0) {
                objects.add(reference(record, name));
            }
        });
        if (objects.isEmpty()) {
            return Map.of("enum", names);
        }
        if (!names.isEmpty()) {
            objects.add(0, Map.of("enum", names));
        }
        return Map.of("oneOf", objects);
    }

    private static boolean required(RecordComponent component) {
        return component.getAnnotation(Param.class).def().isEmpty();
    }

    private static Map<String, Object> limited(Map<String, Object> schema, Type type, Param param) {
        Map<String, Object> limited = new LinkedHashMap<>(schema);
        boolean numeric =
                type instanceof Class<?> raw && List.of("integer", "number").contains(jsonType(raw));
        if (numeric && param != null && Double.isFinite(param.min())) {
            limited.put("minimum", number(param.min()));
        }
        if (numeric && param != null && Double.isFinite(param.max())) {
            limited.put("maximum", number(param.max()));
        }
        return limited;
    }

    /** Two entries in this order; {@code Map.of} has no order. */
    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(key1, value1);
        entries.put(key2, value2);
        return entries;
    }

    private static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
    }

    private static String jsonType(Class<?> raw) {
        return switch (raw.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "boolean";
            case "String" -> "string";
            default -> "object";
        };
    }

    private Map<String, Object> reference(Class<?> type, String name) {
        Class<?> outer = type.getDeclaringClass();
        String key = outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
        if (defined.getOrDefault(key, type) != type) {
            key = type.getName(); // a record of a plugin may be called like one of ours
        }
        if (defined.putIfAbsent(key, type) == null) {
            definitions.put(key, Map.of());
            definitions.put(key, record(type, name));
        }
        return Map.of("$ref", "#/$defs/" + key);
    }
}
