package org.sparsecortex.sdr.kernel;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Joins, writes and reads {@link Packet} records by their components, in the order of their declaration.
 *
 * <p>The binary form of a record is that of its components by the packed form of {@link SignalCodec}; of a sealed interface, one byte with the
 * position of the record among the permitted ones comes first. Access is resolved once for each record.
 */
public final class Packets {
    private static final ClassValue<Packets> KNOWN = new ClassValue<>() {
        @Override
        protected Packets computeValue(Class<?> type) {
            return new Packets(type);
        }
    };

    /** A record has fewer components. */
    private static final int MOST_PARTS = 256;

    private final Class<?> type;
    private final Class<?>[] kinds;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    private Packets(Class<?> type) {
        this.type = type;
        Checks.that(
                type.isRecord() && Packet.class.isAssignableFrom(type),
                "packet",
                type.getName(),
                "must be a record that implements Packet");
        RecordComponent[] components = type.getRecordComponents();
        kinds = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        accessors = new MethodHandle[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                Checks.that(
                        Signal.class.isAssignableFrom(kinds[i]),
                        "component " + components[i].getName() + " of " + type.getName(),
                        kinds[i].getSimpleName(),
                        "is no kind of signal");
                components[i].getAccessor().setAccessible(true);
                accessors[i] = MethodHandles.lookup()
                        .unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Signal.class, Packet.class));
            }
            Constructor<?> canonical = type.getDeclaredConstructor(kinds);
            canonical.setAccessible(true);
            constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Signal[].class, kinds.length)
                    .asType(MethodType.methodType(Packet.class, Signal[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the components of " + type.getName() + " cannot be reached", e);
        }
    }

    /** The components of a packet in their order. */
    public static Signal[] parts(Packet packet) {
        Packets form = KNOWN.get(packet.getClass());
        Signal[] parts = new Signal[form.accessors.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = form.part(packet, i);
        }
        return parts;
    }

    /**
     * Joins packets of one record component by component; their fragments are in unit order.
     *
     * @throws IllegalArgumentException if the list is empty or the packets are of different records
     */
    public static <P extends Packet> P join(List<P> packets) {
        Checks.atLeast("packets", packets.size(), 1);
        P first = packets.get(0);
        if (packets.size() == 1) {
            return first;
        }
        Packets form = KNOWN.get(first.getClass());
        Signal[] joined = new Signal[form.accessors.length];
        for (int i = 0; i < joined.length; i++) {
            List<Signal> fragments = new ArrayList<>(packets.size());
            for (P packet : packets) {
                if (packet.getClass() != form.type) {
                    throw new ParameterException("packet", packet, "is no " + form.type.getSimpleName());
                }
                fragments.add(form.part(packet, i));
            }
            joined[i] = Signal.join(fragments);
        }
        @SuppressWarnings("unchecked") // the record is the one of the first packet
        P whole = (P) form.create(joined);
        return whole;
    }

    /**
     * Writes a packet so that {@link #read} of {@code type} finds it.
     *
     * @param type record of the packet, or sealed interface that permits it
     */
    public static void write(Class<? extends Packet> type, Packet packet, DataOutput out) throws IOException {
        write(type, packet, 0, SignalDeltas.none(), out);
    }

    /** As the other, by what has changed since the last packet of its record where that is shorter. */
    static void write(Class<? extends Packet> type, Packet packet, long moment, SignalDeltas told, DataOutput out)
            throws IOException {
        int place = 0;
        if (type.isSealed()) {
            int at = Arrays.asList(type.getPermittedSubclasses()).indexOf(packet.getClass());
            Checks.that(at >= 0, "packet", packet, "is not permitted by " + type.getName());
            out.writeByte(at);
            place = at * MOST_PARTS;
        } else {
            Checks.that(type == packet.getClass(), "packet", packet, "is no " + type.getName());
        }
        for (Signal part : parts(packet)) {
            told.write(place++, moment, part, out);
        }
    }

    /**
     * Reads one packet.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no packet of that type
     */
    public static <P extends Packet> P read(Class<P> type, DataInputStream in) throws IOException {
        return read(type, 0, SignalDeltas.none(), in);
    }

    /** As the other, of a writer that tells what has changed. */
    static <P extends Packet> P read(Class<P> type, long moment, SignalDeltas told, DataInputStream in)
            throws IOException {
        Class<?> record = type;
        int place = 0;
        if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            int at = Checks.inRange("packet.type", in.readByte(), 0, permitted.length - 1);
            record = permitted[at];
            place = at * MOST_PARTS;
        }
        Packets form = KNOWN.get(record);
        Signal[] parts = new Signal[form.kinds.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = told.read(place++, moment, in);
            Checks.that(form.kinds[i].isInstance(parts[i]), "signal.kind", parts[i].kind(), "is no " + form.kinds[i]);
        }
        return type.cast(form.create(parts));
    }

    private Signal part(Packet packet, int i) {
        try {
            return (Signal) accessors[i].invokeExact(packet);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of " + type.getName() + " failed", e);
        }
    }

    private Packet create(Signal[] parts) {
        try {
            return (Packet) constructor.invokeExact(parts);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e);
        }
    }
}
