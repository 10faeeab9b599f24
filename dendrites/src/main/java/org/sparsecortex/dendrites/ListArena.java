package org.sparsecortex.dendrites;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Short growing lists of elements of a few bytes in shared pages: no object and no length field per list, and freed blocks
 * are used again.
 *
 * <p>A list is an address and a length that its owner keeps. The space behind it depends on the length alone ({@link
 * #capacity}), so lists that grow and shrink all the time do not creep. Pages never move; each is a thirty-second of what is there
 * already, so that little of the space is not used yet.
 */
final class ListArena {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int OFFSET_BITS = 16;
    private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;
    private static final int WORD_BYTES = 4; // offsets count words of four bytes
    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = WORD_BYTES << OFFSET_BITS;
    private static final int GRAIN = 4;
    private static final int NONE = -1;

    private final int width;
    private byte[][] pages = new byte[4][];
    private int pageCount;
    private long pageBytes;
    private int used;
    private int[] firstFree = {};
    private int[] freePages = {};
    private int freePageCount;

    /** No list yet; elements take {@code width} bytes. */
    ListArena(int width) {
        this.width = width;
    }

    /** Elements reserved for a list of {@code length}: at most three, or an eighth, more. */
    static int capacity(int length) {
        int grain = Math.max(GRAIN, Integer.highestOneBit(length) >>> 3);
        return (length + grain - 1) & -grain;
    }

    /** Bytes of an element. */
    int width() {
        return width;
    }

    /** The page that holds the list at {@code address}; its first element is at {@link #offset}. */
    byte[] page(int address) {
        return pages[address >>> OFFSET_BITS];
    }

    /** Position of the first byte of the first element within the page. */
    int offset(int address) {
        return (address & OFFSET_MASK) * WORD_BYTES;
    }

    /** The four bytes at position {@code at} of a page. */
    static int int4(byte[] page, int at) {
        return (int) INT.get(page, at);
    }

    /** Writes four bytes at position {@code at} of {@code page}. */
    static void int4(byte[] page, int at, int value) {
        INT.set(page, at, value);
    }

    /** The two bytes at position {@code at} of a page, 0 .. 65,535. */
    static int int2(byte[] page, int at) {
        return (char) CHAR.get(page, at);
    }

    /** Writes the low two bytes of {@code value} at position {@code at} of {@code page}. */
    static void int2(byte[] page, int at, int value) {
        CHAR.set(page, at, (char) value);
    }

    /** Space of all pages, bytes. */
    long bytes() {
        return pageBytes;
    }

    /**
     * Gives a list another length and keeps the elements that fit.
     *
     * @param address where it is; ignored if {@code length} is 0
     * @return where it is now
     */
    int resize(int address, int length, int newLength) {
        int before = capacity(length);
        int after = capacity(newLength);
        if (before == after) {
            return address;
        }
        if (after == 0) {
            release(address, before);
            return 0;
        }
        int moved = reserve(after);
        if (before > 0) {
            int kept = Math.min(length, newLength) * width;
            System.arraycopy(page(address), offset(address), page(moved), offset(moved), kept);
            release(address, before);
        }
        return moved;
    }

    private int reserve(int elements) {
        int bytes = Math.multiplyExact(elements, width);
        if (bytes > LARGEST_PAGE) {
            return ownPage(bytes);
        }
        int kind = elements / GRAIN;
        if (kind < firstFree.length && firstFree[kind] != NONE) {
            int address = firstFree[kind];
            firstFree[kind] = int4(page(address), offset(address));
            return address;
        }
        if (pageCount == 0 || pages[pageCount - 1] == null || used + bytes > pages[pageCount - 1].length) {
            openPage(bytes);
        }
        int address = addressOfUnused();
        used += bytes;
        return address;
    }

    private int addressOfUnused() {
        return ((pageCount - 1) << OFFSET_BITS) | (used / WORD_BYTES);
    }

    private void openPage(int bytes) {
        if (pageCount > 0 && pages[pageCount - 1] != null && used < pages[pageCount - 1].length) {
            release(addressOfUnused(), (pages[pageCount - 1].length - used) / width);
        }
        int block = GRAIN * width;
        int wanted = (int) Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, pageBytes >>> 5));
        addPage(Math.max(wanted / block * block, bytes));
        used = 0;
    }

    private void addPage(int bytes) {
        if (pageCount == 1 << OFFSET_BITS) {
            throw new IllegalStateException("more than 2^16 pages of synapses in one range of units");
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = new byte[bytes];
        pageBytes += bytes;
    }

    /** A page for one list that is longer than any page. */
    private int ownPage(int bytes) {
        if (freePageCount > 0) {
            int p = freePages[--freePageCount];
            pages[p] = new byte[bytes];
            pageBytes += bytes;
            return p << OFFSET_BITS;
        }
        addPage(bytes);
        used = bytes;
        return (pageCount - 1) << OFFSET_BITS;
    }

    private void release(int address, int elements) {
        if (elements * width > LARGEST_PAGE) {
            freePages = Arrays.copyOf(freePages, freePageCount + 1);
            freePages[freePageCount++] = address >>> OFFSET_BITS;
            pageBytes -= page(address).length;
            pages[address >>> OFFSET_BITS] = null;
            return;
        }
        int kind = elements / GRAIN;
        if (kind >= firstFree.length) {
            int known = firstFree.length;
            firstFree = Arrays.copyOf(firstFree, kind + 8);
            Arrays.fill(firstFree, known, firstFree.length, NONE);
        }
        int4(page(address), offset(address), firstFree[kind]);
        firstFree[kind] = address;
    }
}
