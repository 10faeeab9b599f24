/**
 * Sparse codes of signals in an overcomplete dictionary: penalties, their thresholds and the solvers that minimise
 *
 * <pre>  1/2 |x - Phi r|^2 + sum_i pen(|r_i|)  </pre>
 *
 * <p>Sources: Rentzeperis, Calatroni, Perrinet and Prandi 2023 (the four penalties of the V1 study); Beck and Teboulle 2009
 * (FISTA); Rozell et al. 2008 (LCA); Rubinstein, Zibulevsky and Elad 2008 (Batch-OMP); Bertrand et al. 2022 (working sets).
 * Start at {@link org.sparsecortex.v1.code.Penalty}, then {@link org.sparsecortex.v1.code.SparseCoder}.
 */
package org.sparsecortex.v1.code;
