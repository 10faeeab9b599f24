package org.sparsecortex.runtime;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one of a process that knows the other members of the cluster: keeps a {@link NodeLink} to each and hands what they say to
 * the part that this process plays.
 */
final class NodeActor extends AbstractBehavior<NodeActor.Command> {
    /** Role of the process that runs the scenario, as members of the cluster know it. */
    static final String DRIVER = "driver";

    private final Cluster cluster;
    private final Part part;
    private final Map<Address, Peer> peers = new LinkedHashMap<>();

    /** Messages of members, of their links, and of the own process. */
    sealed interface Command {}

    /** From a member: the producer of its link to here. */
    record Meet(ActorRef<ProducerController.Command<Wire>> producer) implements Command {}

    /** A link has received a message. */
    record Received(Address from, Wire message) implements Command {}

    /** Something for the part, from its own process. */
    record Ordered(Order order) implements Command {}

    /** A range of this process has ended without a word; its population is to be told. */
    record Ended(Consumer<PopulationActor.Command> leader, PopulationActor.Broken broken) implements Command {}

    private record Changed(ClusterEvent.ClusterDomainEvent event) implements Command {}

    private record LinkEnded(Address peer) implements Command {}

    /** What a driver orders of its node. */
    interface Order {}

    /** Another member of the cluster. */
    record Peer(Address address, boolean isDriver, ActorRef<NodeLink.Command> link) {
        void send(Wire message) {
            link.tell(new NodeLink.Send(message));
        }
    }

    /** What a process does in the cluster; called by its node's actor only. */
    interface Part {
        /** A member has come. */
        void joined(Peer peer);

        /** A member does not answer any more, although it has not left. */
        void silent(Peer peer);

        /** A member has gone, for good. */
        void left(Peer peer);

        /** A member says something. */
        void received(Peer peer, Wire message);

        /** The own process orders something. */
        void ordered(Order order);
    }

    static Behavior<Command> create(Function<ActorContext<Command>, Part> part) {
        return Behaviors.setup(context -> new NodeActor(context, part));
    }

    private NodeActor(ActorContext<Command> context, Function<ActorContext<Command>, Part> part) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.part = part.apply(context);
        var changes = context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, Changed::new);
        cluster.subscriptions().tell(Subscribe.create(changes, ClusterEvent.ClusterDomainEvent.class));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(Meet.class, this::onMeet)
                .onMessage(Changed.class, this::onChanged)
                .onMessage(LinkEnded.class, this::onLinkEnded)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(Ordered.class, this::onOrdered)
                .build();
    }

    private Behavior<Command> onReceived(Received received) {
        Peer peer = peers.get(received.from);
        if (peer != null) {
            part.received(peer, received.message);
        }
        return this;
    }

    /** One that is no member yet says it again. */
    private Behavior<Command> onMeet(Meet meet) {
        Peer peer = peers.get(meet.producer.path().address());
        if (peer != null) {
            peer.link.tell(new NodeLink.Met(meet.producer));
        }
        return this;
    }

    private Behavior<Command> onChanged(Changed change) {
        if (change.event instanceof ClusterEvent.MemberUp up) {
            join(up.member());
        } else if (change.event instanceof ClusterEvent.UnreachableMember unreachable) {
            Peer peer = peers.get(unreachable.member().address());
            if (peer != null) {
                part.silent(peer);
            }
        } else if (change.event instanceof ClusterEvent.MemberDowned
                || change.event instanceof ClusterEvent.MemberExited
                || change.event instanceof ClusterEvent.MemberRemoved) {
            remove(((ClusterEvent.MemberEvent) change.event).member().address());
        }
        return this;
    }

    private void join(Member member) {
        Address address = member.address();
        if (address.equals(cluster.selfMember().address()) || peers.containsKey(address)) {
            return;
        }
        String name = "link-" + address.host().get() + "-" + address.port().get() + "-"
                + Long.toHexString(member.uniqueAddress().longUid());
        ActorRef<NodeLink.Command> link =
                getContext().spawn(NodeLink.create(address, getContext().getSelf()), name);
        getContext().watchWith(link, new LinkEnded(address));
        Peer peer = new Peer(address, member.hasRole(DRIVER), link);
        peers.put(address, peer);
        part.joined(peer);
    }

    private void remove(Address address) {
        Peer peer = peers.remove(address);
        if (peer != null) {
            getContext().unwatch(peer.link);
            getContext().stop(peer.link);
            part.left(peer);
        }
    }

    private Behavior<Command> onLinkEnded(LinkEnded ended) {
        Peer peer = peers.get(ended.peer);
        if (peer != null) {
            part.silent(peer);
        }
        return this;
    }

    private Behavior<Command> onEnded(Ended ended) {
        ended.leader.accept(ended.broken);
        return this;
    }

    private Behavior<Command> onOrdered(Ordered message) {
        part.ordered(message.order);
        return this;
    }
}
