package org.sparsecortex.runtime;

import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A process that lends its processors to the run of a driver. */
public final class Worker {
    /** How a worker's membership ended. */
    public enum End {
        /** Nobody answered, or somebody with whom this process cannot talk. */
        NOT_JOINED,
        /** It could not work on the driver's job, which it told the driver. */
        REFUSED,
        /** The driver went away without a word, or took this process for lost. */
        LOST,
        /** The driver had no more to do. */
        DONE
    }

    private Worker() {}

    /**
     * Joins a driver, works for it and returns when that is over.
     *
     * @param driver its HOST:PORT
     * @param patience how long to wait for the driver's answer
     */
    public static End work(NodeSettings settings, String driver, JobOpener opener, Duration patience)
            throws InterruptedException {
        AtomicReference<End> end = new AtomicReference<>(End.NOT_JOINED);
        ActorSystem<NodeActor.Command> system =
                settings.start(NodeActor.create(context -> new WorkerPart(context, settings, opener, end)), "worker");
        CountDownLatch ended = new CountDownLatch(1);
        var unused = system.getWhenTerminated().whenComplete((done, error) -> ended.countDown());
        Cluster.get(system)
                .manager()
                .tell(new JoinSeedNodes(List.of(AddressFromURIString.parse(NodeSettings.addressOf(driver)))));
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS) && end.get() == End.NOT_JOINED) {
            ActorRunner.terminate(system);
        }
        ended.await();
        return end.get();
    }
}
