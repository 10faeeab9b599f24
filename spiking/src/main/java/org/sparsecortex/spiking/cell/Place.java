package org.sparsecortex.spiking.cell;

import java.util.Optional;

/**
 * Where some consecutive neurons of a group stand.
 *
 * @param seed seed of the population
 * @param group name of the group
 * @param first number of the first of them within the group
 * @param count how many they are
 * @param stepMs grid step h, ms
 * @param threshold what their thresholds do, if not stay
 */
public record Place(
        long seed, String group, int first, int count, double stepMs, Optional<AdaptiveThreshold> threshold) {}
