package org.sparsecortex.simulations.nir;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.array.ArrayFile.Numbers;

/**
 * The primitives that hand on weighted sums, as matrices.
 *
 * <pre>
 *   Linear    y = W x                      Affine  y = W x + b             Scale  y_i = s_i x_i        Flatten  y = x
 *   Conv1d    y_c(i)    = b_c + sum over (k, a) of W_ck(a) x_k(i stride + a dilation - padding), likewise Conv2d; groups as in PyTorch
 *   SumPool2d y_c(i, j) = sum over (a, b) of x_c(i stride + a - padding, ...)       AvgPool2d: over the number of (a, b)
 * </pre>
 *
 * Axes are (channel, row, column), in C order. Source: Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9.
 */
record LinearNodes(NirNode node, List<Integer> shape) {
    /** Primitives that are read. */
    static final Set<String> TYPES =
            Set.of(NirGraph.PASS, "Linear", "Affine", "Scale", "Flatten", "Conv1d", "Conv2d", "SumPool2d", "AvgPool2d");

    /**
     * What a node does.
     *
     * @param shape axes of what it gives
     * @param bias what it adds, empty for nothing
     */
    record Linear(LinearMap map, List<Integer> shape, double[] bias) {}

    /** What a node does to what has the axes {@link #shape}. */
    Linear linear() {
        return switch (node.type()) {
            case NirGraph.PASS -> new Linear(LinearMap.identity(size(shape)), shape, new double[0]);
            case "Flatten" -> new Linear(LinearMap.identity(size(shape)), List.of(size(shape)), new double[0]);
            case "Scale" -> scale();
            case "Linear", "Affine" -> dense();
            case "Conv1d", "Conv2d" -> convolution();
            case "SumPool2d", "AvgPool2d" -> pooling();
            default -> throw new IllegalStateException(node.type());
        };
    }

    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private Linear scale() {
        int size = size(shape);
        double[] scale = node.each("scale", size);
        LinearMap.Builder map = new LinearMap.Builder(size, size);
        for (int i = 0; i < size; i++) {
            map.add(i, scale[i]);
            map.endTarget();
        }
        return new Linear(map.build(), shape, new double[0]);
    }

    private Linear dense() {
        Numbers weight = node.value("weight");
        if (weight.shape().size() != 2 || weight.shape().get(1) != size(shape)) {
            throw node.wrong("has weights of the axes " + weight.shape() + " and gets " + shape
                    + "; needed are [outputs, " + size(shape) + "]");
        }
        int targets = weight.shape().get(0);
        int sources = weight.shape().get(1);
        LinearMap.Builder map = new LinearMap.Builder(sources, targets);
        for (int t = 0; t < targets; t++) {
            for (int s = 0; s < sources; s++) {
                map.add(s, weight.values()[t * sources + s]);
            }
            map.endTarget();
        }
        double[] bias = node.type().equals("Affine") ? node.each("bias", targets) : new double[0];
        return new Linear(map.build(), List.of(targets), bias);
    }

    /** A window that moves over rows and columns. */
    private record Window(int[] size, int[] stride, int[] padding, int[] dilation) {
        int[] places(NirNode node, int[] of) {
            return IntStream.range(0, 2)
                    .map(d -> {
                        int span = of[d] + 2 * padding[d] - dilation[d] * (size[d] - 1) - 1;
                        if (stride[d] < 1 || dilation[d] < 1 || padding[d] < 0 || size[d] < 1 || span < 0) {
                            throw node.wrong("has a window that does not fit into " + of[0] + " x " + of[1]);
                        }
                        return span / stride[d] + 1;
                    })
                    .toArray();
        }

        /** Row or column under a place of the window, or -1 outside. */
        int at(int d, int place, int within, int of) {
            int at = place * stride[d] + within * dilation[d] - padding[d];
            return at >= 0 && at < of ? at : -1;
        }
    }

