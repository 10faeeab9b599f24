package org.sparsecortex.simulations.scenario;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparsecortex.sdr.encode.EncoderParams;
import org.sparsecortex.sdr.encode.ImageEncoderParams;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.metric.Statistic;
import org.sparsecortex.simulations.problem.UserError;

/** What scenarios can name, as text for the command line; taken from the records themselves. */
public final class Catalogue {
    private static final int SUGGESTED = 3;
    private static final Map<ModelType.Kind, String> KINDS = kinds();
    private static final Map<Class<?>, String> SETS = sets();

    private final TypeNames types = new TypeNames();
    private final Parts parts = new Parts(types);

    private static Map<ModelType.Kind, String> kinds() {
        Map<ModelType.Kind, String> kinds = new LinkedHashMap<>();
        kinds.put(ModelType.Kind.MODEL, "Models (populations)");
        kinds.put(ModelType.Kind.READOUT, "Read-outs (populations)");
        kinds.put(ModelType.Kind.MEASURE, "Measures (populations)");
        kinds.put(ModelType.Kind.STUDY, "Studies (populations)");
        return kinds;
    }

    private static Map<Class<?>, String> sets() {
        Map<Class<?>, String> sets = new LinkedHashMap<>();
        sets.put(InputSpec.class, "Inputs");
        sets.put(EncoderParams.class, "Encoders");
        sets.put(ImageEncoderParams.class, "Image encoders");
        sets.put(ChartSpec.class, "Charts");
        sets.put(Statistic.class, "Statistics of metrics");
        sets.put(AnalysisSpec.class, "Analyses of sweeps");
        return sets;
    }

    /** A catalogue of everything on the class path. */
    public Catalogue() {}

    /** All types with one line each. */
    public String overview() {
        StringBuilder text = new StringBuilder();
        KINDS.forEach((kind, title) -> {
            StringBuilder lines = new StringBuilder();
            types.of(ModelParams.class).forEach((name, record) -> {
                if (model(record).kind() == kind) {
                    line(lines, name, model(record).summary());
                }
            });
            if (lines.length() > 0) {
                text.append(title).append('\n').append(lines).append('\n');
            }
        });
        SETS.forEach((set, title) -> {
            text.append(title).append('\n');
            types.of(set).forEach((name, record) -> line(text, name, summary(record)));
            text.append('\n');
        });
        text.append("Parts of a scenario file\n");
        for (Class<?> part : parts.all()) {
            if (part.isRecord() && TypeNames.nameOf(part) == null) {
                line(text, parts.name(part), String.join(", ", shortened(parts.places(part))));
            }
        }
        return text.append(
                        "\nDescribe one with: sparsecortex list NAME, for example temporal-memory, record, csv.fields\n")
                .toString();
    }

    private static List<String> shortened(Set<String> places) {
        List<String> first = places.stream().limit(SUGGESTED).collect(Collectors.toList());
        if (places.size() > SUGGESTED) {
            first.add("...");
        }
        return first;
    }

    private static ModelType model(Class<?> record) {
        return record.getAnnotation(ModelType.class);
    }

    /** What a record with a type is, in one line. */
    static String summary(Class<?> record) {
        ModelType model = model(record);
        return model == null ? record.getAnnotation(TypeName.class).doc() : model.summary();
    }

    private static void line(StringBuilder text, String name, String doc) {
        text.append("  %-22s %s%n".formatted(name, doc));
    }

    /**
     * Parameters, ports and signals of everything that has this name: a type, a part of scenario files such as {@code record},
     * or what stands in a parameter, {@code csv.fields}.
     *
     * @throws UserError if there is nothing of this name; the message suggests the nearest
     */
    public String describe(String name) {
        Set<Class<?>> found = parts.find(name);
        if (found.isEmpty()) {
            throw new UserError("nothing that scenarios can name is called '" + name + "'"
                    + Names.didYouMean(name, parts.names(), SUGGESTED) + "; sparsecortex list shows all");
        }
        return found.stream().map(this::describe).collect(Collectors.joining("\n"));
    }

    private String describe(Class<?> part) {
        StringBuilder text = new StringBuilder(parts.name(part)).append('\n');
        if (Parts.isFamily(part)) {
            where(text, part);
            text.append("\nOne of\n");
            types.of(part).forEach((name, record) -> line(text, name, summary(record)));
            return text.toString();
        }
        ModelType model = model(part);
        if (TypeNames.nameOf(part) != null) {
            text.append(summary(part)).append('\n');
        }
        if (model == null) {
            where(text, part);
        } else {
            text.append("Source: ").append(model.source()).append('\n');
        }
        if (part.getRecordComponents().length > 0) {
            parameters(text, part);
        }
        offers(text, part);
        return text.toString();
    }

    private void where(StringBuilder text, Class<?> part) {
        if (!parts.places(part).isEmpty()) {
            text.append("In: ").append(String.join(", ", parts.places(part))).append('\n');
        }
    }

    private void parameters(StringBuilder text, Class<?> record) {
        text.append("\nParameters\n");
        for (RecordComponent component : record.getRecordComponents()) {
            Param p = component.getAnnotation(Param.class);
            Class<?> inner = Parts.element(component.getGenericType());
            boolean bounded = Double.isFinite(p.min()) || Double.isFinite(p.max());
            text.append("  %-26s %-12s %s%s%s%s%n"
                    .formatted(
                            component.getName(),
                            p.def().isEmpty() ? "required" : p.def(),
                            p.doc(),
                            bounded ? "; " + Binder.range(p) : "",
                            p.unit().isEmpty() ? "" : " " + p.unit(),
                            Parts.isPart(inner) ? " (see: list " + parts.name(inner) + ")" : choices(inner)));
        }
    }

    private static String choices(Class<?> type) {
        return type.isEnum() ? "; one of " + Names.ofConstants(type) : "";
    }

    /** An input that reads files, or has parameters without defaults, has no signals before these are given. */
    private void offers(StringBuilder text, Class<?> record) {
        Optional<Offers> offers = Offers.of(record, types);
        boolean input = InputSpec.class.isAssignableFrom(record);
        if (offers.isEmpty() && input) {
            text.append("\nSignals\n  ").append(PageTables.DEPENDS).append('\n');
        }
        offers.ifPresent(all -> {
            if (!input) {
                text.append("\nPorts\n");
                for (PortSpec port : all.ports()) {
                    line(text, port.name(), port.kind() + (port.required() ? "" : ", optional") + ": " + port.doc());
                }
            }
            text.append("\nSignals (sizes at the defaults)\n");
            all.signals().forEach(signal -> line(text, signal.name(), signal.shape() + ": " + signal.doc()));
        });
    }
}
