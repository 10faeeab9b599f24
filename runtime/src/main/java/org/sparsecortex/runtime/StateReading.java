package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Fetches the state of a population from its ranges, block by block, and hands it on in their order when it is asked for. The range
 * whose turn it is makes the next blocks meanwhile, and those that follow their first ones; so many blocks, and no more, are here.
 */
final class StateReading {
    /** Ranges that are asked before their turn comes, that whose turn it is among them. */
    static final int AHEAD = 3;

    /** Blocks of the range whose turn it is that are asked for together. */
    static final int DEEP = 3;

    private final long reading;
    private final int ranges;
    private final Consumer<PartitionActor.Command> ask;
    /** First blocks of the ranges that follow. */
    private final Map<Integer, PopulationActor.Block> firsts = new HashMap<>();
    /** Blocks of the range whose turn it is, by their numbers. */
    private final Map<Long, PopulationActor.Block> blocks = new TreeMap<>();

    private int turn;
    /** Ranges that were asked, and blocks that the one whose turn it is was asked for. */
    private int asked;

    private long deep = 1;
    /** Number of the block that comes next from the range whose turn it is. */
    private long next;

    private boolean wanted;

    /**
     * @param reading number of this reading
     * @param ask the way to the ranges
     */
    StateReading(long reading, int ranges, Consumer<PartitionActor.Command> ask) {
        this.reading = reading;
        this.ranges = ranges;
        this.ask = ask;
        askAhead();
    }

    long number() {
        return reading;
    }

    private void askAhead() {
        while (asked < ranges && asked < turn + AHEAD) {
            ask.accept(new PartitionActor.Read(asked++, reading, 0));
        }
    }

    /** Once it is known that the range whose turn it is has more than one block. */
    private void askDeeper() {
        boolean hasMore =
                (next > 0 || blocks.containsKey(0L)) && blocks.values().stream().noneMatch(PopulationActor.Block::last);
        while (hasMore && deep < next + DEEP) {
            ask.accept(new PartitionActor.Read(turn, reading, deep++));
        }
    }

    /** The next blocks are wanted; they are given now or by {@link #take}. */
    List<PopulationActor.Block> want() {
        wanted = true;
        return ready();
    }

    /** Takes a range's answer; one that was not asked for changes nothing. What was wanted, once it is there, else nothing. */
    List<PopulationActor.Block> take(PopulationActor.Block block) {
        if (block.reading() == reading && block.index() == turn && block.number() >= next && block.number() < deep) {
            blocks.putIfAbsent(block.number(), block);
        } else if (block.reading() == reading && block.index() > turn && block.index() < asked && block.number() == 0) {
            firsts.putIfAbsent(block.index(), block);
        }
        return ready();
    }

    private List<PopulationActor.Block> ready() {
        List<PopulationActor.Block> given = new ArrayList<>();
        while (wanted && blocks.containsKey(next)) {
            PopulationActor.Block block = blocks.remove(next);
            given.add(block);
            next++;
            if (block.last()) {
                turn++;
                next = 0;
                deep = 1;
                PopulationActor.Block first = firsts.remove(turn);
                if (first != null) {
                    blocks.put(next, first);
                }
                askAhead();
            }
        }
        askDeeper();
        wanted &= given.isEmpty();
        return given;
    }

    /** Whether all ranges have given all of their blocks. */
    boolean hasEnded() {
        return turn == ranges;
    }
}
