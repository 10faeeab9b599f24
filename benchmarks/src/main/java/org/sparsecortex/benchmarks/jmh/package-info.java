/** Microbenchmarks of hot operations, run by JMH. */
package org.sparsecortex.benchmarks.jmh;
