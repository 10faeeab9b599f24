package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Two ends of a link over a network that loses, doubles and reorders what they send each other. */
@Timeout(200)
class NodeLinkTest {
    private static final int MESSAGES = 300;
    private static final KeyedRandom RANDOM = KeyedRandom.of(15, "faulty network");
    private static final double LOST = 0.01;
    private static final double DOUBLED = 0.2;
    private static final double HELD = 0.01;

    /** What a message meets on its way. */
    private enum Fault {
        LOST,
        DOUBLED,
        HELD,
        NONE;

        static Fault of(int link, long message) {
            double draw = RANDOM.uniform(link, message, 0);
            if (draw < NodeLinkTest.LOST) {
                return LOST;
            } else if (draw < NodeLinkTest.LOST + NodeLinkTest.DOUBLED) {
                return DOUBLED;
            }
            return draw < NodeLinkTest.LOST + NodeLinkTest.DOUBLED + NodeLinkTest.HELD ? HELD : NONE;
        }
    }

    @Test
    void whatANetworkLosesDoublesAndReordersArrivesOnceAndInOrder() throws Exception {
        List<List<Long>> arrived = List.of(new ArrayList<>(), new ArrayList<>());
        Map<Fault, Integer> met = new HashMap<>();
        CompletableFuture<Void> all = new CompletableFuture<>();
        ActorSystem<NodeActor.Command> system = ActorSystem.create(
                Behaviors.setup(context -> new Ends(context, arrived, met, all).behavior()),
                NodeSettings.SYSTEM,
                NodeSettings.local(1).config("worker"));
        try {
            all.get(180, TimeUnit.SECONDS);
        } finally {
            ActorRunner.terminate(system);
        }
        List<Long> sent = new ArrayList<>();
        for (long i = 0; i < MESSAGES; i++) {
            sent.add(i);
        }
        assertThat(arrived.get(0)).isEqualTo(sent);
        assertThat(arrived.get(1)).isEqualTo(sent);
        assertThat(met).hasSize(Fault.values().length);
    }

    /** Stands for the nodes at both ends: introduces them to each other, sends, and notes what arrives. */
    private static final class Ends {
        private final ActorContext<NodeActor.Command> context;
        private final List<List<Long>> arrived;
        private final Map<Fault, Integer> met;
        private final CompletableFuture<Void> all;
        private final List<ActorRef<NodeLink.Command>> links = new ArrayList<>();
        private final Map<String, ActorRef<ProducerController.Command<Wire>>> ways = new HashMap<>();

        Ends(
                ActorContext<NodeActor.Command> context,
                List<List<Long>> arrived,
                Map<Fault, Integer> met,
                CompletableFuture<Void> all) {
            this.context = context;
            this.arrived = arrived;
            this.met = met;
            this.all = all;
        }

        Behavior<NodeActor.Command> behavior() {
            for (int end = 0; end < 2; end++) {
                int at = end;
                ActorRef<NodeActor.Command> owner = context.spawn(
                        Behaviors.receive(NodeActor.Command.class)
                                .onMessage(NodeActor.Received.class, received -> {
                                    note(at, received.message());
                                    return Behaviors.same();
                                })
                                .build(),
                        "owner-" + end);
                links.add(context.spawn(NodeLink.create(context.getSystem().address(), owner), "link-" + end));
            }
            for (long i = 0; i < MESSAGES; i++) {
                Wire message = new Wire.Placed(i);
                links.forEach(link -> link.tell(new NodeLink.Send(message)));
            }
            return Behaviors.receive(NodeActor.Command.class)
                    .onMessage(NodeActor.Meet.class, this::introduce)
                    .build();
        }

        private synchronized void note(int end, Wire message) {
            arrived.get(end).add(((Wire.Placed) message).run());
            if (arrived.stream().allMatch(list -> list.size() >= MESSAGES)) {
                all.complete(null);
            }
        }

        /** The other end gets to know the sender by a way that is faulty. */
        private Behavior<NodeActor.Command> introduce(NodeActor.Meet meet) {
            int from = meet.producer().path().toString().contains("link-0") ? 0 : 1;
            var way = ways.computeIfAbsent(
                    meet.producer().path().toString(),
                    path -> context.spawn(faulty(from, meet.producer()), "way-" + from)
                            .narrow());
            links.get(1 - from).tell(new NodeLink.Met(way));
            return Behaviors.same();
        }

        /** Registers a faulty consumer in place of the one that asks, once. */
        @SuppressWarnings({"unchecked", "rawtypes"}) // what producers and consumers say to each other is Akka's own
        private Behavior<Object> faulty(int link, ActorRef<ProducerController.Command<Wire>> producer) {
            boolean[] registered = {false};
            return Behaviors.setup(here -> Behaviors.receiveMessage(message -> {
                if (!(message instanceof ProducerController.RegisterConsumer register)) {
                    ((ActorRef) producer).tell(message); // what the consumer asks for and confirms
                } else if (!registered[0]) {
                    var consumer = here.spawnAnonymous(network(
                            link, register.consumerController(), here.getSelf().narrow()));
                    producer.tell(new ProducerController.RegisterConsumer<>(consumer));
                    registered[0] = true;
                }
                return Behaviors.same();
            }));
        }

        /** The same message, as if {@code sender} had sent it; else a consumer takes it for one of a stranger. */
        @SuppressWarnings({"unchecked", "rawtypes"}) // what producers and consumers say to each other is Akka's own
        private static ConsumerController.Command<Wire> from(
                ActorRef<ProducerController.Command<Wire>> sender, ConsumerController.Command<Wire> sent) {
            var m = (ConsumerController.SequencedMessage<Wire>) sent;
            return new ConsumerController.SequencedMessage<Wire>(
                    m.producerId(), m.seqNr(), m.message(), m.first(), m.ack(), (ActorRef) sender);
        }

        private Behavior<ConsumerController.Command<Wire>> network(
                int link,
                ActorRef<ConsumerController.Command<Wire>> consumer,
                ActorRef<ProducerController.Command<Wire>> sender) {
            long[] count = {0};
            List<ConsumerController.Command<Wire>> held = new ArrayList<>();
            return Behaviors.receiveMessage(sent -> {
                var message = from(sender, sent);
                Fault fault = Fault.of(link, count[0]++);
                synchronized (this) {
                    met.merge(fault, 1, Integer::sum);
                }
                if (fault == Fault.HELD) {
                    held.add(message);
                    return Behaviors.same();
                }
                if (fault != Fault.LOST) {
                    consumer.tell(message);
                }
                if (fault == Fault.DOUBLED) {
                    consumer.tell(message);
                }
                for (int i = held.size() - 1; i >= 0; i--) { // the last one first
                    consumer.tell(held.get(i));
                }
                held.clear();
                return Behaviors.same();
            });
        }
    }
}
