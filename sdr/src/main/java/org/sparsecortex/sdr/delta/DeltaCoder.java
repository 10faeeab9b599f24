package org.sparsecortex.sdr.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;

/**
 * Sender and receiver of one delta-coded signal in one object: takes the sender's values, gives the receiver's.
 *
 * <pre>
 *   quantised   k = round(x / theta)                                     message k - k', receiver k theta
 *   hysteresis  k = round(x / theta) if |x - k' theta| &gt; h theta        as above
 *   truncated   k = k' + trunc((x - k' theta) / theta)                   as above
 *   dead zone   message x if |x - r| &gt; theta, r the value sent last     receiver r
 *   naive       message x - x' if |x - x'| &gt; theta                      receiver adds it
 *   pd          s = herd(kp x + kd (x - x')) in steps of theta           receiver (s + kd r') / (kp + kd)
 * </pre>
 *
 * Primes mark the step before; all start at 0. Rounding is half to even. The dead zone sends the new value instead of the
 * difference, a message of the same size, so that the receiver has it exactly: added differences would differ in the last bit.
 */
public final class DeltaCoder {
    private static final int INDEX_BYTES = 4;
    private static final int STEP_BYTES = 4;

    private final DeltaCode code;
    private final Shape shape;
    private final double[] received;
    private final double[] level;
    private final double[] last;
    private Sdr bits;
    private long sinceKey;
    private long messages;
    private long bytes;
    private double magnitude;
    private double maxError;
    private double squaredError;

    /**
     * A link in its initial state: the receiver has a blank signal.
     *
     * @throws IllegalArgumentException if the rule cannot carry such signals
     */
    public DeltaCoder(DeltaCode code, Shape shape) {
        code.requireFor(shape.kind());
        this.code = code;
        this.shape = shape;
        int n = shape.kind() == Signal.Kind.SDR ? 0 : shape.size();
        received = new double[n];
        level = new double[n];
        last = new double[n];
        bits = Sdr.empty(shape.kind() == Signal.Kind.SDR ? shape.size() : 0);
    }

    /** Both ends forget: the receiver has a blank signal again. */
    public void restart() {
        Arrays.fill(received, 0.0);
        Arrays.fill(level, 0.0);
        Arrays.fill(last, 0.0);
        bits = Sdr.empty(bits.size());
        sinceKey = 0;
    }

