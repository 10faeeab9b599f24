/** What users write in scenarios, read and checked as a whole; schema; building of networks. Start at {@link
 * org.sparsecortex.simulations.scenario.ScenarioReader}. */
package org.sparsecortex.simulations.scenario;
