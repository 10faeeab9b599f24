package org.sparsecortex.sdr.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Several encoders side by side; it takes the fields of all of them in order. On a table it takes the columns of all of
 * them, or one column that every part encodes.
 *
 * <pre>  bits = union over parts k of (offset_k + bits of part k),   offset_k = sum of the sizes of the parts before  </pre>
 *
 * Source: Purdy 2016 (arXiv 1602.05925), section on encoding several fields.
 */
@TypeName(value = "multi", doc = "several encoders side by side")
public record MultiEncoderParams(
        @Param(doc = "the encoders, in order") List<EncoderParams> encoders) implements EncoderParams {
    public MultiEncoderParams {
        encoders = List.copyOf(encoders);
        Checks.inRange("encoders.size", encoders.size(), 1, 1024);
    }

    @Override
    public Encoder encoder(long seed) {
        List<Encoder> parts = new ArrayList<>();
        for (int i = 0; i < encoders.size(); i++) {
            parts.add(encoders.get(i).encoder(KeyedRandom.deriveSeed(seed, "field " + i)));
        }
        long size = parts.stream().mapToLong(Encoder::size).sum();
        Checks.inRange("bits of all encoders together", size, 1L, (long) Integer.MAX_VALUE);
        return new Parts(parts);
    }

    private record Parts(List<Encoder> parts) implements Encoder {
        @Override
        public int size() {
            return parts.stream().mapToInt(Encoder::size).sum();
        }

        @Override
        public int fields() {
            return parts.stream().mapToInt(Encoder::fields).sum();
        }

        @Override
        public boolean previous(int field) {
            int first = first(field);
            return partOf(field).previous(field - first);
        }

        @Override
        public Cell cell(int field) {
            return partOf(field).cell(field - first(field));
        }

        @Override
        public double parse(int field, String text) {
            return partOf(field).parse(field - first(field), text);
        }

        private Encoder partOf(int field) {
            int end = 0;
            for (Encoder part : parts) {
                end += part.fields();
                if (field < end) {
                    return part;
                }
            }
            throw new IllegalArgumentException("there is no field " + field);
        }

        /** The first field of the part that takes {@code field}. */
        private int first(int field) {
            int first = 0;
            for (Encoder part : parts) {
                if (field < first + part.fields()) {
                    return first;
                }
                first += part.fields();
            }
            throw new IllegalArgumentException("there is no field " + field);
        }

        @Override
        public Sdr encode(double... values) {
            Checks.equal("values", values.length, fields());
            List<Sdr> codes = new ArrayList<>();
            int at = 0;
            for (Encoder part : parts) {
                codes.add(part.encode(Arrays.copyOfRange(values, at, at + part.fields())));
                at += part.fields();
            }
            return (Sdr) Signal.concat(codes);
        }
    }
}