    /**
     * Sends a value.
     *
     * @return what the receiver has afterwards
     * @throws IllegalArgumentException if kind or size differ from the link's
     * @throws IllegalStateException if an element is not a number
     */
    public Signal send(Signal x) {
        if (x.kind() != shape.kind() || x.size() != shape.size()) {
            throw new IllegalArgumentException("signal " + x.kind() + "(" + x.size() + ") on a link of " + shape);
        }
        boolean key = code.keyFrameEvery() > 0 && sinceKey == 0;
        sinceKey = code.keyFrameEvery() > 0 ? (sinceKey + 1) % code.keyFrameEvery() : 0;
        messages = 0;
        bytes = 0;
        magnitude = 0;
        maxError = 0;
        squaredError = 0;
        if (x instanceof Sdr sdr) {
            return sendBits(sdr, key);
        }
        double[] values = values(x);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalStateException("element " + i + " is no finite number, but " + values[i]);
            }
            sendElement(values[i], i, key);
            double error = Math.abs(values[i] - received[i]);
            maxError = Math.max(maxError, error);
            squaredError += error * error;
        }
        bytes = key ? denseBytes(x) : bytes;
        return x instanceof Ints ? ints() : Reals.of(received);
    }

    private static double[] values(Signal x) {
        if (x instanceof Reals reals) {
            return reals.toArray();
        }
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Ints) x).get(i);
        }
        return values;
    }

    private Ints ints() {
        int[] values = new int[received.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) received[i];
        }
        return Ints.wrap(values);
    }

    private void sendElement(double x, int i, boolean key) {
        double theta = code.thresholdOf(i);
        if (theta == 0 || code.scheme() == DeltaCode.Scheme.DEAD_ZONE) {
            boolean differs = Double.doubleToLongBits(x) != Double.doubleToLongBits(received[i]);
            if (key || (theta == 0 ? differs : Math.abs(x - received[i]) > theta)) {
                received[i] = x;
                count(Double.BYTES, 1);
            }
        } else if (code.scheme() == DeltaCode.Scheme.NAIVE) {
            double change = x - last[i];
            last[i] = x;
            if (key || Math.abs(change) > theta) {
                received[i] = key ? x : received[i] + change;
                count(Double.BYTES, 1);
            }
        } else if (code.scheme() == DeltaCode.Scheme.PD) {
            sendHerded(x, i, theta, key);
        } else {
            double next = nextLevel(x, level[i], theta);
            if (key || next != level[i]) {
                count(STEP_BYTES, Math.abs(next - level[i]));
                level[i] = next;
                received[i] = next * theta;
            }
        }
    }

    private double nextLevel(double x, double k, double theta) {
        double off = x - k * theta;
        return switch (code.scheme()) {
            case HYSTERESIS -> Math.abs(off) > code.hysteresis() * theta ? Math.rint(x / theta) : k;
            case TRUNCATED -> k + (off < 0 ? Math.ceil(off / theta) : Math.floor(off / theta));
            default -> Math.rint(x / theta);
        };
    }

    /** level holds the herding residue here. */
    private void sendHerded(double x, int i, double theta, boolean key) {
        double kp = code.proportional();
        double kd = code.derivative();
        double u = x / theta;
        double phi = level[i] + kp * u + kd * (u - last[i]);
        double s = Math.rint(phi);
        level[i] = phi - s;
        last[i] = u;
        received[i] = key ? x : theta * ((s + kd * (received[i] / theta)) / (kp + kd));
        if (key || s != 0) {
            count(STEP_BYTES, Math.abs(s));
        }
    }

    private void count(int payload, double steps) {
        messages++;
        bytes += INDEX_BYTES + payload;
        magnitude += steps;
    }

    @SuppressWarnings("ReferenceEquality") // asks whether x was sent, not whether its bits are equal
    private Sdr sendBits(Sdr x, boolean key) {
        int toggled = x.cardinality() + bits.cardinality() - 2 * SdrOps.overlap(x, bits);
        if (key) {
            messages = x.cardinality();
            bytes = denseBytes(x);
            bits = x;
        } else if (toggled > code.threshold()) {
            messages = toggled;
            bytes = (long) INDEX_BYTES * toggled;
            bits = x;
        }
        magnitude = messages;
        maxError = bits == x ? 0 : toggled;
        squaredError = maxError;
        return bits;
    }

    private static long denseBytes(Signal x) {
        return switch (x.kind()) {
            case SDR -> (long) INDEX_BYTES * ((Sdr) x).cardinality();
            case REALS -> (long) Double.BYTES * x.size();
            case INTS -> (long) Integer.BYTES * x.size();
        };
    }

    /** Messages of the last value: elements of which the receiver was told something. */
    public long messages() {
        return messages;
    }

    /** Bytes of these messages: 4 for the index and 8 for a value, 4 for a number of steps, none for the toggle of a bit. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that {@code x} takes without delta coding: 8 a real, 4 an integer, 4 for each active bit of an SDR. */
    public long bytesWithout(Signal x) {
        return denseBytes(x);
    }

    /** Sum of the magnitudes of the messages in steps, as a herding receiver adds; 1 for a message without steps. */
    public double magnitude() {
        return magnitude;
    }

    /** Largest difference between sender and receiver after the last value; for an SDR the number of differing bits. */
    public double maxError() {
        return maxError;
    }

    /** Root mean square difference over the elements. */
    public double rmsError() {
        return shape.size() == 0 ? 0 : Math.sqrt(squaredError / shape.size());
    }

    /** Writes the state of both ends. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(sinceKey);
        for (double[] values : new double[][] {received, level, last}) {
            for (double v : values) {
                out.writeDouble(v);
            }
        }
        org.sparsecortex.sdr.kernel.SignalCodec.write(bits, out);
    }

    /** Reads what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        sinceKey = in.readLong();
        for (double[] values : new double[][] {received, level, last}) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
            }
        }
        bits = (Sdr) org.sparsecortex.sdr.kernel.SignalCodec.read(in);
    }
}
