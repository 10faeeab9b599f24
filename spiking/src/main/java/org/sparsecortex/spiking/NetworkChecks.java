package org.sparsecortex.spiking;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;
import org.sparsecortex.spiking.wiring.Distribution;
import org.sparsecortex.spiking.wiring.PairRule;
import org.sparsecortex.spiking.wiring.Synapses;

/** What a network's parts must agree on; every message names the part and what is allowed. */
record NetworkChecks(
        double stepMs,
        List<Group> groups,
        List<ExternalSource> sources,
        List<Projection> projections,
        List<SegmentProjection> segmentProjections,
        List<Noise> noise,
        List<Stimulus> stimuli) {
    /** Requires that all is well; see the messages. */
    void check() {
        Set<String> names = new TreeSet<>();
        groups.forEach(g -> unique(names, "groups", g.id()));
        sources.forEach(s -> unique(names, "sources", s.id()));
        projections.forEach(p -> unique(names, "projections", p.id()));
        segmentProjections.forEach(p -> unique(names, "segmentProjections", p.id()));
        noise.forEach(n -> unique(names, "noise", n.id()));
        stimuli.forEach(s -> unique(names, "stimuli", s.id()));
        groups.forEach(this::check);
        projections.forEach(p -> {
            String name = "projections '" + p.id() + "'";
            check("projections", p);
            p.plasticity().flatMap(PairRule::reward).ifPresent(r -> port(name + ".plasticity.reward.port", r.port()));
            signed(name + ".weight", p.weight());
            changing(name, p);
        });
        segmentProjections.forEach(this::check);
        noise.forEach(this::check);
        stimuli.forEach(s -> group("stimuli '" + s.id() + "'.to", s.to()));
    }

    private static void unique(Set<String> names, String list, String id) {
        Checks.that(names.add(id), list, "\"" + id + "\"", "is a name that another part of the network has");
    }

    private void check(Group g) {
        located("groups", g.id(), () -> g.model().requireGrid(stepMs));
        g.dendrite().ifPresent(d -> located("groups", g.id(), () -> d.requireGrid(stepMs)));
        Checks.that(
                g.segments() == 0 || !Double.isNaN(g.model().leakConductanceNs()),
                "groups '" + g.id() + "'." + (g.dendrite().isPresent() ? "dendrite" : "nmdaDendrite"),
                "given",
                "goes not with this model: it has no leak conductance that a plateau could lift the rest by");
        Checks.that(
                g.adaptiveThreshold().isEmpty() || g.model().hasThreshold(),
                "groups '" + g.id() + "'.adaptiveThreshold",
                "given",
                "goes not with this model: it has no threshold of a voltage; take one of the lif models");
        g.initialMv()
                .ifPresent(d -> Checks.that(
                        !Double.isNaN(g.model().restMv()),
                        "groups '" + g.id() + "'.initialMv",
                        d,
                        "is of no use: the model has no voltage"));
        g.initialMv()
                .flatMap(Distribution::listed)
                .ifPresent(d -> Checks.that(
                        d.values().size() == g.neurons(),
                        "groups '" + g.id() + "'.initialMv",
                        d,
                        "are needed " + g.neurons() + ": one for each neuron"));
        double largest = Layout.largestWeight(g.id(), projections, noise);
        Checks.that(
                g.weightStep() == 0 || largest / g.weightStep() < Synapses.WEIGHTS - 1,
                "groups '" + g.id() + "'.weightStep",
                g.weightStep(),
                "is too small for a weight of " + largest + ": take at least "
                        + Math.scalb(1.0, Math.getExponent(largest / (Synapses.WEIGHTS - 2)) + 1) + ", or 0");
    }

    private Group group(String name, String id) {
        return groups.stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        name,
                        "\"" + id + "\"",
                        "is no group; they are "
                                + groups.stream().map(Group::id).toList()));
    }

    private void check(SegmentProjection p) {
        check("segmentProjections", p.plain());
        Group to = group("segmentProjections '" + p.id() + "'.to", p.to());
        Checks.that(
                to.segments() > 0,
                "segmentProjections '" + p.id() + "'.to",
                "\"" + p.to() + "\"",
                "has no dendrite: give the group one, or make it a projection");
    }

    /** What synapses onto somata and onto segments have in common. */
    private void check(String list, Projection p) {
        String name = list + " '" + p.id() + "'";
        Group to = group(name + ".to", p.to());
        receives(name + ".to", to);
        boolean isKnown = sources.stream().anyMatch(s -> s.id().equals(p.from()));
        if (!isKnown) {
            group(name + ".from", p.from());
        }
        Ends ends = new Ends(
                Layout.sourceCount(groups, sources, p.from()),
                to.neurons(),
                p.from().equals(p.to()));
        located(list, p.id(), () -> p.rule().check(ends));
        listed(name + ".weight", p.weight(), p.rule(), ends);
        listed(name + ".delayMs", p.delayMs(), p.rule(), ends);
        double h = stepMs;
        Checks.that(
                p.delayMs().highest() >= h * (1 - 1e-9),
                name + ".delayMs",
                p.delayMs(),
                "is below the grid step stepMs = " + h + ": take at least " + h + ", or a shorter step");
        Checks.that(
                p.delayMs().highest() <= h * Layout.MOST,
                name + ".delayMs",
                p.delayMs(),
                "has delays above " + h * Layout.MOST + " ms = " + Layout.MOST + " steps");
        if (p.delayMs() instanceof Distribution.Constant constant) {
            located(list, p.id(), () -> Layout.steps(constant.value(), h));
        }
        p.delayMs().listed().ifPresent(d -> d.values().forEach(v -> located(list, p.id(), () -> delay(v, h))));
    }

    private static void delay(double delayMs, double stepMs) {
        Checks.that(
                Layout.steps(delayMs, stepMs) >= 1, "delayMs", delayMs, "is below the grid step stepMs = " + stepMs);
    }

    /** Requires as many listed values as synapses, whose number a rule must know. */
    private static void listed(String name, Distribution d, ConnectionRule rule, Ends ends) {
        if (d.listed().isEmpty()) {
            return;
        }
        Checks.that(
                rule.isListable(),
                name,
                d,
                "need the rule all-to-all, one-to-one or listed (with ascending targets): of others the order of synapses"
                        + " is not known");
        long synapses = Math.round(rule.expected(ends));
        Checks.that(
                d.listed().get().values().size() == synapses,
                name,
                d,
                "are needed " + synapses + ": one for each synapse, target by target");
    }

    private void port(String name, String id) {
        Group.checkId(name, id);
        Checks.that(
                sources.stream().noneMatch(s -> s.id().equals(id)),
                name,
                "\"" + id + "\"",
                "is the port of a source: take another name");
    }

    private void changing(String name, Projection p) {
        Checks.that(
                p.shortTerm().isEmpty() || p.plasticity().isEmpty(),
                name + ".shortTerm",
                "given",
                "goes not with plasticity: make two projections, each of one kind");
        p.plasticity()
                .flatMap(PairRule::normalise)
                .ifPresent(n -> located("projections", p.id(), () -> n.steps(stepMs)));
        p.plasticity().ifPresent(rule -> {
            boolean allPositive = p.isPositive()
                    && (p.weight().listed().isEmpty() || p.weight().lowest() >= 0);
            Checks.that(allPositive, name + ".weight", p.weight(), "must be positive: only such synapses learn");
            double highest = p.weight() instanceof Distribution.Normal
                    ? p.weight().expected()
                    : p.weight().highest();
            Checks.that(
                    highest <= rule.maxWeight(),
                    name + ".weight",
                    p.weight(),
                    "is above plasticity.maxWeight = " + rule.maxWeight());
        });
    }

    /** A distribution that reaches over zero is cut there, on the side of its mean. */
    private static void signed(String name, Distribution weight) {
        if (weight.listed().isPresent()) {
            return;
        }
        boolean both = weight.lowest() < 0 && weight.highest() > 0;
        Checks.that(
                !both || weight.expected() != 0,
                name,
                weight,
                "has weights of both signs: make two projections, each of one sign");
        Checks.that(
                Double.isFinite(weight.lowest()) && Double.isFinite(weight.highest()), name, weight, "is not finite");
    }

    private void receives(String name, Group to) {
        Checks.that(to.model().channels() > 0, name, "\"" + to.id() + "\"", "is a source and takes no input");
    }

    private void check(Noise n) {
        String name = "noise '" + n.id() + "'";
        receives(name + ".to", group(name + ".to", n.to()));
        Checks.that(
                n.lambda(stepMs) <= PoissonCounts.MAX,
                name + ".rateHz",
                n.rateHz(),
                "makes " + n.lambda(stepMs) + " events a step; at most " + PoissonCounts.MAX
                        + " are possible: take a shorter step or several noises");
    }

    /** Says which part a message is about. */
    private static void located(String list, String id, Runnable check) {
        try {
            check.run();
        } catch (ParameterException e) {
            throw new ParameterException(list + " '" + id + "'." + e.name(), e.value(), e.allowed(), e);
        }
    }
}
