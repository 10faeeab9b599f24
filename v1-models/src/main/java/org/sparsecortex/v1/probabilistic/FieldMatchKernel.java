package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** The errors of the true fields of a range against all atoms, and the pairs of the population. */
final class FieldMatchKernel implements Kernel<FieldMatchKernel.Errors, FieldMatchKernel.Errors> {
    /** Error of each true field against each atom, fields one after another. */
    record Errors(Reals errors) implements Packet {}

    private final FieldMatchParams p;
    private final UnitRange range;
    private final Outputs<FieldMatchKernel> outputs;
    private double[] matched;

    FieldMatchKernel(FieldMatchParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        outputs = outputs(params);
        matched = new double[params.fields()];
    }

    static Outputs<FieldMatchKernel> outputs(FieldMatchParams p) {
        return new Outputs<FieldMatchKernel>()
                .perUnit(
                        "error",
                        Kind.REALS,
                        p.fields(),
                        "mean absolute error of the atom that a field was paired with",
                        k -> Reals.wrap(Arrays.copyOfRange(k.matched, k.range.from(), k.range.to())))
                .global("meanError", Kind.REALS, 1, "mean of the errors", k -> Reals.of(k.mean()))
                .global("found", Kind.REALS, 1, "share of fields that were found", k -> Reals.of(k.found()))
                .global(
                        "foundAll",
                        Kind.REALS,
                        1,
                        "1 if all fields were found",
                        k -> Reals.of(k.found() == 1.0 ? 1.0 : 0.0));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Errors propose(Step step, Inputs inputs, int round) {
        double[] atoms = inputs.reals("dictionary").toArray();
        double[] truth = inputs.reals("truth").toArray();
        int count = atoms.length / p.dimension();
        double[] errors = new double[range.size() * count];
        for (int i = 0; i < range.size(); i++) {
            for (int a = 0; a < count; a++) {
                errors[i * count + a] = error(truth, (range.from() + i) * p.dimension(), atoms, a * p.dimension());
            }
        }
        return new Errors(Reals.wrap(errors));
    }

    private double error(double[] truth, int field, double[] atoms, int atom) {
        return switch (p.freedom()) {
            case NONE -> distance(truth, field, atoms, atom, 1.0);
            case SIGN -> Math.min(distance(truth, field, atoms, atom, 1.0), distance(truth, field, atoms, atom, -1.0));
            case SCALE -> {
                double square = Dense.square(atoms, atom, p.dimension());
                double along = Dense.dot(truth, field, atoms, atom, p.dimension());
                yield distance(truth, field, atoms, atom, square == 0.0 ? 0.0 : along / square);
            }
        };
    }

    private double distance(double[] truth, int field, double[] atoms, int atom, double factor) {
        double sum = 0.0;
        for (int d = 0; d < p.dimension(); d++) {
            sum += Math.abs(truth[field + d] - factor * atoms[atom + d]);
        }
        return sum / p.dimension();
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Errors decision) {
        matched = pair(decision.errors().toArray(), p.fields());
    }

    /** The error that each of {@code fields} has with its atom when the best pair left is taken again and again. */
    static double[] pair(double[] errors, int fields) {
        int atoms = errors.length / fields;
        double[] matched = new double[fields];
        boolean[] hasAtom = new boolean[fields];
        boolean[] isTaken = new boolean[atoms];
        for (int pairs = 0; pairs < fields; pairs++) {
            int best = -1;
            for (int i = 0; i < errors.length; i++) {
                boolean isFree = !hasAtom[i / atoms] && !isTaken[i % atoms];
                if (isFree && (best < 0 || errors[i] < errors[best])) {
                    best = i;
                }
            }
            hasAtom[best / atoms] = true;
            isTaken[best % atoms] = true;
            matched[best / atoms] = errors[best];
        }
        return matched;
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private double mean() {
        double sum = 0.0;
        for (double error : matched) {
            sum += error;
        }
        return sum / matched.length;
    }

    private double found() {
        int count = 0;
        for (double error : matched) {
            count += error < p.tolerance() ? 1 : 0;
        }
        return (double) count / matched.length;
    }
}
