package org.sparsecortex.dendrites;

import java.util.Arrays;

/**
 * Short growing lists of ints in shared pages: no object and no length field per list, and freed blocks are used again.
 *
 * <p>A list is an address and a length that its owner keeps. The space behind it depends on the length alone ({@link
 * #capacity}), so lists that grow and shrink all the time do not creep. Pages never move; the first is small, so that a store
 * of a single neuron is small too.
 */
final class IntArena {
    private static final int OFFSET_BITS = 16;
    private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;
    private static final int FIRST_PAGE = 64;
    private static final int LARGEST_PAGE = 1 << OFFSET_BITS;
    private static final int GRAIN = 4;
    private static final int NONE = -1;

    private int[][] pages = new int[4][];
    private int pageCount;
    private int used;
    private int[] firstFree = {};
    private int[] freePages = {};
    private int freePageCount;

    /** Ints reserved for a list of {@code length}: at most three, or an eighth, more. */
    static int capacity(int length) {
        int grain = Math.max(GRAIN, Integer.highestOneBit(length) >>> 3);
        return (length + grain - 1) & -grain;
    }

    /** The page that holds the list at {@code address}; its first element is at {@link #offset}. */
    int[] page(int address) {
        return pages[address >>> OFFSET_BITS];
    }

    /** Position of the first element within the page. */
    int offset(int address) {
        return address & OFFSET_MASK;
    }

    /** Space of all pages, bytes. */
    long bytes() {
        long bytes = 0;
        for (int p = 0; p < pageCount; p++) {
            bytes += pages[p] == null ? 0 : (long) Integer.BYTES * pages[p].length;
        }
        return bytes;
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
            System.arraycopy(page(address), offset(address), page(moved), offset(moved), Math.min(length, newLength));
            release(address, before);
        }
        return moved;
    }

    private int reserve(int ints) {
        if (ints > LARGEST_PAGE) {
            return ownPage(ints);
        }
        int kind = ints / GRAIN;
        if (kind < firstFree.length && firstFree[kind] != NONE) {
            int address = firstFree[kind];
            firstFree[kind] = page(address)[offset(address)];
            return address;
        }
        if (pageCount == 0 || pages[pageCount - 1] == null || used + ints > pages[pageCount - 1].length) {
            openPage(ints);
        }
        int address = ((pageCount - 1) << OFFSET_BITS) | used;
        used += ints;
        return address;
    }

    private void openPage(int ints) {
        if (pageCount > 0 && pages[pageCount - 1] != null && used < pages[pageCount - 1].length) {
            release(((pageCount - 1) << OFFSET_BITS) | used, pages[pageCount - 1].length - used);
        }
        int doubled = pageCount > 10 ? LARGEST_PAGE : Math.min(LARGEST_PAGE, FIRST_PAGE << pageCount);
        addPage(new int[Math.max(doubled, ints)]);
        used = 0;
    }

    private void addPage(int[] page) {
        if (pageCount == 1 << OFFSET_BITS) {
            throw new IllegalStateException("more than " + (1L << 32) + " ints of synapses in one range of units");
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = page;
    }

    /** A page for one list that is longer than any page. */
    private int ownPage(int ints) {
        if (freePageCount > 0) {
            int p = freePages[--freePageCount];
            pages[p] = new int[ints];
            return p << OFFSET_BITS;
        }
        addPage(new int[ints]);
        used = ints;
        return (pageCount - 1) << OFFSET_BITS;
    }

    private void release(int address, int ints) {
        if (ints > LARGEST_PAGE) {
            freePages = Arrays.copyOf(freePages, freePageCount + 1);
            freePages[freePageCount++] = address >>> OFFSET_BITS;
            pages[address >>> OFFSET_BITS] = null;
            return;
        }
        int kind = ints / GRAIN;
        if (kind >= firstFree.length) {
            int known = firstFree.length;
            firstFree = Arrays.copyOf(firstFree, kind + 8);
            Arrays.fill(firstFree, known, firstFree.length, NONE);
        }
        page(address)[offset(address)] = firstFree[kind];
        firstFree[kind] = address;
    }
}
