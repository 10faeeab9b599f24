package org.sparsecortex.neurons.pooler;

import java.util.Arrays;

/**
 * Places in rows, place i in row i / width at i % width; a line is one row. With {@code wraps} opposite edges touch.
 *
 * <p>A window of radius r around a place holds the places at most r rows and r places away, all the same in number: at edges
 * that do not wrap it is moved inwards.
 */
record Sheet(int rows, int width, boolean wraps) {
    int size() {
        return rows * width;
    }

    /** Rows and places that have more than one position: 1 or 2, the number of dimensions. */
    int dimensions() {
        return rows > 1 ? 2 : 1;
    }

    /** Number of places of a window. */
    int window(int radius) {
        return span(rows, radius) * span(width, radius);
    }

    private static int span(int length, int radius) {
        return (int) Math.min(length, 2L * radius + 1);
    }

    /** The place of this sheet that lies where {@code place} lies on {@code other}. */
    int project(Sheet other, int place) {
        int y = (int) ((place / other.width + 0.5) * rows / other.rows);
        int x = (int) ((place % other.width + 0.5) * width / other.width);
        return y * width + x;
    }

    /** The places at positions {@code chosen} of the window around {@code centre}, ascending. */
    int[] inWindow(int centre, int radius, int[] chosen) {
        int spanX = span(width, radius);
        int firstY = first(rows, centre / width, radius);
        int firstX = first(width, centre % width, radius);
        int[] places = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int y = Math.floorMod(firstY + chosen[i] / spanX, rows);
            int x = Math.floorMod(firstX + chosen[i] % spanX, width);
            places[i] = y * width + x;
        }
        Arrays.sort(places);
        return places;
    }

    private int first(int length, int centre, int radius) {
        int span = span(length, radius);
        int first = centre - span / 2;
        return wraps ? first : Math.max(0, Math.min(length - span, first));
    }

    /** Row of {@code place} counted from {@code centre}, the shorter way round if the sheet wraps. */
    int rowsFrom(int centre, int place) {
        return distance(rows, place / width - centre / width);
    }

    /** Position in its row of {@code place} counted from that of {@code centre}. */
    int placesFrom(int centre, int place) {
        return distance(width, place % width - centre % width);
    }

    private int distance(int length, int difference) {
        return wraps ? Math.floorMod(difference + length / 2, length) - length / 2 : difference;
    }

    /** Number of places within the radius of {@code place}, itself included; fewer at edges that do not wrap. */
    int neighbourhood(int place, int radius) {
        return within(rows, place / width, radius) * within(width, place % width, radius);
    }

    private int within(int length, int at, int radius) {
        return wraps
                ? span(length, radius)
                : (int) (Math.min(length - 1L, (long) at + radius) - Math.max(0, at - radius) + 1);
    }

    /** Number of other places within the radius that have a higher score, or an equal one and a lower id. */
    int better(double[] score, int place, int radius) {
        int down = after(rows, radius);
        int right = after(width, radius);
        int better = 0;
        for (int dy = -before(rows, radius); dy <= down; dy++) {
            int y = shifted(rows, place / width, dy);
            for (int dx = -before(width, radius); dx <= right && y >= 0; dx++) {
                int x = shifted(width, place % width, dx);
                int other = y * width + x;
                if (x >= 0 && other != place) {
                    boolean wins = score[other] > score[place] || (score[other] == score[place] && other < place);
                    better += wins ? 1 : 0;
                }
            }
        }
        return better;
    }

    /** How far places before one are met: around a ring each once, the opposite one of an even ring from the other side. */
    private int before(int length, int radius) {
        return Math.min(radius, wraps ? (length - 1) / 2 : length - 1);
    }

    private int after(int length, int radius) {
        return Math.min(radius, wraps ? length / 2 : length - 1);
    }

    private int shifted(int length, int at, int by) {
        int moved = at + by;
        return wraps ? Math.floorMod(moved, length) : moved < length ? moved : -1;
    }

    /**
     * Rows and places around a centre that the places with a permanence of at least {@code least} span; 0 if there is none.
     *
     * @param permanences of the places, in their order
     */
    int span(int centre, int[] places, PermanenceRow permanences, int least) {
        int lowY = Integer.MAX_VALUE;
        int highY = Integer.MIN_VALUE;
        int lowX = Integer.MAX_VALUE;
        int highX = Integer.MIN_VALUE;
        for (int s = 0; s < places.length; s++) {
            if (permanences.get(s) >= least) {
                int y = rowsFrom(centre, places[s]);
                int x = placesFrom(centre, places[s]);
                lowY = Math.min(lowY, y);
                highY = Math.max(highY, y);
                lowX = Math.min(lowX, x);
                highX = Math.max(highX, x);
            }
        }
        if (highX < lowX) {
            return 0;
        }
        return highX - lowX + 1 + (dimensions() == 2 ? highY - lowY + 1 : 0);
    }
}
