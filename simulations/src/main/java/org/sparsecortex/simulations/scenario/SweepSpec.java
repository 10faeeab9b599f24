package org.sparsecortex.simulations.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.Node;

/** Variants of a scenario: the product of all axes, each repeated under several seeds. */
public record SweepSpec(
        @Param(doc = "axes; the variants are their product", def = "[]")
        List<Axis> axes,

        @Param(doc = "runs of each variant, under the seeds seed, seed + 1, ...", def = "1", min = 1, max = 100000)
        int repeats,

        @Param(doc = "what is computed from all runs together", def = "[]")
        List<AnalysisSpec> analyses,

        @Param(
                doc = "whether run makes a single run of the scenario as it stands, and only run --sweep the sweep",
                def = "false")
        boolean whenAsked) {
    public SweepSpec {
        Checks.that(repeats > 1 || !axes.isEmpty(), "axes", "[]", "a sweep needs an axis or repeats");
        List<String> labels = axes.stream().map(Axis::label).toList();
        Checks.that(new HashSet<>(labels).size() == labels.size(), "axes", labels, "two axes have the same label");
    }

    /**
     * What is varied: the value at one pointer, or the values at several pointers together.
     *
     * <p>In {@code sweep.csv} the column {@code label} holds the values if all are numbers, else their labels; numbers with
     * labels have these in a second column, {@code label.label}.
     */
    public record Axis(
            @Param(doc = "JSON pointer of the value, for example /populations/tm/activationThreshold", def = "\"\"")
            String pointer,

            @Param(
                    doc = "instead of pointer: several pointers; each value is an array with one element for each",
                    def = "[]")
            List<String> pointers,

            @Param(doc = "column name in sweep.csv") String label,

            @Param(doc = "its values: numbers, strings, true, false, arrays or objects", def = "[]")
            List<Json> values,

            @Param(doc = "names of the values in tables and legends; empty takes the values", def = "[]")
            List<String> labels,

            @Param(
                    doc = "instead of values: the files that match, for example realKnownCause/*.csv, below the"
                            + " scenario's folder or a data root, in order of their paths",
                    def = "\"\"")
            String files) {
        public Axis {
            Checks.that(label.matches("[A-Za-z][A-Za-z0-9_ -]{0,63}"), "label", "\"" + label + "\"", labelFault(label));
            Checks.that(pointer.isEmpty() != pointers.isEmpty(), "pointer", pointer, "give either pointer or pointers");
            Checks.that(
                    pointers.size() == new HashSet<>(pointers).size(),
                    "pointers",
                    pointers,
                    "must differ from each other");
            for (String p : pointer.isEmpty() ? pointers : List.of(pointer)) {
                Checks.that(p.startsWith("/"), "pointer", "\"" + p + "\"", "must start with /");
            }
            Checks.that(
                    !values.isEmpty() || !files.isEmpty(), "values", "[]", "at least one value is needed, or files");
            Checks.that(values.isEmpty() || files.isEmpty(), "values", values.size(), "give either values or files");
            Checks.that(
                    labels.isEmpty() || labels.size() == values.size(),
                    "labels",
                    labels,
                    "must be as many as the values, " + values.size());
            List<String> names =
                    labels.isEmpty() ? values.stream().map(Json::plain).toList() : labels;
            Checks.that(
                    names.stream().noneMatch(String::isBlank),
                    labels.isEmpty() ? "values" : "labels",
                    names,
                    "must not be empty; give labels that name the values");
            Checks.that(
                    names.stream().noneMatch(Axis::isFormula), labels.isEmpty() ? "values" : "labels", names, FORMULA);
            Checks.that(
                    labels.size() > 0 || names.size() == new HashSet<>(names).size(),
                    "values",
                    names,
                    "must differ from each other");
            Checks.that(labels.size() == new HashSet<>(labels).size(), "labels", labels, "must differ from each other");
            Checks.that(
                    !labels.isEmpty() || values.stream().noneMatch(Json::isComposed),
                    "labels",
                    labels,
                    "arrays and objects need labels, to be told apart in tables and legends");
            for (Json value : pointers.isEmpty() ? List.<Json>of() : values) {
                Checks.that(
                        value.node() instanceof Node.Arr array
                                && array.elements().size() == pointers.size(),
                        "values",
                        value.text(),
                        "must be an array of " + pointers.size() + " elements, one for each pointer");
            }
        }

        /** Why a label is refused, with the characters that it cannot hold. */
        private static String labelFault(String label) {
            String wrong = label.codePoints()
                    .mapToObj(Character::toString)
                    .filter(c -> !c.matches("[A-Za-z0-9_ -]"))
                    .distinct()
                    .map(c -> "'" + c + "'")
                    .collect(Collectors.joining(" and "));
            return (wrong.isEmpty() ? "" : "cannot hold " + wrong + "; it ")
                    + "must start with a letter and go on with letters, digits, blanks, _ or -, 64 in all";
        }

        /** Why a name is refused that {@link #isFormula}. */
        static final String FORMULA =
                "must not begin with =, +, - or @, which spreadsheets that open the sweep's tables take"
                        + " for a formula and run; give labels that begin with a letter or a digit";

        /** Whether a spreadsheet would run a cell of this text; a number is none. */
        static boolean isFormula(String name) {
            return name.matches("(?s)[=+@\\t\\r-].*") && !name.matches("-[0-9.]+([eE][+-]?[0-9]+)?");
        }

        /** The pointers whose values the axis sets. */
        List<String> allPointers() {
            return pointer.isEmpty() ? pointers : List.of(pointer);
        }

        /** What one of the axis's values puts at one of its pointers: a string, number, truth value, null, or a tree. */
        Object valueAt(String at, Json value) {
            Node node = pointers.isEmpty()
                    ? value.node()
                    : ((Node.Arr) value.node()).elements().get(pointers.indexOf(at));
            return node instanceof Node.Scalar scalar ? scalar.value() : node;
        }
    }
}
