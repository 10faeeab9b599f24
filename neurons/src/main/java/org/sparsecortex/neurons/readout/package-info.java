/** Classifiers that read a class or a value from any SDR, and traces of codes over time. */
package org.sparsecortex.neurons.readout;
