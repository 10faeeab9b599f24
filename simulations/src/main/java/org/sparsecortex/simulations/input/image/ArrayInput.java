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
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/**
 * An array of numbers from a file of NumPy (.npy, .npz), HDF5 (.h5, .hdf5) or MATLAB (.mat), or from raw bytes; one axis counts
 * the frames, the other two are height and width.
 *
 * <p>An array of two axes has frames of height 1, one for each index of its first axis. Values are kept in single precision. Raw
 * files need {@code shape}, and start after {@code skipBytes}; of the others the header says it all.
 */
@TypeName(
        value = "array",
        doc = "frames of an array of NumPy, HDF5 or MATLAB, or of a file of raw numbers, whole or as random patches")
@OfferedNames({"sdr", "image", "index", "label"})
public record ArrayInput(
        @Param(
                doc = "path of the file, below the scenario's folder or a data root; .npy, .npz, .h5, .hdf5 and .mat"
                        + " have a header, all else is raw")
        String path,

        @Param(doc = "size of each axis of a raw file, else empty", def = "[]", min = 1, max = 1 << 30)
        List<Integer> shape,

        @Param(doc = "type of the numbers of a raw file", def = "\"float32\"")
        Numbers numbers,

        @Param(doc = "whether a raw file has the most significant byte first", def = "false")
        boolean bigEndian,

        @Param(doc = "bytes of a raw file before the first number", unit = "bytes", def = "0", min = 0)
        long skipBytes,

        @Param(
                doc = "array of a file that holds several, for example its path in HDF5; empty takes the only one",
                def = "\"\"")
        String variable,

        @Param(
                doc =
                        "index that counts the frames of an array of three dimensions; usual: the last of MATLAB, else the first",
                def = "\"usual\"")
        ImageSource.ImageIndex imageIndex,

        @Param(doc = "how the frames are shown", def = "{}") FrameOptions frames)
        implements InputSpec {
    private static final int MIN_AXES = 2;
    private static final int MAX_AXES = 3;

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
        boolean known = ArrayFile.isKnown(Path.of(path));
        Checks.that(
                known == shape.isEmpty(),
                "shape",
                shape,
                known ? "is in the header of the file" : "a raw file needs it");
        Checks.that(
                known || (shape.size() >= MIN_AXES && shape.size() <= MAX_AXES), "shape", shape, "needs 2 or 3 axes");
        Checks.that(
                variable.isEmpty() || ArrayFile.holdsSeveral(Path.of(path)),
                "variable",
                variable,
                "is for .npz, .h5, .hdf5 and .mat; this file has one array");
    }

    @Override
    public List<String> files(InputContext context) {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            FrameSource.Frames read = shape.isEmpty() ? described(file, context) : read(file, context);
            return Opened.endless(new FrameSource(read, frames, context.seed()));
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    /** The frames of a file whose header says its shape. */
    private FrameSource.Frames described(Path file, InputContext context) throws IOException {
        List<FrameSource.Frames> made = new ArrayList<>();
        ArrayFile.read(file, variable, (axes, bytes) -> {
            if (axes.size() < MIN_AXES || axes.size() > MAX_AXES) {
                throw new IOException("it has the shape " + axes + ", needed are 2 or 3 axes");
            }
            context.require("the array " + file.getFileName(), bytes + Float.BYTES * ArrayFile.count(axes));
            boolean last = axes.size() == MAX_AXES && imageIndex.isLast(file);
            int count = axes.get(last ? 2 : 0);
            int height = axes.size() < MAX_AXES ? 1 : axes.get(last ? 0 : 1);
            int width = axes.get(last || axes.size() < MAX_AXES ? 1 : 2);
            long size = Checks.inRange("pixels of a frame", (long) height * width, 1L, Integer.MAX_VALUE - 8L);
            List<float[]> all = new ArrayList<>(count);
            for (int f = 0; f < count; f++) {
                all.add(new float[(int) size]);
            }
            made.add(new FrameSource.Frames(height, width, all, new int[0]));
            return last
                    ? (index, value) -> all.get((int) (index % count))[(int) (index / count)] = (float) value
                    : (index, value) -> all.get((int) (index / size))[(int) (index % size)] = (float) value;
        });
        FrameSource.Frames read = made.get(0);
        for (int f = 0; f < read.pixels().size(); f++) {
            float[] values = read.pixels().get(f);
            FinitePixels.require("path", file, f, read.width(), p -> values[p], values.length);
        }
        return read;
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
                Files.size(file) >= needed,
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
