package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.param.Checks;

/**
 * Event cameras whose addresses in AEDAT 2 files are known.
 *
 * <pre>
 *   DVS128     x = 127 - bits 7..1     y = 127 - bits 14..8    brighter if bit 0 is 0     a pixel if bits 31..15 are 0
 *   DAVIS      x = w - 1 - bits 21..12 y = h - 1 - bits 30..22 brighter if bit 11 is 1    a pixel if bits 31 and 10 are 0
 * </pre>
 *
 * <p>x counts from the left, y from the top. Addresses count from the lower left of the chip, which sees the scene through a lens:
 * jAER's extractors, followed here, mirror x, and take a cleared bit 0 of the DVS128 for ON. DVS128 marks external inputs in bit
 * 15; DAVIS marks them in bit 10, and frames and samples of its motion sensor in bit 31.
 */
public enum Sensor {
    /** 128 x 128 pixels. */
    DVS128(128, 128),
    /** 240 x 180 pixels. */
    DAVIS240(180, 240),
    /** 346 x 260 pixels. */
    DAVIS346(260, 346);

    private final int height;
    private final int width;

    Sensor(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /**
     * Requires that this is the chip a file names.
     *
     * @param chip name in the header, in small letters; empty if it names none, which passes
     */
    void requireChip(String chip) {
        String word = name().toLowerCase(java.util.Locale.ROOT);
        boolean known = chip.isEmpty() || chip.contains(word) || (this == DVS128 && chip.contains("tmpdiff128"));
        Checks.that(known, "sensor", word, "the file says AEChip: " + chip + ", whose addresses have another layout");
    }

    boolean isPixel(int address) {
        return this == DVS128 ? address >>> 15 == 0 : address >= 0 && (address & 0x400) == 0;
    }

    int column(int address) {
        return width - 1 - (this == DVS128 ? address >> 1 & 0x7F : address >> 12 & 0x3FF);
    }

    int row(int address) {
        return height - 1 - (this == DVS128 ? address >> 8 & 0x7F : address >> 22 & 0x1FF);
    }

    boolean isOn(int address) {
        return this == DVS128 ? (address & 1) == 0 : (address & 0x800) != 0;
    }
}
