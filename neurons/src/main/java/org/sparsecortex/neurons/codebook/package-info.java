/** Codes of one winning key a codebook: the key half of a key-value memory. Start at {@link org.sparsecortex.neurons.codebook.CodebookEncoderParams}. */
package org.sparsecortex.neurons.codebook;
