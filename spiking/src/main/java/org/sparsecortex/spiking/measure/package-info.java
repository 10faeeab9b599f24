/** Statistics of spike trains. Start at {@link org.sparsecortex.spiking.measure.SpikeStatisticsParams}. */
package org.sparsecortex.spiking.measure;
