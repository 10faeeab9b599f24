package org.sparsecortex.simulations.run;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Damages the bytes of a file as transfers, disks and people do; a function of the key. */
public final class Damage {
    private static final int HEADER = 96;

    /** Numbers that sizes and counts turn into. */
    private static final int[] NUMBERS = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 65_535, 0x00FF00FF};

    private Damage() {}

    /** The damaged bytes. */
    public static byte[] of(byte[] file, long key) {
        KeyedRandom random = KeyedRandom.of(key, "damage");
        byte[] bytes = file.clone();
        int length = bytes.length;
        int header = Math.min(HEADER, length);
        int at = random.below(length, 0, 0, 0);
        int there = random.below(header, 0, 0, 1);
        switch (random.below(8, 0, 0, 2)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> bytes[at] ^= (byte) (1 << random.below(8, 0, 0, 3));
            case 2 -> {
                for (int i = 0; i < 16; i++) {
                    bytes[random.below(length, 1, i, 0)] = (byte) random.below(256, 1, i, 1);
                }
            }
            case 3 -> bytes[there] = (byte) random.below(256, 0, 0, 3);
            case 4 -> number(bytes, there, NUMBERS[random.below(NUMBERS.length, 0, 0, 3)]);
            case 5 -> bytes = without(bytes, at, Math.min(length - at, 1 + random.below(64, 0, 0, 3)));
            case 6 -> bytes = Arrays.copyOf(bytes, length + 1 + random.below(1000, 0, 0, 3));
            default -> bytes[there] = (byte) (bytes[there] + 1);
        }
        return bytes;
    }

    /** In the order of the one machine or of the other. */
    private static void number(byte[] bytes, int at, int number) {
        boolean big = at % 2 == 0;
        for (int i = 0; i < Integer.BYTES && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >> (8 * (big ? 3 - i : i)));
        }
    }

    private static byte[] without(byte[] bytes, int from, int count) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, from + count, rest, from, bytes.length - count - from);
        return rest;
    }
}
