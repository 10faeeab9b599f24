package org.sparsecortex.simulations.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.UserError;

/**
 * Tables of parameters in Markdown pages, from the same annotations as everything else. A page marks where they stand:
 *
 * <pre>{@code
 * <!-- list temporal-memory -->
 * <!-- end of list -->
 * }</pre>
 *
 * <p>Between the two comes the table of a record with a row a parameter, or of all records of a family ({@code penalty}); below
 * it ports and signals of a model or an input, and the tables of the objects within, unless they stand on the page already. {@code models} is a table of all models.
 */
public final class PageTables {
    private static final Pattern REGION =
            Pattern.compile("^<!-- list (\\S+) -->\\n(.*?)^<!-- end of list -->$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String MODELS = "models";
    /** Said in place of the signals of an input that has none before its parameters are given. */
    static final String DEPENDS = "depend on the file and the parameters; a record that names a wrong one is told all";

    private final TypeNames types = new TypeNames();
    private final Parts parts = new Parts(types);

    /** Tables of everything on the class path. */
    public PageTables() {}

    /**
     * The page with what stands between its marks written anew.
     *
     * @param name of the page, for messages
     * @throws UserError if a mark names nothing, or several things
     */
    public String fill(String name, String page) {
        Set<Class<?>> shown = new LinkedHashSet<>();
        Matcher region = REGION.matcher(page);
        while (region.find()) {
            if (!region.group(1).equals(MODELS)) {
                shown.add(part(name, region.group(1)));
            }
        }
        StringBuilder filled = new StringBuilder();
        region.reset();
        while (region.find()) {
            String what = region.group(1);
            StringBuilder text = new StringBuilder();
            if (what.equals(MODELS)) {
                models(text);
            } else {
                part(text, part(name, what), shown);
            }
            region.appendReplacement(
                    filled,
                    Matcher.quoteReplacement("<!-- list " + what + " -->\n\n" + text + "\n<!-- end of list -->"));
        }
        return region.appendTail(filled).toString();
    }

    /** Names of all parts that the page shows. */
    public Set<String> shown(String name, String page) {
        Set<Class<?>> shown = new LinkedHashSet<>();
        Matcher region = REGION.matcher(page);
        while (region.find()) {
            if (!region.group(1).equals(MODELS)) {
                Class<?> part = part(name, region.group(1));
                shown.add(part);
                part(new StringBuilder(), part, shown);
            }
        }
        return shown.stream()
                .flatMap(part -> Stream.concat(Stream.of(part), parts.alternatives(part).stream()))
                .map(parts::name)
                .collect(Collectors.toSet());
    }

    /** Names of all records and families that scenario files can hold. */
    public Set<String> all() {
        return parts.all().stream()
                .filter(p -> p != ModelParams.class)
                .map(parts::name)
                .collect(Collectors.toSet());
    }

    /** What a mark names; of several things with the name, the model. */
    private Class<?> part(String page, String name) {
        List<Class<?>> named =
                parts.all().stream().filter(p -> parts.name(p).equals(name)).toList();
        List<Class<?>> found = named.isEmpty() ? List.copyOf(parts.find(name)) : named;
        List<Class<?>> models =
                found.stream().filter(ModelParams.class::isAssignableFrom).toList();
        if (found.size() == 1 || models.size() == 1) {
            return models.size() == 1 ? models.get(0) : found.get(0);
        }
        throw new UserError(page + ": <!-- list " + name + " --> names "
                + (found.isEmpty() ? "nothing" : found.size() + " things") + Names.didYouMean(name, parts.names())
                + "; owner.parameter names one of several");
    }

    private void models(StringBuilder text) {
        text.append("| Population | | Computes | Source |\n|---|---|---|---|\n");
        for (Map.Entry<String, Class<?>> entry : types.of(ModelParams.class).entrySet()) {
            ModelType model = entry.getValue().getAnnotation(ModelType.class);
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            entry.getKey(),
                            Names.ofConstant(model.kind()),
                            cell(model.summary()),
                            cell(model.source())));
        }
    }

    private void part(StringBuilder text, Class<?> part, Set<Class<?>> shown) {
        if (Parts.isFamily(part)) {
            family(text, part);
        } else {
            table(text, part);
            offers(text, part);
        }
        for (Class<?> inner : within(part)) {
            if (inner != ModelParams.class && shown.add(inner)) {
                text.append("\n**`").append(parts.name(inner)).append("`**");
                if (TypeNames.nameOf(inner) != null) {
                    text.append(": ").append(Catalogue.summary(inner));
                }
                text.append("\n\n");
                part(text, inner, shown);
            }
        }
    }

    /** What stands in a part: in its components, of a family in those of its records, or these themselves if they are long. */
    private List<Class<?>> within(Class<?> part) {
        List<Class<?>> inner = new ArrayList<>();
        if (Parts.isFamily(part)) {
            for (Class<?> record : parts.alternatives(part)) {
                if (isLong(record)) {
                    inner.add(record);
                } else {
                    inner.addAll(within(record));
                }
            }
            return inner;
        }
        for (RecordComponent component : Parts.components(part)) {
            Class<?> element = Parts.element(component.getGenericType());
            if (Parts.isPart(element)) {
                inner.add(element);
            }
        }
        return inner;
    }

    private static boolean isLong(Class<?> record) {
        return record.getRecordComponents().length > 3 || InputSpec.class.isAssignableFrom(record);
    }

    private void family(StringBuilder text, Class<?> family) {
        text.append("| `type` | Meaning | Parameters |\n|---|---|---|\n");
        types.of(family)
                .forEach((name, record) -> text.append("| `%s` | %s | %s |\n"
                        .formatted(
                                name, cell(Catalogue.summary(record)), isLong(record) ? "below" : parameters(record))));
    }

    private String parameters(Class<?> record) {
        List<String> all = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Param p = component.getAnnotation(Param.class);
            String limits = limits(p);
            all.add("`" + component.getName() + "` " + byDefault(p) + ": " + meaning(p)
                    + (limits.isEmpty() ? "" : ", " + limits));
        }
        return String.join("; ", all);
    }

    private void table(StringBuilder text, Class<?> record) {
        if (record.getRecordComponents().length == 0) {
            text.append("No parameters.\n");
            return;
        }
        text.append("| Parameter | Value | Default | Range | Meaning |\n|---|---|---|---|---|\n");
        for (RecordComponent component : record.getRecordComponents()) {
            Param p = component.getAnnotation(Param.class);
            text.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            component.getName(),
                            value(component.getGenericType()),
                            byDefault(p),
                            limits(p),
                            meaning(p)));
        }
    }

    /** Ports and signals of a model, signals of an input. */
    private void offers(StringBuilder text, Class<?> record) {
        Optional<Offers> offers = Offers.of(record, types);
        if (offers.isEmpty() && InputSpec.class.isAssignableFrom(record)) {
            text.append("\nSignals ").append(DEPENDS).append(".\n");
        }
        offers.ifPresent(all -> {
            if (!all.ports().isEmpty()) {
                text.append("\n| Port | Takes | |\n|---|---|---|\n");
            }
            all.ports()
                    .forEach(port ->
                            row(text, port.name(), port.kind() + (port.required() ? "" : ", optional"), port.doc()));
            text.append("\n| Signal | Size at the defaults | |\n|---|---|---|\n");
            all.signals()
                    .forEach(signal -> row(text, signal.name(), signal.shape().toString(), signal.doc()));
        });
    }

    private static void row(StringBuilder text, String name, String what, String doc) {
        text.append("| `%s` | %s | %s |\n".formatted(name, what, cell(doc).replace("<", "&lt;")));
    }

    private static String byDefault(Param p) {
        return p.def().isEmpty() ? "required" : p.def().matches("[-0-9.eE]+") ? p.def() : "`" + cell(p.def()) + "`";
    }

    private static String limits(Param p) {
        boolean bounded = Double.isFinite(p.min()) || Double.isFinite(p.max());
        return ((bounded ? Binder.range(p).replace(".0E", "e").replace("E", "e") + " " : "") + p.unit()).strip();
    }

    private static String meaning(Param p) {
        return cell(p.doc()).replace("<", "&lt;") + (p.symbol().isEmpty() ? "" : " (" + cell(p.symbol()) + ")");
    }

    private String value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String inner = value(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class
                    ? "list of " + inner
                    : generic.getRawType() == Map.class ? inner + " by name" : inner + " or null";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return Names.ofConstants(raw).stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        }
        if (Parts.isPart(raw)) {
            return parts.name(raw);
        }
        return scalar(raw);
    }

    private static String scalar(Class<?> raw) {
        if (raw == Json.class) {
            return "any JSON";
        }
        return switch (raw.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "integer";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "true, false";
            default -> "text";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
