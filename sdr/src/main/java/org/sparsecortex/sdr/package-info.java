/**
 * The language all models speak: sparse distributed representations and the other signals. Start at {@link
 * org.sparsecortex.sdr.Sdr}; sources: Ahmad and Hawkins 2015 (arXiv 1503.07469) and 2016 (arXiv 1601.00720).
 */
package org.sparsecortex.sdr;
