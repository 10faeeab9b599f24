package org.sparsecortex.spiking.cell;

/**
 * Where some consecutive neurons of a group stand.
 *
 * @param seed seed of the population
 * @param group name of the group
 * @param first number of the first of them within the group
 * @param count how many they are
 * @param stepMs grid step h, ms
 */
public record Place(long seed, String group, int first, int count, double stepMs) {}
