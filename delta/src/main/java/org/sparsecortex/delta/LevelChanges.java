package org.sparsecortex.delta;

/** The units whose level a frame changed, place by place. */
final class LevelChanges {
    private final int channels;
    private final int[] place;
    private final int[] start;
    private final int[] channel;
    private final int[] change;
    private int places;
    private int count;

    /** An empty list for that many places of that many units. */
    LevelChanges(int capacity, int channels) {
        this.channels = channels;
        this.place = new int[capacity];
        this.start = new int[capacity + 1];
        this.channel = new int[capacity * channels + 1];
        this.change = new int[capacity * channels + 1];
    }

    void clear() {
        places = 0;
        count = 0;
    }

    /** Where the events of the next place begin. */
    int next() {
        return count;
    }

    /** Ends the list of events of a place, which lie from {@code from} to {@code to}; places without any are left out. */
    void add(int at, int from, int to) {
        if (to > from) {
            place[places] = at;
            start[places++] = from;
            start[places] = to;
            count = to;
        }
    }

    /** Places with a changed unit. */
    int places() {
        return places;
    }

    /** The p-th of them, in the order in which they were coded. */
    int place(int p) {
        return place[p];
    }

    /** First event of the p-th changed place. */
    int start(int p) {
        return start[p];
    }

    /** One past its last event. */
    int end(int p) {
        return start[p + 1];
    }

    /** Channels of all events, written by coders. */
    int[] channel() {
        return channel;
    }

    /** Changes of all events in levels, written by coders. */
    int[] change() {
        return change;
    }

    /** Number of events. */
    int count() {
        return count;
    }

    /** Unit of each event, written to {@code units}. */
    void units(int[] units) {
        int n = 0;
        for (int p = 0; p < places; p++) {
            int first = place[p] * channels;
            for (int e = start[p]; e < start[p + 1]; e++) {
                units[n++] = first + channel[e];
            }
        }
    }

    /** Change of each event, written to {@code changes}. */
    void changes(float[] changes) {
        for (int e = 0; e < count; e++) {
            changes[e] = change[e];
        }
    }
}
