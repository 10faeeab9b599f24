/** Classification of SDRs by softmax regression, at one or several steps ahead. Start at {@link
 * org.sparsecortex.sdr.classify.SdrClassifier}. */
package org.sparsecortex.sdr.classify;
