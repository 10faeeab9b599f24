/**
 * Delta transmission: a sender that tells only what changed, a receiver that integrates, on real, integer and sparse signals.
 * Sources: Yousefzadeh and Sifalakis 2021; O'Connor and Welling 2016; Neil et al. 2017. Start at {@link
 * org.sparsecortex.sdr.delta.DeltaCode}.
 */
package org.sparsecortex.sdr.delta;
