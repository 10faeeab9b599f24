package org.sparsecortex.simulations.saved;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sparsecortex.simulations.table.NpyHeader;

/** One array of a saved model, read number by number; unit after unit, none may read more or less than its part. */
final class ArrayReader implements Closeable, LongSupplier {
    private final String name;
    private final CheckedInputStream checked;
    private final InputStream in;
    private final long crc;
    private final NumberType type;
    private final List<Integer> shape;
    private final long numbers;
    private int[] counts;
    private int left;

    /**
     * Opens an array at its header.
     *
     * @throws UnfitModel if it is of a type or order that no saved model has
     */
    ArrayReader(String name, ZipFile zip, ZipEntry entry) throws IOException {
        this.name = name;
        crc = entry.getCrc();
        checked = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        in = new BufferedInputStream(checked, 1 << 14);
        NpyHeader header = NpyHeader.read(in, "'" + name + "'");
        type = Arrays.stream(NumberType.values())
                .filter(t -> t.descr().equals(header.type()))
                .findFirst()
                .orElseThrow(() -> new UnfitModel("holds '" + name + "' as " + header.type() + ", not as one of "
                        + Arrays.stream(NumberType.values())
                                .map(NumberType::descr)
                                .toList()));
        shape = header.shape();
        if (header.fortranOrder() && shape.size() > 1) {
            throw new UnfitModel("holds '" + name + "' in Fortran order; save numpy.ascontiguousarray of it");
        }
        numbers = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** All numbers of an array that is not read unit by unit. */
    int[] integers() throws IOException {
        left = Math.toIntExact(numbers);
        LongSupplier source = of(NumberType.INT32);
        int[] values = new int[left];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) source.getAsLong();
        }
        finish();
        return values;
    }

    /** All bytes of an array of bytes. */
    byte[] bytes() throws IOException {
        of(NumberType.UINT8);
        byte[] bytes = in.readNBytes(Math.toIntExact(numbers));
        if (bytes.length < numbers) {
            throw early(null);
        }
        finish();
        return bytes;
    }

    /** Ends the reading of an array, all of which must have been read and be as it was written. */
    void finish() throws IOException {
        if (in.read() >= 0 || checked.getChecksum().getValue() != crc) {
            throw new UnfitModel("is damaged, its array '" + name + "' is not as it was written");
        }
    }

    /** Takes all numbers for one unit, whatever the shape. */
    void single() {
        counts = new int[] {Math.toIntExact(numbers)};
    }

    /**
     * Says how many numbers each unit has.
     *
     * @param units number of units
     * @param counts numbers of each, or null if all have equally many
     */
    void divide(int units, int[] counts) {
        if (counts == null) {
            if (units == 0 || numbers % units != 0 || (shape.size() > 1 && shape.get(0) != units)) {
                throw new UnfitModel(
                        "holds '" + name + "' of shape " + shape + ", which is not for " + units + " units");
            }
            this.counts = new int[units];
            Arrays.fill(this.counts, Math.toIntExact(numbers / units));
        } else {
            long sum = Arrays.stream(counts).asLongStream().sum();
            if (counts.length != units
                    || sum != numbers
                    || Arrays.stream(counts).anyMatch(c -> c < 0)) {
                throw new UnfitModel("holds " + numbers + " numbers in '" + name + "', but " + sum + " by the "
                        + counts.length + " counts of '" + name + ".counts', for " + units + " units");
            }
            this.counts = counts;
        }
    }

    /** Begins a unit's part. */
    void begin(int unit) {
        left = counts[unit];
    }

    /** Ends a unit's part, all of which must have been read. */
    void end(int unit) {
        if (left > 0) {
            throw new UnfitModel("holds " + left + " more numbers in '" + name + "' than unit " + unit + " takes");
        }
    }

    /** {@code count} if the unit's part has as many numbers left. */
    int atMost(int count) {
        if (count < 0 || count > left) {
            throw new UnfitModel("holds " + left + " numbers in '" + name + "' where " + count + " are to come");
        }
        return count;
    }

    /** The numbers as their bits, of an array that must be of that type. */
    LongSupplier of(NumberType wanted) {
        if (type != wanted) {
            throw new UnfitModel("holds '" + name + "' as " + type.descr() + ", not as " + wanted.descr());
        }
        return this;
    }

    @Override
    public long getAsLong() {
        if (left-- <= 0) {
            throw new UnfitModel("holds too few numbers in '" + name + "'");
        }
        long bits = 0;
        try {
            for (int i = 0; i < type.bytes(); i++) {
                int next = in.read();
                if (next < 0) {
                    throw early(null);
                }
                bits |= (long) next << (8 * i);
            }
        } catch (IOException e) {
            throw early(e);
        }
        return type == NumberType.INT8 ? (byte) bits : bits;
    }

    private UnfitModel early(IOException e) {
        return new UnfitModel("is damaged, its array '" + name + "' ends early", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
