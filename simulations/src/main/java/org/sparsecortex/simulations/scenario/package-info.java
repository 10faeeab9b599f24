/** Scenarios in JSON: strict reading, schema, building of networks; the only package that imports Jackson. */
package org.sparsecortex.simulations.scenario;
