package org.sparsecortex.simulations.input.generated;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * Objects made of features at locations, explored by one or more sensors: first each object in turn, every point of it, then
 * random objects in random order.
 *
 * <p>Object k has {@code points} points at different locations, each with one of {@code features} features, all keyed draws,
 * so objects share features, locations and sometimes whole points. A sensation is one step; sensors are spread evenly over the points. Each
 * exploration of an object begins with a reset. Signals {@code feature1, location1, feature2, ...} by sensor; <code>object</code>,
 * {@code touch} (1 for the first sensation of an exploration) and <code>testTouch</code> (0 while learning).
 */
@TypeName(value = "objects", doc = "objects made of features at locations, explored by one or more sensors")
public record ObjectsInput(
        @Param(doc = "number of objects", def = "50", min = 1, max = 1 << 20)
        int objects,

        @Param(doc = "points of an object", def = "10", min = 1, max = 10_000)
        int points,

        @Param(doc = "number of different features", def = "10", min = 1, max = 1 << 20)
        int features,

        @Param(doc = "number of different locations", def = "30", min = 1, max = 1 << 20)
        int locations,

        @Param(doc = "bits of a feature", def = "150", min = 2, max = 1 << 24)
        int featureSize,

        @Param(doc = "active bits of a feature", def = "10", min = 1, max = 1 << 20)
        int featureActive,

        @Param(doc = "bits of a location", def = "1024", min = 2, max = 1 << 24)
        int locationSize,

        @Param(doc = "active bits of a location", def = "20", min = 1, max = 1 << 20)
        int locationActive,

        @Param(doc = "times that every object is learned", def = "3", min = 1, max = 1_000_000)
        int passes,

        @Param(doc = "sensations of an object after learning", def = "10", min = 1, max = 10_000)
        int testTouches,

        @Param(doc = "number of sensors", def = "1", min = 1, max = 64)
        int sensors)
        implements InputSpec {
    public ObjectsInput {
        Checks.that(points <= locations, "points", points, "must not exceed locations = " + locations);
        Checks.that(testTouches <= points, "testTouches", testTouches, "must not exceed points = " + points);
        Checks.that(featureActive <= featureSize, "featureActive", featureActive, "exceeds featureSize");
        Checks.that(locationActive <= locationSize, "locationActive", locationActive, "exceeds locationSize");
    }

    /** Steps of learning. */
    private long learningSteps() {
        return (long) objects * points * passes;
    }

    @Override
    public Opened open(InputContext context) {
        context.require("the objects", 8L * objects * points);
        return Opened.endless(new Objects(this, context.seed()));
    }

    private static final class Objects implements Source {
        private final ObjectsInput spec;
        private final KeyedRandom featureBits;
        private final KeyedRandom locationBits;
        private final KeyedRandom order;
        private final KeyedRandom choice;
        private final int[][] featureOf;
        private final int[][] locationOf;

        Objects(ObjectsInput spec, long seed) {
            this.spec = spec;
            featureBits = KeyedRandom.of(seed, "bits of a feature");
            locationBits = KeyedRandom.of(seed, "bits of a location");
            order = KeyedRandom.of(seed, "order of points");
            choice = KeyedRandom.of(seed, "tested object");
            featureOf = new int[spec.objects][spec.points];
            locationOf = new int[spec.objects][];
            KeyedRandom build = KeyedRandom.of(seed, "objects");
            for (int k = 0; k < spec.objects; k++) {
                locationOf[k] = build.sample(spec.locations, spec.points, k, 0, 0);
                for (int i = 0; i < spec.points; i++) {
                    featureOf[k][i] = build.below(spec.features, k, 1, i);
                }
            }
        }

        @Override
        public List<SignalSpec> signals() {
            List<SignalSpec> signals = new ArrayList<>();
            for (int s = 1; s <= spec.sensors; s++) {
                signals.add(SignalSpec.global(
                        "feature" + s, Signal.Kind.SDR, spec.featureSize, "feature under sensor " + s));
                signals.add(SignalSpec.global(
                        "location" + s, Signal.Kind.SDR, spec.locationSize, "location of sensor " + s));
            }
            signals.add(SignalSpec.global("object", Signal.Kind.INTS, 1, "the object that is explored"));
            signals.add(SignalSpec.global("touch", Signal.Kind.INTS, 1, "1 for an exploration's first sensation"));
            signals.add(SignalSpec.global("testTouch", Signal.Kind.INTS, 1, "the same after learning, before it 0"));
            return signals;
        }

        private boolean learns(long step) {
            return step < spec.learningSteps();
        }

        private long exploration(long step) {
            return learns(step) ? step / spec.points : (step - spec.learningSteps()) / spec.testTouches;
        }

        private int touch(long step) {
            return (int) (learns(step) ? step % spec.points : (step - spec.learningSteps()) % spec.testTouches);
        }

        private int object(long step) {
            return learns(step)
                    ? (int) (exploration(step) % spec.objects)
                    : choice.below(spec.objects, 0, exploration(step), 0);
        }

        /** Point of the object under a sensor. */
        private int point(long step, int sensor) {
            int at = (touch(step) + sensor * Math.max(1, spec.points / spec.sensors)) % spec.points;
            return learns(step) ? at : order.permutation(spec.points, 0, exploration(step), 0)[at];
        }

        @Override
        public boolean resetAt(long step) {
            return touch(step) == 0;
        }

        @Override
        public Signal read(String signal, long step) {
            int k = object(step);
            switch (signal) {
                case "object":
                    return Ints.of(k);
                case "touch":
                    return Ints.of(touch(step) + 1);
                case "testTouch":
                    return Ints.of(learns(step) ? 0 : touch(step) + 1);
                default:
                    break;
            }
            for (int s = 0; s < spec.sensors; s++) {
                if (signal.equals("feature" + (s + 1))) {
                    int feature = featureOf[k][point(step, s)];
                    return Sdr.ofSorted(
                            spec.featureSize, featureBits.sample(spec.featureSize, spec.featureActive, feature, 0, 0));
                }
                if (signal.equals("location" + (s + 1))) {
                    int location = locationOf[k][point(step, s)];
                    return Sdr.ofSorted(
                            spec.locationSize,
                            locationBits.sample(spec.locationSize, spec.locationActive, location, 0, 0));
                }
            }
            throw new IllegalArgumentException("objects have no signal '" + signal + "'");
        }
    }
}
