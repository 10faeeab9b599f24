package org.sparsecortex.simulations.array;

import java.util.List;
import java.util.SortedMap;

/**
 * What a group of an HDF5 file holds.
 *
 * @param groups groups within, by name
 * @param arrays its arrays of numbers, by name
 * @param texts its texts, by name, each flat in C order
 */
public record Hdf5Tree(
        SortedMap<String, Hdf5Tree> groups,
        SortedMap<String, ArrayFile.Numbers> arrays,
        SortedMap<String, List<String>> texts) {}
