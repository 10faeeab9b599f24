/**
 * What metrics compute from columns of records: an open set of statistics. Start at {@link
 * org.sparsecortex.simulations.metric.Statistic}.
 */
package org.sparsecortex.simulations.metric;
