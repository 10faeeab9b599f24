package org.sparsecortex.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the driver's thread and its node's actor know in common: which workers have opened the job, and who refused. */
final class Roll {
    private final Map<String, Driver.Host> hosts = new LinkedHashMap<>();
    private final Map<String, Wire.Cleared> cleared = new LinkedHashMap<>();
    private final Set<String> opening = new HashSet<>();
    private String refusal = "";

    /** A worker has joined and makes the network. */
    synchronized void joined(String address) {
        opening.add(address);
        notifyAll();
    }

    synchronized void opened(Driver.Host host) {
        opening.remove(host.address());
        hosts.put(host.address(), host);
        notifyAll();
    }

    synchronized void refused(String reason) {
        refusal = reason;
        notifyAll();
    }

    /** The worker that was at an address; empty if none had opened the job. */
    synchronized Optional<Driver.Host> gone(String address) {
        opening.remove(address);
        Driver.Host host = hosts.remove(address);
        notifyAll();
        return Optional.ofNullable(host);
    }

    /** Takes note that a worker has ended its ranges. */
    synchronized void cleared(String address, Wire.Cleared count) {
        cleared.put(address, count);
        notifyAll();
    }

    /** Whether all workers that are there have ended their ranges of a run. */
    synchronized boolean haveCleared(long run) {
        return hosts.keySet().stream()
                .allMatch(h -> cleared.containsKey(h) && cleared.get(h).run() >= run);
    }

    /** What workers told each other up to their last end of ranges, those that have gone too. */
    synchronized List<Wire.Cleared> counts() {
        return new ArrayList<>(cleared.values());
    }

    synchronized void changed() {
        notifyAll();
    }

    synchronized List<Driver.Host> hosts() {
        return new ArrayList<>(hosts.values());
    }

    /** How many workers are there, those that make the network included. */
    synchronized int members() {
        return hosts.size() + opening.size();
    }

    /** Why a worker has refused the job; empty if none has. */
    synchronized String refusal() {
        return refusal;
    }

    /** Waits until something holds, which is looked at after every change; false after {@code longest}. */
    synchronized boolean await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(Math.min(left, 200));
        }
        return true;
    }
}
