package org.sparsecortex.sparsey;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sparsey.rule.Afferent;
import org.sparsecortex.sparsey.rule.Competition;

/**
 * Which sites of one port each mac of a region is connected to, and from there which row of its weights a bit is. Immutable.
 *
 * <p>The rows of a mac are the bits of the sites in its reach, in ascending order.
 */
final class Wiring {
    private final List<Field> fields;
    private final int[][] reach;
    private final int[][] firstRow;
    private final int[] rows;
    private final int[] ownRow;
    private final int[] first;
    private final int[] mac;
    private final int[] row;

    /**
     * @param kind of the port
     * @param size bits that arrive at the port
     * @param fields how they lie
     */
    Wiring(Afferent kind, int size, List<Field> fields, AfferentParams afferent, Field own, long seed) {
        String port = kind.port();
        Checks.that(
                Field.size(fields) == size,
                port + ".fields",
                fields,
                "hold " + Field.size(fields) + " bits, but " + size + " arrive");
        this.fields = fields;
        KeyedRandom random = KeyedRandom.of(seed, "connections " + port);
        int macs = own.sites();
        int sites = Field.sites(fields);
        reach = new int[macs][];
        firstRow = new int[macs][];
        rows = new int[macs];
        ownRow = new int[macs];
        first = new int[sites + 1];
        boolean isOwn = kind == Afferent.H && fields.get(0).equals(own);
        for (int m = 0; m < macs; m++) {
            reach[m] = afferent.reach(fields, own.x(m), own.y(m), m, random);
            Checks.that(
                    reach[m].length > 0 || kind != Afferent.U,
                    port + ".radius",
                    afferent.radius(),
                    "leaves mac " + m + " without any input");
            firstRow[m] = new int[reach[m].length];
            ownRow[m] = -1;
            for (int r = 0; r < reach[m].length; r++) {
                int site = reach[m][r];
                firstRow[m][r] = rows[m];
                ownRow[m] = isOwn && site == m ? rows[m] : ownRow[m];
                rows[m] += fieldOf(site).bits();
                first[site + 1]++;
            }
        }
        for (int s = 0; s < sites; s++) {
            first[s + 1] += first[s];
        }
        mac = new int[first[sites]];
        row = new int[first[sites]];
        fillTargets(macs);
    }

    private void fillTargets(int macs) {
        int[] at = first.clone();
        for (int m = 0; m < macs; m++) {
            for (int r = 0; r < reach[m].length; r++) {
                int slot = at[reach[m][r]]++;
                mac[slot] = m;
                row[slot] = firstRow[m][r];
            }
        }
    }

    private Field fieldOf(int site) {
        int rest = site;
        for (Field field : fields) {
            if (rest < field.sites()) {
                return field;
            }
            rest -= field.sites();
        }
        throw new IllegalArgumentException("site " + site + " is beyond the fields " + fields);
    }

    int rows(int m) {
        return rows[m];
    }

    /** Number of sites in reach of a mac. */
    int sites(int m) {
        return reach[m].length;
    }

    /** First row of the mac's own code, or -1. */
    int ownRow(int m) {
        return ownRow[m];
    }

    /** Index of the bit of the port that each row of the mac's weights stands for. */
    int[] bits(int m) {
        int[] bits = new int[rows[m]];
        for (int r = 0; r < reach[m].length; r++) {
            int site = reach[m][r];
            int firstBit = firstBit(site);
            for (int b = 0; b < fieldOf(site).bits(); b++) {
                bits[firstRow[m][r] + b] = firstBit + b;
            }
        }
        return bits;
    }

    private int firstBit(int site) {
        int bit = 0;
        int rest = site;
        for (Field field : fields) {
            if (rest < field.sites()) {
                return bit + rest * field.bits();
            }
            rest -= field.sites();
            bit += field.size();
        }
        return bit;
    }

    /**
     * Sorts the active bits of a signal into the rows of the macs of a range.
     *
     * @param competing number of competing codes by site, or null
     * @param active written; one entry per mac of the range
     */
    void scatter(Sdr x, Signal competing, Competition competition, UnitRange range, ActiveRows[] active) {
        for (ActiveRows rowsOfMac : active) {
            rowsOfMac.clear();
        }
        int firstSite = 0;
        int firstBit = 0;
        int a = 0;
        for (Field field : fields) {
            int bits = field.bits();
            int endBit = firstBit + field.size();
            while (a < x.cardinality() && x.active(a) < endBit) {
                int inField = (x.active(a) - firstBit) / bits;
                int siteBit = firstBit + inField * bits;
                int to = a + 1;
                while (to < x.cardinality() && x.active(to) < siteBit + bits) {
                    to++;
                }
                int site = firstSite + inField;
                double factor = competing == null ? 1.0 : competition.factor(((Ints) competing).get(site));
                if (factor > 0) {
                    send(site, siteBit, x, a, to, factor, range, active);
                }
                a = to;
            }
            firstSite += field.sites();
            firstBit = endBit;
        }
    }

    /** Gives the active bits {@code from} .. {@code to} of a site to all macs of a range that it reaches. */
    private void send(
            int site, int siteBit, Sdr x, int from, int to, double factor, UnitRange range, ActiveRows[] active) {
        for (int t = first[site]; t < first[site + 1]; t++) {
            if (range.contains(mac[t])) {
                ActiveRows target = active[mac[t] - range.from()];
                target.addSite(row[t] - siteBit, x, from, to, factor);
                target.own |= ownRow[mac[t]] == row[t];
            }
        }
    }
}
