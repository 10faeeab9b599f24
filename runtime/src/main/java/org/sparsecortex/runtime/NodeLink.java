package org.sparsecortex.runtime;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One end of the connection between two processes: nothing is lost, doubled or out of order while both are members.
 *
 * <p>Plain messages between actors of two processes are lost without a word when the TCP connection is reset or a message is
 * larger than a frame. So each direction is a pair of Akka's producer and consumer controller: numbered, repeated until
 * confirmed, large messages in chunks. The ends find each other by {@link NodeActor.Meet}, which is repeated until the other's
 * consumer asks for the first message.
 */
final class NodeLink extends AbstractBehavior<NodeLink.Command> {
    private static final Duration KNOCK = Duration.ofMillis(300);

    private final Address peer;
    private final ActorRef<NodeActor.Command> owner;
    private final ActorRef<ProducerController.Command<Wire>> producer;
    private final ActorRef<ConsumerController.Command<Wire>> consumer;
    private final Queue<Wire> waiting = new ArrayDeque<>();
    private final TimerScheduler<Command> timers;
    private ActorRef<ProducerController.Command<Wire>> met;
    private ActorRef<Wire> ready;

    /** Messages of the owner, of Akka's controllers and of the clock. */
    sealed interface Command {}

    /** Sends a message to the other end. */
    record Send(Wire message) implements Command {}

    /** The producer of the other end. */
    record Met(ActorRef<ProducerController.Command<Wire>> producer) implements Command {}

    private record Demand(ProducerController.RequestNext<Wire> next) implements Command {}

    private record Arrived(ConsumerController.Delivery<Wire> delivery) implements Command {}

    private record Knock() implements Command {}

    static Behavior<Command> create(Address peer, ActorRef<NodeActor.Command> owner) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new NodeLink(context, timers, peer, owner)));
    }

    private NodeLink(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Address peer,
            ActorRef<NodeActor.Command> owner) {
        super(context);
        this.peer = peer;
        this.owner = owner;
        this.timers = timers;
        producer = context.spawn(
                ProducerController.create(Wire.class, context.getSelf().path().name(), Optional.empty()), "producer");
        producer.tell(new ProducerController.Start<>(
                context.messageAdapter(ProducerController.requestNextClass(), Demand::new)));
        consumer = context.spawn(ConsumerController.create(), "consumer");
        consumer.tell(new ConsumerController.Start<>(
                context.messageAdapter(ConsumerController.deliveryClass(), Arrived::new)));
        context.watch(producer);
        context.watch(consumer);
        timers.startTimerWithFixedDelay(KNOCK, new Knock(), Duration.ZERO, KNOCK);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Send.class, this::onSend)
                .onMessage(Demand.class, this::onDemand)
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Met.class, this::onMet)
                .onMessage(Knock.class, this::onKnock)
                .build();
    }

    private Behavior<Command> onSend(Send request) {
        waiting.add(request.message);
        return sendNext();
    }

    private Behavior<Command> onDemand(Demand demand) {
        timers.cancel(KNOCK);
        ready = demand.next.sendNextTo();
        return sendNext();
    }

    private Behavior<Command> sendNext() {
        if (ready != null && !waiting.isEmpty()) {
            ActorRef<Wire> to = ready;
            ready = null;
            to.tell(waiting.remove());
        }
        return this;
    }

    private Behavior<Command> onArrived(Arrived arrived) {
        owner.tell(new NodeActor.Received(peer, arrived.delivery.message()));
        arrived.delivery.confirmTo().tell(ConsumerController.confirmed());
        return this;
    }

    private Behavior<Command> onMet(Met message) {
        if (!message.producer.equals(met)) {
            met = message.producer;
            consumer.tell(new ConsumerController.RegisterToProducerController<>(met));
        }
        return this;
    }

    private Behavior<Command> onKnock(Knock knock) {
        ActorRef<NodeActor.Command> there =
                ActorRefResolver.get(getContext().getSystem()).resolveActorRef(peer + "/user");
        there.tell(new NodeActor.Meet(producer));
        return this;
    }
}
