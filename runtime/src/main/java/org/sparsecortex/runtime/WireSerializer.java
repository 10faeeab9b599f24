package org.sparsecortex.runtime;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.param.Checks;

/**
 * The binary form of {@link Wire} and of the greeting of a {@link NodeLink}, the only messages of ours that cross processes. The
 * manifest is one letter of a closed list; no class is named and Java serialization is off.
 */
final class WireSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 720_415;

    private final ActorRefResolver refs;

    /** Called by Akka. */
    WireSerializer(ExtendedActorSystem system) {
        refs = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof Wire.Envelope) {
            return "E";
        } else if (message instanceof Wire.Open) {
            return "O";
        } else if (message instanceof Wire.Opened) {
            return "A";
        } else if (message instanceof Wire.Refused) {
            return "R";
        } else if (message instanceof Wire.Place) {
            return "P";
        } else if (message instanceof Wire.Placed) {
            return "D";
        } else if (message instanceof Wire.Clear) {
            return "C";
        } else if (message instanceof Wire.Cleared) {
            return "B";
        } else if (message instanceof Wire.Look) {
            return "Q";
        } else if (message instanceof Wire.Busy) {
            return "Y";
        } else if (message instanceof Wire.Task) {
            return "T";
        } else if (message instanceof Wire.Result) {
            return "S";
        } else if (message instanceof Wire.Leave) {
            return "L";
        } else if (message instanceof NodeActor.Meet) {
            return "M";
        }
        throw new IllegalArgumentException("not for other processes: " + message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(message, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a message could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private void write(Object message, DataOutputStream out) throws IOException {
        if (message instanceof Wire.Envelope envelope) {
            out.writeLong(envelope.run());
            SignalCodec.writeSize(envelope.population(), out);
            out.writeBoolean(envelope.toLeader());
            out.write(envelope.body());
        } else if (message instanceof Wire.Open open) {
            out.write(open.job());
        } else if (message instanceof Wire.Opened opened) {
            text(opened.machine(), out);
            out.writeInt(opened.threads());
            out.writeLong(opened.process());
            out.writeLong(opened.memory());
        } else if (message instanceof Wire.Refused refused) {
            text(refused.reason(), out);
        } else if (message instanceof Wire.Place place) {
            place(place, out);
        } else if (message instanceof Wire.Placed placed) {
            out.writeLong(placed.run());
        } else if (message instanceof Wire.Clear clear) {
            out.writeLong(clear.run());
        } else if (message instanceof Wire.Look look) {
            out.writeLong(look.run());
            out.writeLong(look.number());
        } else if (message instanceof Wire.Busy busy) {
            busy(busy, out);
        } else if (message instanceof Wire.Task task) {
            out.writeLong(task.number());
            out.write(task.body());
        } else if (message instanceof Wire.Result result) {
            out.writeLong(result.number());
            out.write(result.body());
        } else if (message instanceof Wire.Cleared cleared) {
            out.writeLong(cleared.run());
            out.writeLong(cleared.messages());
            out.writeLong(cleared.bytes());
        } else if (message instanceof NodeActor.Meet meet) {
            text(refs.toSerializationFormat(meet.producer()), out);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            Object message = read(manifest, in);
            Checks.equal("bytes after a message", in.available(), 0);
            return message;
        } catch (IOException | IllegalArgumentException e) {
            throw new NotSerializableException("message '" + manifest + "' of " + bytes.length + " bytes: " + e);
        }
    }

    private Object read(String manifest, DataInputStream in) throws IOException {
        return switch (manifest) {
            case "E" -> new Wire.Envelope(in.readLong(), SignalCodec.readSize(in), in.readBoolean(), in.readAllBytes());
            case "O" -> new Wire.Open(in.readAllBytes());
            case "A" -> new Wire.Opened(text(in), in.readInt(), in.readLong(), in.readLong());
            case "R" -> new Wire.Refused(text(in));
            case "P" -> place(in);
            case "D" -> new Wire.Placed(in.readLong());
            case "C" -> new Wire.Clear(in.readLong());
            case "B" -> new Wire.Cleared(in.readLong(), in.readLong(), in.readLong());
            case "Q" -> new Wire.Look(in.readLong(), in.readLong());
            case "Y" -> busy(in);
            case "T" -> new Wire.Task(in.readLong(), in.readAllBytes());
            case "S" -> new Wire.Result(in.readLong(), in.readAllBytes());
            case "L" -> new Wire.Leave();
            case "M" -> new NodeActor.Meet(producer(text(in)));
            default -> throw new IllegalArgumentException("is not on the list");
        };
    }

    private ActorRef<ProducerController.Command<Wire>> producer(String path) {
        return refs.resolveActorRef(path);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SignalCodec.writeSize(bytes.length, out);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = Checks.inRange("bytes of a text", SignalCodec.readSize(in), 0, in.available());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void busy(Wire.Busy busy, DataOutputStream out) throws IOException {
        out.writeLong(busy.number());
        SignalCodec.writeSize(busy.ranges().size(), out);
        for (Wire.Busy.Range range : busy.ranges()) {
            out.writeInt(range.population());
            out.writeInt(range.index());
        }
    }

    private static Wire.Busy busy(DataInputStream in) throws IOException {
        long number = in.readLong();
        List<Wire.Busy.Range> ranges = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            ranges.add(new Wire.Busy.Range(in.readInt(), in.readInt()));
        }
        return new Wire.Busy(number, ranges);
    }

    private static void place(Wire.Place place, DataOutputStream out) throws IOException {
        out.writeLong(place.run());
        out.writeInt(place.threads());
        SignalCodec.writeSize(place.ranges().size(), out);
        for (Map.Entry<String, List<UnitRange>> population : place.ranges().entrySet()) {
            text(population.getKey(), out);
            SignalCodec.writeSize(population.getValue().size(), out);
            for (int i = 0; i < population.getValue().size(); i++) {
                out.writeInt(population.getValue().get(i).from());
                out.writeInt(population.getValue().get(i).to());
                out.writeInt(place.hosts().get(population.getKey()).get(i));
            }
        }
        SignalCodec.writeSize(place.nodes().size(), out);
        for (String node : place.nodes()) {
            text(node, out);
        }
        watch(place.watch(), out);
        out.writeBoolean(place.deltas());
    }

    private static Wire.Place place(DataInputStream in) throws IOException {
        long run = in.readLong();
        int threads = in.readInt();
        Map<String, List<UnitRange>> ranges = new LinkedHashMap<>();
        Map<String, List<Integer>> hosts = new LinkedHashMap<>();
        for (int n = count(in); n > 0; n--) {
            String population = text(in);
            List<UnitRange> cut = new ArrayList<>();
            List<Integer> at = new ArrayList<>();
            for (int i = count(in); i > 0; i--) {
                cut.add(new UnitRange(in.readInt(), in.readInt()));
                at.add(in.readInt());
            }
            ranges.put(population, cut);
            hosts.put(population, at);
        }
        List<String> nodes = new ArrayList<>();
        for (int n = count(in); n > 0; n--) {
            nodes.add(text(in));
        }
        return new Wire.Place(run, threads, ranges, hosts, nodes, watch(in), in.readBoolean());
    }

    private static void watch(Watch watch, DataOutputStream out) throws IOException {
        SignalCodec.writeSize(watch.endpoints().size(), out);
        for (int i = 0; i < watch.endpoints().size(); i++) {
            text(watch.endpoints().get(i).toString(), out);
            SignalCodec.writeSize(watch.steps(i).size(), out);
            for (Watch.Steps steps : watch.steps(i)) {
                out.writeLong(steps.from());
                out.writeLong(steps.every());
            }
        }
    }

    private static Watch watch(DataInputStream in) throws IOException {
        Watch watch = Watch.nothing();
        for (int n = count(in); n > 0; n--) {
            Endpoint endpoint = Endpoint.parse(text(in));
            for (int k = count(in); k > 0; k--) {
                watch = watch.and(endpoint, new Watch.Steps(in.readLong(), in.readLong()));
            }
        }
        return watch;
    }

    /** A number of items, each of which takes a byte at least. */
    private static int count(DataInputStream in) throws IOException {
        return Checks.inRange("items of a message", SignalCodec.readSize(in), 0, in.available());
    }
}
