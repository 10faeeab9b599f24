package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.param.Param;

/**
 * How sites lie on the unit square: pixels of an image or macs of a population, each with its bits side by side.
 *
 * <pre>  site (row, column) lies at ((column + 0.5) / columns, (row + 0.5) / rows);  hexagonal: odd rows half a column further  </pre>
 *
 * Bits are numbered site by site, row by row. Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, figures of the levels of
 * macs.
 */
public record Field(
        @Param(doc = "rows of sites", min = 1, max = 1 << 16)
        int rows,

        @Param(doc = "columns of sites", min = 1, max = 1 << 16)
        int columns,

        @Param(doc = "bits of a site: 1 for a pixel, modules times cells for a mac", def = "1", min = 1, max = 1 << 20)
        int bits,

        @Param(doc = "arrangement of the sites", def = "\"rectangular\"")
        Grid grid) {
    /** Arrangement of sites. */
    public enum Grid {
        /** Rows one below the other. */
        RECTANGULAR,
        /** Odd rows shifted by half a column. */
        HEXAGONAL
    }

    /** Number of sites. */
    int sites() {
        return Math.multiplyExact(rows, columns);
    }

    /** Number of bits of all sites. */
    int size() {
        return Math.multiplyExact(sites(), bits);
    }

    double x(int site) {
        double shift = grid == Grid.HEXAGONAL && site / columns % 2 == 1 ? 1.0 : 0.5;
        return (site % columns + shift) / columns;
    }

    double y(int site) {
        return (site / columns + 0.5) / rows;
    }

    /** Number of sites of all fields. */
    static int sites(List<Field> fields) {
        return fields.stream().mapToInt(Field::sites).sum();
    }

    /** Number of bits of all fields. */
    static int size(List<Field> fields) {
        return fields.stream().mapToInt(Field::size).sum();
    }
}
