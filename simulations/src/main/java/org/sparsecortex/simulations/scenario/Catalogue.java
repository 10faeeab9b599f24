package org.sparsecortex.simulations.scenario;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparsecortex.sdr.encode.EncoderParams;
import org.sparsecortex.sdr.encode.ImageEncoderParams;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.metric.Statistic;
import org.sparsecortex.simulations.problem.ScenarioException;

/** What scenarios can name, as text for the command line; taken from the records themselves. */
public final class Catalogue {
    private static final Map<Class<?>, String> SETS = sets();

    private final TypeNames types = new TypeNames();

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
        StringBuilder text = new StringBuilder("Models (populations)\n");
        types.of(ModelParams.class)
                .forEach((name, record) -> line(text, name, model(record).summary()));
        SETS.forEach((set, title) -> {
            text.append('\n').append(title).append('\n');
            types.of(set)
                    .forEach((name, record) -> line(
                            text, name, record.getAnnotation(TypeName.class).doc()));
        });
        return text.append("\nDescribe one with: sparsecortex list TYPE\n").toString();
    }

    private static ModelType model(Class<?> record) {
        return record.getAnnotation(ModelType.class);
    }

    private static void line(StringBuilder text, String name, String doc) {
        text.append("  %-22s %s%n".formatted(name, doc));
    }

    /**
     * Parameters, ports and signals of a type.
     *
     * @throws ScenarioException if there is no such type; the message suggests the nearest
     */
    public String describe(String type) {
        Map<String, Class<?>> all = new java.util.TreeMap<>(types.of(ModelParams.class));
        SETS.keySet().forEach(set -> all.putAll(types.of(set)));
        Class<?> record = all.get(type);
        if (record == null) {
            Problems problems = new Problems("list");
            problems.add(
                    "",
                    new Node.Location(1, 1),
                    type,
                    "there is no such type" + Names.didYouMean(type, all.keySet()) + "; there are " + all.keySet());
            problems.throwIfAny();
            return "";
        }
        StringBuilder text = new StringBuilder(type).append('\n');
        ModelType model = model(record);
        text.append(model == null ? record.getAnnotation(TypeName.class).doc() : model.summary())
                .append('\n');
        if (model != null) {
            text.append("Source: ").append(model.source()).append('\n');
        }
        if (record.getRecordComponents().length > 0) {
            parameters(text, record);
        }
        if (model != null) {
            portsAndSignals(text, record);
        }
        return text.toString();
    }

    private static void parameters(StringBuilder text, Class<?> record) {
        text.append("\nParameters\n");
        for (RecordComponent component : record.getRecordComponents()) {
            Param p = component.getAnnotation(Param.class);
            boolean bounded = Double.isFinite(p.min()) || Double.isFinite(p.max());
            text.append("  %-26s %-12s %s%s%s%n"
                    .formatted(
                            component.getName(),
                            p.def().isEmpty() ? "required" : p.def(),
                            p.doc(),
                            bounded ? "; " + Binder.range(p) : "",
                            p.unit().isEmpty() ? "" : " " + p.unit()));
        }
    }

    private void portsAndSignals(StringBuilder text, Class<?> record) {
        Problems problems = new Problems("defaults");
        Node empty = new Node.Obj(new Node.Location(1, 1), new java.util.LinkedHashMap<>());
        new Binder(problems, types).bind(empty, record).ifPresent(bound -> {
            ModelParams params = (ModelParams) bound;
            text.append("\nPorts\n");
            for (PortSpec port : params.ports()) {
                line(text, port.name(), port.kind() + (port.required() ? "" : ", optional") + ": " + port.doc());
            }
            text.append("\nSignals (sizes at the defaults)\n");
            for (SignalSpec signal : params.signals()) {
                line(text, signal.name(), signal.shape() + ": " + signal.doc());
            }
        });
    }
}
