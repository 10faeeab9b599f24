package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Watch;

/** Where the ranges of populations are: makes those of one, and gives the way to all of them. */
interface Ranges {
    /**
     * The way to all ranges of a population at once, which lead to the population.
     *
     * @param leader context of the population's actor
     */
    Consumer<PartitionActor.Command> of(Population population, ActorContext<PopulationActor.Command> leader);

    /** Whether they are in this process, so that inputs pass by reference. */
    boolean areHere();

    /** Ranges as children of their population's actor. */
    static Ranges here(Network network, Plan plan, Watch watch) {
        return new Ranges() {
            @Override
            public Consumer<PartitionActor.Command> of(
                    Population population, ActorContext<PopulationActor.Command> leader) {
                return spawn(population, plan, new Wanted(network, population, watch), leader);
            }

            @Override
            public boolean areHere() {
                return true;
            }
        };
    }

    private static Consumer<PartitionActor.Command> spawn(
            Population population, Plan plan, Wanted wanted, ActorContext<PopulationActor.Command> leader) {
        List<UnitRange> ranges = plan.ranges(population.name());
        List<ActorRef<PartitionActor.Command>> actors = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            UnitRange range = ranges.get(i);
            Consumer<PopulationActor.Command> way = leader.getSelf()::tell;
            var actor = leader.spawnAnonymous(
                    PartitionActor.create(i, range, population, wanted, way), DispatcherSelector.sameAsParent());
            leader.watchWith(actor, new PopulationActor.Broken(i, ended(population, range)));
            actors.add(actor);
        }
        List<ActorRef<PartitionActor.Command>> all = List.copyOf(actors);
        if (plan.apart(population.name())) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).tell(new PartitionActor.Peers(all.size(), toOthers(all, i)));
            }
        }
        return command -> tell(all, command.receiver(), command);
    }

    /** What is said of a range, or of a population if it is null, whose actor has ended without a word. */
    static RunFailure ended(Population population, UnitRange range) {
        return new RunFailure(population.name(), range, -1, new IllegalStateException("its actor ended"));
    }

    /** Tells the one at that place in the list, or all of them. */
    static void tell(List<ActorRef<PartitionActor.Command>> actors, int place, PartitionActor.Command command) {
        if (place != PartitionActor.Command.ALL) {
            actors.get(place).tell(command);
            return;
        }
        for (ActorRef<PartitionActor.Command> actor : actors) {
            actor.tell(command);
        }
    }

    /** The way to all but one of them. */
    private static Consumer<PartitionActor.Command> toOthers(List<ActorRef<PartitionActor.Command>> actors, int self) {
        return command -> {
            for (int i = 0; i < actors.size(); i++) {
                if (i != self) {
                    actors.get(i).tell(command);
                }
            }
        };
    }
}
