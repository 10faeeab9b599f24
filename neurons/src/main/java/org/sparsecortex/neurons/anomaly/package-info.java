/**
 * From a series to an alarm: encoders that learn their range, surprise of predictions, likelihood of anomalies and the decision
 * to call.
 */
package org.sparsecortex.neurons.anomaly;
