/** Charts for papers, drawn from the files of a run; the only package that imports JFreeChart. */
package org.sparsecortex.simulations.chart;
