package org.sparsecortex.simulations.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparsecortex.sdr.param.ByName;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Turns a JSON tree into records, strictly: every key must be known, every value of the right type and in range.
 *
 * <p>Types: int, long, double, boolean, String, enums (lower case with hyphens), {@code List}, {@code Map} by name, {@code
 * Optional}, {@link Json}, records, and open types ({@link
 * org.sparsecortex.sdr.param.OpenTypes}) or sealed interfaces told apart by the key {@code type}, or by their name alone ({@link ByName}). A part that cannot be
 * bound is null and has left at least one problem behind.
 */
public final class Binder {
    private static final Object FAILED = new Object();
    private static final String LIST = "sparsecortex list";
    private static final int MOST_MISTAKES = 10; // of one record that are told together

    private final Problems problems;
    private final TypeNames types;

    /** A binder that adds to {@code problems}. */
    public Binder(Problems problems, TypeNames types) {
        this.problems = problems;
        this.types = types;
    }

    /** The record that {@code node} describes, or empty if there were problems in it. */
    public <T> Optional<T> bind(Node node, Class<T> type) {
        Object bound = value(node, type, "", null);
        return bound == FAILED ? Optional.empty() : Optional.of(type.cast(bound));
    }

    private Object value(Node node, Type type, String pointer, Param param) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class) {
                return list(node, last, pointer, param);
            }
            if (generic.getRawType() == Map.class) {
                return map(node, last, pointer, param);
            }
            if (generic.getRawType() == Optional.class) {
                return optional(node, last, pointer, param);
            }
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Json.class) {
            return Json.of(node);
        }
        if (raw.isRecord()) {
            return record(node, raw, pointer, Set.of());
        }
        if (raw.isEnum()) {
            return constant(node, raw, pointer);
        }
        if (raw.isInterface()) {
            return variant(node, raw, pointer);
        }
        return scalar(node, raw, pointer, param);
    }

    private Object optional(Node node, Type inner, String pointer, Param param) {
        if (node instanceof Node.Scalar scalar && scalar.value() == null) {
            return Optional.empty();
        }
        Object bound = value(node, inner, pointer, param);
        return bound == FAILED ? FAILED : Optional.of(bound);
    }

    private Object list(Node node, Type element, String pointer, Param param) {
        if (!(node instanceof Node.Arr array)) {
            return wrong(node, pointer, "an array");
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < array.elements().size(); i++) {
            bound.add(value(array.elements().get(i), element, pointer + "/" + i, param));
        }
        return bound.contains(FAILED) ? FAILED : List.copyOf(bound);
    }

    private Object map(Node node, Type element, String pointer, Param param) {
        if (!(node instanceof Node.Obj object)) {
            return wrong(node, pointer, "an object of named entries");
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        boolean failed = false;
        for (var member : object.members().entrySet()) {
            String inner = pointer + "/" + JsonTree.escape(member.getKey());
            if (!member.getKey().matches("[A-Za-z][A-Za-z0-9_-]{0,63}|/.*")) {
                problems.add(inner, member.getValue(), "a name starts with a letter, then letters, digits, _ or -");
            }
            Object value = value(member.getValue(), element, inner, param);
            failed |= value == FAILED;
            bound.put(member.getKey(), value);
        }
        return failed ? FAILED : bound;
    }

    private Object scalar(Node node, Class<?> type, String pointer, Param param) {
        Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
        if (type == String.class) {
            return value instanceof String text ? writable(node, text, pointer) : wrong(node, pointer, "a string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return value instanceof Boolean ? value : wrong(node, pointer, "true or false");
        }
        if (type == double.class || type == Double.class) {
            return value instanceof Number number
                    ? inRange(node, number.doubleValue(), number.doubleValue(), pointer, param)
                    : wrong(node, pointer, "a number");
        }
        if (type == long.class || type == Long.class) {
            return value instanceof Long whole
                    ? inRange(node, whole, whole, pointer, param)
                    : wrong(node, pointer, "an integer");
        }
        if (type == int.class || type == Integer.class) {
            if (!(value instanceof Long whole)) {
                return wrong(node, pointer, "an integer");
            }
            if (whole != whole.intValue()) {
                return outside(node, pointer, param);
            }
            return inRange(node, whole.intValue(), whole, pointer, param);
        }
        throw new IllegalStateException("no rule to read " + type + " at " + pointer);
    }

    /** A text that can stand in every file of a run: XML and so SVG have no control characters but white space. */
    private String writable(Node node, String text, String pointer) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            problems.add(
                    pointer, node.at(), node.brief(), "holds a control character, which charts and reports cannot");
        }
        return text;
    }

    private Object inRange(Node node, Object bound, double number, String pointer, Param param) {
        boolean ok = param == null || (number >= param.min() && number <= param.max());
        return ok ? bound : outside(node, pointer, param);
    }

    private Object outside(Node node, String pointer, Param param) {
        String allowed = param == null || (Double.isInfinite(param.min()) && Double.isInfinite(param.max()))
                ? "does not fit into 32 bits"
                : "is outside " + range(param) + (param.unit().isEmpty() ? "" : " " + param.unit());
        problems.add(pointer, node, allowed + (param == null || param.doc().isEmpty() ? "" : " (" + param.doc() + ")"));
        return FAILED;
    }

    /** The allowed values of a parameter as {@code min..max}. */
    public static String range(Param param) {
        return (Double.isInfinite(param.min()) ? "" : number(param.min())) + ".."
                + (Double.isInfinite(param.max()) ? "" : number(param.max()));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private Object constant(Node node, Class<?> type, String pointer) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(c -> Names.ofConstant((Enum<?>) c))
                .toList();
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            int index = names.indexOf(text);
            if (index >= 0) {
                return type.getEnumConstants()[index];
            }
            problems.add(pointer, node, Names.notOneOf(text, names, LIST));
            return FAILED;
        }
        return wrong(node, pointer, "one of " + names);
    }

    private Object variant(Node node, Class<?> type, String pointer) {
        Map<String, Class<?>> known = types.of(type);
        boolean byName = type.isAnnotationPresent(ByName.class);
        if (byName && node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return named(node, text, known, pointer);
        }
        if (!(node instanceof Node.Obj object)) {
            return wrong(node, pointer, byName ? "one of " + known.keySet() : "an object with a \"type\"");
        }
        Node name = object.members().get("type");
        if (name == null) {
            problems.add(pointer, node, "the key \"type\" is missing; " + LIST + " shows those that there are");
            return FAILED;
        }
        if (!(name instanceof Node.Scalar scalar) || !(scalar.value() instanceof String text)) {
            return wrong(name, pointer + "/type", "one of " + known.keySet());
        }
        Class<?> record = known.get(text);
        if (record == null) {
            problems.add(pointer + "/type", name, Names.notOneOf(text, known.keySet(), LIST));
            return FAILED;
        }
        if (byName && record.getRecordComponents().length == 0) {
            problems.add(pointer, node, "has no parameters: write \"" + text + "\" in place of the object");
            return FAILED;
        }
        return record(node, record, pointer, Set.of("type"));
    }

    /** The record of a set of {@link ByName} that is written as its name alone. */
    private Object named(Node node, String name, Map<String, Class<?>> known, String pointer) {
        Class<?> record = known.get(name);
        if (record == null) {
            problems.add(pointer, node, Names.notOneOf(name, known.keySet(), LIST));
            return FAILED;
        }
        return record(new Node.Obj(node.at(), new LinkedHashMap<>()), record, pointer, Set.of());
    }

    private Object record(Node node, Class<?> type, String pointer, Set<String> extra) {
        if (!(node instanceof Node.Obj object)) {
            return wrong(node, pointer, "an object");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> allowed =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (var member : object.members().entrySet()) {
            String key = member.getKey();
            if (!allowed.contains(key) && !extra.contains(key) && !(pointer.isEmpty() && key.equals("$schema"))) {
                problems.add(
                        pointer + "/" + JsonTree.escape(key),
                        member.getValue(),
                        "unknown key" + Names.didYouMean(key, allowed) + "; allowed are " + allowed);
            }
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(object, components[i], pointer);
        }
        return create(node, type, components, arguments, pointer);
    }

    private Object component(Node.Obj object, RecordComponent component, String pointer) {
        Param param = component.getAnnotation(Param.class);
        if (param == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord() + "." + component.getName() + " lacks @Param");
        }
        Node node = object.members().get(component.getName());
        if (node == null && param.def().isEmpty()) {
            problems.add(
                    pointer, object.at(), "", "the key \"" + component.getName() + "\" is missing: " + param.doc());
            return FAILED;
        }
        Node present = node != null ? node : defaultOf(component, param, object.at());
        return value(present, component.getGenericType(), pointer + "/" + component.getName(), param);
    }

    private static Node defaultOf(RecordComponent component, Param param, Node.Location at) {
        Problems none = new Problems("default");
        Node parsed = JsonTree.parse(param.def(), none);
        if (none.count() > 0) {
            throw new IllegalStateException(
                    component.getDeclaringRecord() + "." + component.getName() + ": bad default " + param.def());
        }
        return parsed instanceof Node.Scalar scalar ? new Node.Scalar(at, scalar.value()) : parsed;
    }

    /**
     * Makes the record. Its constructor tells one mistake; to find others, it is tried again with the default in the place of the
     * value that was wrong, or that could not be bound. What then depends on that default is not told.
     */
    private Object create(Node node, Class<?> type, RecordComponent[] components, Object[] arguments, String pointer) {
        Object[] tried = arguments.clone();
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < tried.length; i++) {
            if (tried[i] == FAILED) {
                if (!takeDefault(components[i], tried, i)) {
                    return FAILED;
                }
                replaced.add(components[i].getName());
                replaced.add(components[i].getAnnotation(Param.class).def()); // what is said of it depends on it
            }
        }
        while (true) {
            IllegalArgumentException mistake;
            try {
                Object made = instance(type, components, tried);
                return replaced.isEmpty() ? made : FAILED;
            } catch (IllegalArgumentException e) {
                mistake = e;
            }
            String message = String.valueOf(mistake.getMessage());
            if (replaced.stream().anyMatch(message::contains)) {
                return FAILED;
            }
            String name = mistake instanceof ParameterException wrong ? wrong.parameter() : "";
            Node member = ((Node.Obj) node).members().get(name);
            int at = Arrays.stream(components)
                    .map(RecordComponent::getName)
                    .toList()
                    .indexOf(name);
            problems.add(
                    member != null && at >= 0 ? pointer + "/" + name : pointer,
                    member != null && at >= 0 ? member.at() : node.at(),
                    "",
                    message);
            if (member == null
                    || at < 0
                    || replaced.size() == MOST_MISTAKES
                    || !takeDefault(components[at], tried, at)) {
                return FAILED;
            }
            replaced.add(name);
        }
    }

    private boolean takeDefault(RecordComponent component, Object[] arguments, int at) {
        Param param = component.getAnnotation(Param.class);
        if (param.def().isEmpty()) {
            return false;
        }
        Binder silent = new Binder(new Problems("default"), types);
        Node node = defaultOf(component, param, new Node.Location(1, 1));
        arguments[at] = silent.value(node, component.getGenericType(), "", param);
        return arguments[at] != FAILED;
    }

    private static Object instance(Class<?> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("the constructor of " + type + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }

    private Object wrong(Node node, String pointer, String expected) {
        problems.add(pointer, node, "is " + node.kind() + ", expected is " + expected);
        return FAILED;
    }
}
