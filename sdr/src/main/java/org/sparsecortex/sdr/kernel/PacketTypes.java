package org.sparsecortex.sdr.kernel;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.sparsecortex.sdr.param.Checks;

/**
 * What the ranges of a population propose and decide, and so how to read either from its bytes alone.
 *
 * <pre>  final class PoolerKernel implements Kernel&lt;Candidates, Winners&gt;   -&gt;   proposal Candidates, decision Winners  </pre>
 *
 * The types are those with which the kernel's class fills in {@link Kernel}; a type variable stands for its bound. Both must be
 * records, or sealed interfaces of records, as {@link Packets} asks for.
 *
 * @param proposal type of {@link Kernel#propose}'s results
 * @param decision type of {@link Kernel#commit}'s decisions
 */
public record PacketTypes<P extends Packet, D extends Packet>(Class<P> proposal, Class<D> decision) {
    /**
     * The types of a kernel's packets.
     *
     * @throws IllegalArgumentException if its class leaves one of them open
     */
    @SuppressWarnings("unchecked") // the kernel's class says that these are P and D
    public static <P extends Packet, D extends Packet> PacketTypes<P, D> of(Kernel<P, D> kernel) {
        Type[] bound = bound(kernel.getClass(), Map.of());
        return new PacketTypes<>(
                (Class<P>) packet(kernel, "propose", bound[0]), (Class<D>) packet(kernel, "decide", bound[1]));
    }

    private static Class<?> packet(Kernel<?, ?> kernel, String verb, Type type) {
        Class<?> found = type instanceof Class<?> known ? known : Packet.class;
        Checks.that(
                found.isRecord() || found.isSealed(),
                "packets of " + kernel.getClass().getName(),
                found.getSimpleName(),
                "what its ranges " + verb + " must be a record, or a sealed interface of records");
        return found;
    }

    /** What {@code type} fills in for P and D of {@link Kernel}; null if it is no kernel. */
    private static Type[] bound(Class<?> type, Map<Type, Type> variables) {
        for (Type implemented : type.getGenericInterfaces()) {
            Type[] found = bound(implemented, variables);
            if (found != null) {
                return found;
            }
        }
        Type above = type.getGenericSuperclass();
        return above == null ? null : bound(above, variables);
    }

    private static Type[] bound(Type above, Map<Type, Type> variables) {
        if (!(above instanceof ParameterizedType filled)) {
            return bound((Class<?>) above, Map.of());
        }
        Class<?> raw = (Class<?>) filled.getRawType();
        Map<Type, Type> known = new HashMap<>();
        Type[] given = filled.getActualTypeArguments();
        for (int i = 0; i < given.length; i++) {
            known.put(raw.getTypeParameters()[i], resolved(given[i], variables));
        }
        if (raw == Kernel.class) {
            return new Type[] {known.get(raw.getTypeParameters()[0]), known.get(raw.getTypeParameters()[1])};
        }
        return bound(raw, known);
    }

    private static Type resolved(Type type, Map<Type, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return variables.containsKey(variable)
                    ? variables.get(variable)
                    : resolved(variable.getBounds()[0], variables);
        }
        return type instanceof ParameterizedType filled ? filled.getRawType() : type;
    }

    /** Writes a proposal so that {@link #readProposal} finds it. */
    public void writeProposal(P packet, DataOutput out) throws IOException {
        Packets.write(proposal, packet, out);
    }

    /** Reads a proposal. */
    public P readProposal(DataInputStream in) throws IOException {
        return Packets.read(proposal, in);
    }

    /** Writes a decision so that {@link #readDecision} finds it. */
    public void writeDecision(D packet, DataOutput out) throws IOException {
        Packets.write(decision, packet, out);
    }

    /** Reads a decision. */
    public D readDecision(DataInputStream in) throws IOException {
        return Packets.read(decision, in);
    }

    /** As the other, by what has changed since {@code told} wrote a proposal last. */
    public void writeProposal(P packet, long moment, SignalDeltas told, DataOutput out) throws IOException {
        Packets.write(proposal, packet, moment, told, out);
    }

    /** Reads a proposal of a writer that tells what has changed. */
    public P readProposal(long moment, SignalDeltas told, DataInputStream in) throws IOException {
        return Packets.read(proposal, moment, told, in);
    }

    /** As the other, by what has changed since {@code told} wrote a decision last. */
    public void writeDecision(D packet, long moment, SignalDeltas told, DataOutput out) throws IOException {
        Packets.write(decision, packet, moment, told, out);
    }

    /** Reads a decision of a writer that tells what has changed. */
    public D readDecision(long moment, SignalDeltas told, DataInputStream in) throws IOException {
        return Packets.read(decision, moment, told, in);
    }
}
