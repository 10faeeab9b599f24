package org.sparsecortex.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sparsecortex.learning.layer.ConvLayer;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.DepthwiseLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.PoolLayer;
import org.sparsecortex.learning.layer.Volume;

/** Writes a network without its quantisation as an ONNX model (opset 13), by hand: the message format needs few fields. */
final class OnnxModel {
    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream weights = new ByteArrayOutputStream();
    private int tensors;

    private OnnxModel() {}

    /** The bytes of a model with input {@code x} (1 x 1 x height x width) and output {@code y}. */
    static byte[] of(List<Layer> layers, Volume input) {
        OnnxModel model = new OnnxModel();
        String at = "x";
        for (int l = 0; l < layers.size(); l++) {
            at = model.layer(layers.get(l), at, l == 0);
        }
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        graph.writeBytes(model.nodes.toByteArray());
        text(graph, 2, "network");
        graph.writeBytes(model.weights.toByteArray());
        bytes(graph, 11, value("x", 1, input.channels(), input.height(), input.width()));
        bytes(graph, 12, value(at, 1, layers.get(layers.size() - 1).output().size()));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        number(whole, 1, 8);
        bytes(whole, 7, graph.toByteArray());
        ByteArrayOutputStream opset = new ByteArrayOutputStream();
        number(opset, 2, 13);
        bytes(whole, 8, opset.toByteArray());
        return whole.toByteArray();
    }

    private String layer(Layer layer, String in, boolean first) {
        if (layer instanceof DeltaLayer) {
            return first ? in : node("Relu", List.of(in));
        }
        if (layer instanceof ConvLayer conv) {
            Volume i = conv.input();
            int k = conv.filterSize();
            float[][] w = conv.weights().get(0).values();
            float[] flat = new float[w.length * w[0].length];
            for (int f = 0; f < w.length; f++) {
                for (int p = 0; p < w[0].length; p++) {
                    flat[f * w[0].length + p % i.channels() * k * k + p / i.channels()] = w[f][p];
                }
            }
            return conv(in, flat, conv.weights().get(1).values()[0], w.length, i.channels(), k, conv.stride(), 1);
        }
        if (layer instanceof DepthwiseLayer depth) {
            int c = depth.input().channels();
            int k = depth.filterSize();
            float[] flat = new float[c * k * k];
            for (int f = 0; f < c; f++) {
                for (int p = 0; p < k * k; p++) {
                    flat[f * k * k + p] = depth.weights().get(0).values()[p][f];
                }
            }
            return conv(in, flat, depth.weights().get(1).values()[0], c, 1, k, depth.stride(), c);
        }
        if (layer instanceof PoolLayer) {
            return node("Flatten", List.of(node("GlobalAveragePool", List.of(in))));
        }
        float[][] w = ((DenseLayer) layer).weights().get(0).values();
        float[] flat = new float[w.length * w[0].length];
        for (int o = 0; o < w.length; o++) {
            System.arraycopy(w[o], 0, flat, o * w[0].length, w[0].length);
        }
        String bias = tensor(layer.weights().get(1).values()[0], w.length);
        return node("Gemm", List.of(in, tensor(flat, w.length, w[0].length), bias), attribute("transB", 1));
    }

    private String conv(
            String in, float[] flat, float[] bias, int filters, int channels, int k, int stride, int groups) {
        String w = tensor(flat, filters, channels, k, k);
        return node(
                "Conv",
                List.of(in, w, tensor(bias, filters)),
                attribute("group", groups),
                attribute("kernel_shape", k, k),
                attribute("strides", stride, stride),
                attribute("pads", k / 2, k / 2, k / 2, k / 2));
    }

    private String node(String type, List<String> inputs, byte[]... attributes) {
        String out = "t" + tensors++;
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        inputs.forEach(i -> text(node, 1, i));
        text(node, 2, out);
        text(node, 4, type);
        for (byte[] attribute : attributes) {
            bytes(node, 5, attribute);
        }
        bytes(nodes, 1, node.toByteArray());
        return out;
    }

    /** One number is an INT attribute, several are INTS. */
    private static byte[] attribute(String name, int... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, 1, name);
        for (int v : values) {
            number(out, values.length == 1 ? 3 : 8, v);
        }
        number(out, 20, values.length == 1 ? 2 : 7);
        return out.toByteArray();
    }

    private String tensor(float[] values, int... dims) {
        String name = "w" + tensors++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int d : dims) {
            number(out, 1, d);
        }
        number(out, 2, 1);
        text(out, 8, name);
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        bytes(out, 9, raw.array());
        bytes(weights, 5, out.toByteArray());
        return name;
    }

    private static byte[] value(String name, int... dims) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (int d : dims) {
            ByteArrayOutputStream dim = new ByteArrayOutputStream();
            number(dim, 1, d);
            bytes(shape, 1, dim.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, 1);
        bytes(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        text(info, 1, name);
        bytes(info, 2, type.toByteArray());
        return info.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
        varint(out, (long) field << 3 | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