    /** What a place of the window gives to a target. */
    private interface Weights {
        double of(int toChannel, int fromChannel, int row, int column);
    }

    private Linear convolution() {
        boolean flat = node.type().equals("Conv1d");
        Numbers weight = node.value("weight");
        List<Integer> w = weight.shape();
        if (w.size() != (flat ? 3 : 4) || shape.size() != (flat ? 2 : 3)) {
            throw node.wrong("has weights of the axes " + w + " and gets " + shape + "; needed are "
                    + (flat
                            ? "[out, in, size] and [channel, place]"
                            : "[out, in, rows, columns] and [channel, row, column]"));
        }
        if (node.optional("padding").isEmpty()) {
            throw node.wrong("has a padding that is no number");
        }
        int rows = flat ? 1 : w.get(2);
        int columns = w.get(w.size() - 1);
        Window window = new Window(
                new int[] {rows, columns},
                pair("stride", 1, flat),
                pair("padding", 0, flat),
                pair("dilation", 1, flat));
        int groups = node.pair("groups", 1)[0];
        int in = w.get(1);
        if (groups < 1 || in * groups != shape.get(0) || w.get(0) % groups != 0) {
            throw node.wrong("has weights of the axes " + w + " in " + groups + " groups and gets " + shape.get(0)
                    + " channels");
        }
        int perGroup = w.get(0) / groups;
        double[] bias = node.each("bias", w.get(0));
        Weights weights = (to, from, row, column) -> from / in == to / perGroup
                ? weight.values()[((to * in + from % in) * rows + row) * columns + column]
                : 0;
        return windowed(window, w.get(0), weights, bias, flat);
    }

    /** A pair of numbers of a node; of one without rows, 1 or 0 stands for them. */
    private int[] pair(String key, int otherwise, boolean flat) {
        int[] pair = node.pair(key, otherwise);
        return flat ? new int[] {otherwise, pair[1]} : pair;
    }

    private Linear pooling() {
        if (shape.size() != 3) {
            throw node.wrong("gets " + shape + "; needed is [channel, row, column]");
        }
        int[] size = node.pair("kernel_size", 1);
        Window window = new Window(size, node.pair("stride", size[0]), node.pair("padding", 0), new int[] {1, 1});
        double share = node.type().equals("AvgPool2d") ? 1.0 / (size[0] * size[1]) : 1;
        return windowed(window, shape.get(0), (to, from, row, column) -> to == from ? share : 0, new double[0], false);
    }

    private Linear windowed(Window window, int channels, Weights weights, double[] bias, boolean flat) {
        int[] of = {flat ? 1 : shape.get(1), shape.get(shape.size() - 1)};
        int[] places = window.places(node, of);
        int targets = Math.multiplyExact(channels, Math.multiplyExact(places[0], places[1]));
        LinearMap.Builder map = new LinearMap.Builder(size(shape), targets);
        double[] all = new double[bias.length == 0 ? 0 : targets];
        for (int t = 0; t < targets; t++) {
            int channel = t / (places[0] * places[1]);
            if (bias.length > 0) {
                all[t] = bias[channel];
            }
            entries(map, window, weights, channel, t / places[1] % places[0], t % places[1], of);
            map.endTarget();
        }
        List<Integer> given = flat ? List.of(channels, places[1]) : List.of(channels, places[0], places[1]);
        return new Linear(map.build(), given, all);
    }

    private void entries(LinearMap.Builder map, Window window, Weights weights, int channel, int i, int j, int[] of) {
        for (int from = 0; from < shape.get(0); from++) {
            for (int a = 0; a < window.size[0]; a++) {
                int row = window.at(0, i, a, of[0]);
                for (int b = 0; row >= 0 && b < window.size[1]; b++) {
                    int column = window.at(1, j, b, of[1]);
                    if (column >= 0) {
                        map.add((from * of[0] + row) * of[1] + column, weights.of(channel, from, a, b));
                    }
                }
            }
        }
    }
}
