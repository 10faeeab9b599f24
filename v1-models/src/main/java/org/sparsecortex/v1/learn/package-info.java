/**
 * Dictionary learning as a population: units are fixed chunks of the patches of a batch, all share one dictionary.
 *
 * <p>Sources: Rentzeperis, Calatroni, Perrinet and Prandi 2023 (online rule), Mairal, Bach, Ponce and Sapiro 2010 (block
 * coordinate), Perrinet 2010 (homeostasis). Start at {@link org.sparsecortex.v1.learn.DictionaryLearningParams}.
 */
package org.sparsecortex.v1.learn;
