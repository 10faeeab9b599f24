package org.sparsecortex.simulations.input.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.table.NpyHeader;

/**
 * An array of numbers from a NumPy file (.npy) or from raw bytes; the first axis counts the frames, the last two are height and
 * width.
 *
 * <p>An array of two axes has frames of height 1. Values are kept in single precision. Raw files need {@code shape}, and start
 * after {@code skipBytes}; of NumPy files the header says it all.
 */
@TypeName(value = "array", doc = "frames of a NumPy array or of a file of raw numbers, whole or as random patches")
public record ArrayInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root; .npy has a header, all else is raw")
        String path,

        @Param(doc = "size of each axis of a raw file; empty for .npy", def = "[]", min = 1, max = 1 << 30)
        List<Integer> shape,

        @Param(doc = "type of the numbers of a raw file", def = "\"float32\"")
        Numbers numbers,

        @Param(doc = "whether a raw file has the most significant byte first", def = "false")
        boolean bigEndian,

        @Param(doc = "bytes of a raw file before the first number", unit = "bytes", def = "0", min = 0)
        long skipBytes,

        @Param(doc = "how the frames are shown", def = "{}") FrameOptions frames)
        implements InputSpec {
    private static final int MIN_AXES = 2;
    private static final int MAX_AXES = 3;
    private static final String RAW_OF_NPY = "numbers after the header of an .npy file";

    /** Type of a number in a file. */
    public enum Numbers {
        /** Unsigned bytes. */
        UINT8(1),
        /** Unsigned integers of 2 bytes. */
        UINT16(2),
        /** Signed integers of 2 bytes. */
        INT16(2),
        /** Signed integers of 4 bytes. */
        INT32(4),
        /** IEEE single precision. */
        FLOAT32(4),
        /** IEEE double precision. */
        FLOAT64(8);

        private final int bytes;

        Numbers(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }

        /**
         * Type of the numbers of a NumPy file in C order.
         *
         * @throws IOException if they are of another type or in Fortran order
         */
        static Numbers of(NpyHeader header) throws IOException {
            if (header.fortranOrder()) {
                throw new IOException("it is in Fortran order; save it in C order, with numpy.ascontiguousarray(a)");
            }
            String type = header.type();
            boolean ordered = type.matches("[<>].*") || type.matches("[|=].1");
            return switch (ordered ? type.substring(1) : type) {
                case "u1" -> UINT8;
                case "u2" -> UINT16;
                case "i2" -> INT16;
                case "i4" -> INT32;
                case "f4" -> FLOAT32;
                case "f8" -> FLOAT64;
                default ->
                    throw new IOException("it has numbers of type '" + type + "', known are u1, u2, i2, i4, f4, f8 with"
                            + " < or > before them; save it as one of them, for example with a.astype('float32')");
            };
        }

        double read(ByteBuffer in) {
            return switch (this) {
                case UINT8 -> in.get() & 0xFF;
                case UINT16 -> in.getShort() & 0xFFFF;
                case INT16 -> in.getShort();
                case INT32 -> in.getInt();
                case FLOAT32 -> in.getFloat();
                case FLOAT64 -> in.getDouble();
            };
        }
    }

    public ArrayInput {
        shape = List.copyOf(shape);
        boolean npy = path.endsWith(".npy");
        Checks.that(npy == shape.isEmpty(), "shape", shape, npy ? "is in the header of .npy" : "a raw file needs it");
        Checks.that(npy || (shape.size() >= MIN_AXES && shape.size() <= MAX_AXES), "shape", shape, "needs 2 or 3 axes");
    }

    @Override
    public List<String> files(InputContext context) {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            ArrayInput raw = path.endsWith(".npy") ? described(NpyHeader.read(file)) : this;
            return Opened.endless(new FrameSource(raw.read(file, context), frames, context.seed()));
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    private ArrayInput described(NpyHeader header) throws IOException {
        Numbers type = Numbers.of(header);
        int axes = header.shape().size();
        if (axes < MIN_AXES || axes > MAX_AXES || header.shape().contains(0)) {
            throw new IOException("it has the shape " + header.shape() + ", needed are 2 or 3 axes, none of them 0");
        }
        return new ArrayInput(RAW_OF_NPY, header.shape(), type, header.type().startsWith(">"), header.bytes(), frames);
    }

    private FrameSource.Frames read(Path file, InputContext context) throws IOException {
        int count = shape.get(0);
        int height = shape.size() == MAX_AXES ? shape.get(1) : 1;
        int width = shape.get(shape.size() - 1);
        Checks.that(count > 0, "shape", shape, "has no frame");
        long frameBytes = (long) height * width * numbers.bytes;
        Checks.inRange("bytes of a frame of " + file.getFileName(), frameBytes, 1L, Integer.MAX_VALUE - 8L);
        context.require("the array " + file.getFileName(), (long) count * height * width * Float.BYTES + frameBytes);
        long needed = skipBytes + count * frameBytes;
        Checks.that(
                path.equals(RAW_OF_NPY) ? Files.size(file) == needed : Files.size(file) >= needed,
                "path",
                file.getFileName(),
                "has " + Files.size(file) + " bytes, the shape needs " + needed);
        List<float[]> all = new ArrayList<>(count);
        byte[] bytes = new byte[(int) frameBytes];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(skipBytes);
            for (int f = 0; f < count; f++) {
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new EOFException("it ends within frame " + f);
                }
                ByteBuffer numbersOfFrame =
                        ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[height * width];
                for (int p = 0; p < values.length; p++) {
                    values[p] = (float) numbers.read(numbersOfFrame);
                }
                FinitePixels.require("path", file, f, width, p -> values[p], values.length);
                all.add(values);
            }
        }
        return new FrameSource.Frames(height, width, all, new int[0]);
    }
}
