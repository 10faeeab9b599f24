package org.sparsecortex.sdr.mutant;

import akka.actor.typed.Behavior;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;

/** Classes that each break one rule of the architecture; they prove that the rule sees it. */
public final class Mutants {
    private Mutants() {}

    /** Calls an elementary function. */
    public static final class Power {
        double of(double x) {
            return Math.pow(x, 3);
        }
    }

    /** Refers to an elementary function without calling it. */
    public static final class Reference {
        DoubleUnaryOperator function() {
            return Math::exp;
        }
    }

    /** Goes past ExactMath. */
    public static final class Strict {
        double of(double x) {
            return StrictMath.exp(x);
        }
    }

    /** Draws from a stream. */
    public static final class Drawing {
        double next() {
            return new Random(1).nextDouble();
        }
    }

    /** Draws a name. */
    public static final class Naming {
        String next() {
            return UUID.randomUUID().toString();
        }
    }

    /** Reads a counter of time. */
    public static final class Timing {
        long time() {
            return System.nanoTime();
        }
    }

    /** Reads the calendar. */
    public static final class Dating {
        Instant time() {
            return Instant.now();
        }
    }

    /** Asks for the address of an object. */
    public static final class Identity {
        int of(Object object) {
            return System.identityHashCode(object);
        }
    }

    /** Knows actors. */
    public static final class Acting {
        Behavior<String> behaviour() {
            return null;
        }
    }
}
