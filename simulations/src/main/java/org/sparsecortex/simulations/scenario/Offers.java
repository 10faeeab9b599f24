package org.sparsecortex.simulations.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;

/**
 * What a model or an input takes and sends, with all parameters at their defaults.
 *
 * @param ports empty for an input
 * @param signals signals with their sizes
 */
record Offers(List<PortSpec> ports, List<SignalSpec> signals) {
    private static final long INPUT_BYTES = 256L << 20;

    /** Of a record; none if it needs parameters or files first, or is neither a model nor an input. */
    static Optional<Offers> of(Class<?> record, TypeNames types) {
        if (!ModelParams.class.isAssignableFrom(record) && !InputSpec.class.isAssignableFrom(record)) {
            return Optional.empty();
        }
        Node empty = new Node.Obj(new Node.Location(1, 1), new LinkedHashMap<>());
        Optional<?> bound = new Binder(new Problems("defaults"), types).bind(empty, record);
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        if (bound.get() instanceof ModelParams model) {
            return Optional.of(new Offers(model.ports(), model.signals()));
        }
        InputSpec input = (InputSpec) bound.get();
        if (!input.files().isEmpty()) {
            return Optional.empty();
        }
        InputContext context = new InputContext(1, Path.of("."), List.of(), INPUT_BYTES);
        return Optional.of(new Offers(List.of(), input.open(context).source().signals()));
    }
}
