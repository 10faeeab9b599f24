package org.sparsecortex.sdr.param;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Values of the JSON text in {@link Param#def}: numbers, words, lists, maps, and records, also of a closed or open set by their
 * {@code "type"}.
 */
final class Defaults {
    private final String json;
    private final String name;
    private int at;

    private Defaults(String json, String name) {
        this.json = json;
        this.name = name;
    }

    /**
     * The value of a default.
     *
     * @param name of the component, for messages
     */
    static Object value(Type type, String json, String name) {
        Defaults text = new Defaults(json, name);
        Object tree = text.tree();
        text.blanks();
        text.expect(text.at == json.length());
        return text.bind(type, tree);
    }

    private Object bind(Type type, Object tree) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return tree.equals("null") ? Optional.empty() : Optional.of(bind(last, tree));
            } else if (generic.getRawType() == List.class && tree instanceof List<?> elements) {
                return List.copyOf(elements.stream().map(e -> bind(last, e)).toList());
            } else if (generic.getRawType() == Map.class && tree instanceof Map<?, ?> members) {
                Map<Object, Object> values = new LinkedHashMap<>();
                members.forEach((key, value) -> values.put(key, bind(last, value)));
                return Collections.unmodifiableMap(values);
            }
        }
        expect(type instanceof Class<?>);
        Class<?> raw = (Class<?>) type;
        if (tree instanceof Map<?, ?> members) {
            return record(raw, members);
        }
        expect(tree instanceof String);
        return scalar(raw, (String) tree);
    }

    private Record record(Class<?> type, Map<?, ?> members) {
        Map<Object, Object> rest = new LinkedHashMap<>(members);
        Object named = rest.remove("type");
        Class<?> found = type.isRecord() ? type : ofSet(type, String.valueOf(named));
        List<Object> namesAndValues = new ArrayList<>();
        rest.forEach((key, value) -> {
            namesAndValues.add(key);
            Type component = Arrays.stream(found.getRecordComponents())
                    .filter(c -> c.getName().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + "." + key + " is no component of " + found))
                    .getGenericType();
            namesAndValues.add(bind(component, value));
        });
        return Params.of(found.asSubclass(Record.class), namesAndValues.toArray());
    }

    private Class<?> ofSet(Class<?> base, String type) {
        if (!base.isSealed()) {
            return OpenTypes.of(base).find(type).orElseThrow(() -> unknown(base, type));
        }
        Class<?> found = SealedTypes.of(base).get(type);
        if (found == null) {
            throw unknown(base, type);
        }
        return found;
    }

    private IllegalArgumentException unknown(Class<?> base, String type) {
        return new IllegalArgumentException(
                name + ": the default " + json + " names no " + base.getSimpleName() + ": " + type);
    }

    private Object scalar(Class<?> type, String text) {
        if (type.isEnum()) {
            String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(type.getEnumConstants())
                    .filter(c -> ((Enum<?>) c).name().equals(constant))
                    .findFirst()
                    .orElseThrow(() -> unknown(type, text));
        }
        return switch (type.getSimpleName()) {
            case "String" -> text;
            case "boolean", "Boolean" -> Boolean.valueOf(text);
            case "int", "Integer" -> Integer.valueOf(text);
            case "long", "Long" -> Long.valueOf(text);
            case "double", "Double" -> Double.valueOf(text);
            default -> throw new IllegalArgumentException(name + ": the default " + json + " is no " + type);
        };
    }

    /** A string of a word or number, a list, or a map. */
    private Object tree() {
        blanks();
        expect(at < json.length());
        char first = json.charAt(at);
        if (first == '{' || first == '[') {
            return group(first == '{');
        }
        int from = at;
        if (first == '"') {
            at = json.indexOf('"', at + 1) + 1;
            expect(at > 0);
            return json.substring(from + 1, at - 1);
        }
        while (at < json.length() && ",]} ".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        expect(at > from);
        return json.substring(from, at);
    }

    private Object group(boolean isMap) {
        char end = isMap ? '}' : ']';
        Map<String, Object> members = new LinkedHashMap<>();
        List<Object> elements = new ArrayList<>();
        at++;
        while (!taken(end)) {
            expect((members.isEmpty() && elements.isEmpty()) || taken(','));
            if (isMap) {
                String key = String.valueOf(tree());
                expect(taken(':'));
                members.put(key, tree());
            } else {
                elements.add(tree());
            }
        }
        return isMap ? members : elements;
    }

    private boolean taken(char expected) {
        blanks();
        boolean isThere = at < json.length() && json.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void blanks() {
        while (at < json.length() && json.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(boolean isThere) {
        Checks.that(isThere, name, json, "is no default of its type (position " + at + ")");
    }
}
