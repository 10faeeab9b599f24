package org.sparsecortex.sdr.param;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The records of an open set by the name they have in scenarios.
 *
 * <p>A record belongs to the set of {@code base} if it implements it and a jar of the class path lists it in {@code
 * META-INF/services/BASE}, one class name a line, {@code #} for comments. Scenarios name types, never classes.
 *
 * @param <T> what all records of the set are
 */
public final class OpenTypes<T> {
    private final Class<T> base;
    private final Map<String, Class<? extends T>> byName = new TreeMap<>();

    private OpenTypes(Class<T> base, Function<Class<?>, String> name) {
        this.base = base;
        String list = "META-INF/services/" + base.getName();
        try {
            for (URL url : Collections.list(base.getClassLoader().getResources(list))) {
                for (String line : lines(url)) {
                    add(line, url, name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(list + " could not be read", e);
        }
    }

    /** The records of a set whose name is that of their {@link TypeName}. */
    public static <T> OpenTypes<T> of(Class<T> base) {
        return of(base, type -> {
            TypeName annotation = type.getAnnotation(TypeName.class);
            return annotation == null ? "" : annotation.value();
        });
    }

    /**
     * The records of a set.
     *
     * @param name the name of a record; empty if it has none, which is an error
     * @throws IllegalStateException if a listed class is no public record of the set, has no name or one that another has
     */
    public static <T> OpenTypes<T> of(Class<T> base, Function<Class<?>, String> name) {
        return new OpenTypes<>(base, name);
    }

    private static List<String> lines(URL url) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private void add(String className, URL where, Function<Class<?>, String> nameOf) {
        Class<?> found;
        try {
            found = Class.forName(className, false, base.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(where + " lists " + className + ", which is not there", e);
        }
        if (!found.isRecord() || !base.isAssignableFrom(found)) {
            throw new IllegalStateException(
                    where + " lists " + className + ", which is no record that implements " + base.getName());
        }
        String name = nameOf.apply(found);
        if (name.isEmpty()) {
            throw new IllegalStateException(className + " has no annotation that names it in scenarios");
        }
        Class<?> other = byName.put(name, found.asSubclass(base));
        if (other != null && other != found) {
            throw new IllegalStateException(
                    "the type '" + name + "' is both " + other.getName() + " and " + className + ": rename one");
        }
    }

    /** All names in alphabetical order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The records by name, in alphabetical order. */
    public Map<String, Class<? extends T>> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** The record of a name. */
    public Optional<Class<? extends T>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
